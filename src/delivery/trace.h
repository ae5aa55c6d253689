// The header line that final delivery puts in front of a message.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "address/mailbox.h"
#include "mime/message.h"

namespace postern::delivery {

// The message as it is kept: one Return-Path, ours; any that came with it is taken out.   RFC 5321 §4.4
std::string with_return_path(const std::optional<address::Mailbox>& reverse_path, std::string_view bytes,
                             const mime::Message& parsed);

}  // namespace postern::delivery
