// What APPEND adds. The octets of the messages are streamed past the command, so its text holds only their announcements.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "imap/grammar/cursor.h"

namespace postern::imap::grammar {

struct AppendMessage {
  std::vector<std::string> flags;
  std::optional<Time> internal_date;
  LiteralSize literal;
  bool utf8 = false;  // UTF8 (~{n}) of RFC 6855 §4
};

struct AppendArgs {
  std::string mailbox;
  std::vector<AppendMessage> messages;  // more than one: RFC 3502
  bool open = false;                    // the text ends inside UTF8 (
};

inline constexpr std::size_t kMaxAppendMessages = 1000;

// Also reads a command that ends with an announcement, which is how a session knows that the octets of a message come next.
AppendArgs append_so_far(Cursor&);
// A whole command.
AppendArgs append(Cursor&);

}  // namespace postern::imap::grammar
