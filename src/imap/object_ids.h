// Object identifiers of RFC 8474: letters and digits, stable for the life of what they name.
#pragma once
#include <cstdint>
#include <string>

#include "base/ids.h"

namespace postern::imap {

inline std::string mailbox_id(MailboxId id) { return "F" + std::to_string(id.value); }
inline std::string email_id(MessageNumber number) { return "M" + std::to_string(number.value); }
inline std::string thread_id(std::uint64_t thread) { return "T" + std::to_string(thread); }

}  // namespace postern::imap
