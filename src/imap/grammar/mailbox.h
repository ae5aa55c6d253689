// Mailbox names and patterns: UTF-8 inside the server, modified UTF-7 on the wire of clients that did not ask for UTF-8.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "imap/grammar/cursor.h"

namespace postern::imap::grammar {

inline constexpr std::size_t kMaxMailboxName = 1024;  // bytes of UTF-8, all levels together
inline constexpr char kSeparator = '/';

// mailbox = "INBOX" / astring. The name in UTF-8, INBOX in capitals as a first level in any case it was written.
std::string mailbox(Cursor&);
// list-mailbox = 1*list-char / string, as UTF-8 with its "%" and "*".
std::string list_mailbox(Cursor&);

// RFC 3501 §5.1.3. Decoding refuses what encoding would not have made.
std::optional<std::string> from_modified_utf7(std::string_view);
std::string to_modified_utf7(std::string_view utf8);

// "inbox/x" becomes "INBOX/x"; other names stay.
std::string with_capital_inbox(std::string name);
// Whether the name can be made: UTF-8 without controls, no empty level, no "%" or "*".
bool can_be_created(std::string_view name);
// RFC 9051 §6.3.9: "*" matches anything, "%" anything within a level. Time is linear in name times pattern.
bool matches(std::string_view pattern, std::string_view name);

}  // namespace postern::imap::grammar
