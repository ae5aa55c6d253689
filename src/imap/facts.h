// What the store keeps of a message that comes by APPEND.
#pragma once
#include <memory>
#include <string_view>

#include "mime/message.h"
#include "store/store.h"

namespace postern::imap {

std::shared_ptr<const store::Facts> facts_of(const mime::Message&, std::string_view bytes, Time internal_date);

}  // namespace postern::imap
