// Mailbox names and patterns: UTF-8 inside the server, modified UTF-7 on the wire of clients that did not ask for UTF-8.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
// RFC 9051 §6.3.9: "*" matches anything, "%" anything within a level. Wildcards side by side count as one. A name takes the
// time of its length for each wildcard, however long the pattern is.
class Pattern {
 public:
  static constexpr std::size_t kMostWildcards = 16;  // what people and programs ask for has one or two

  explicit Pattern(std::string_view);
  [[nodiscard]] bool has_too_many_wildcards() const { return rest_.size() > kMostWildcards; }
  [[nodiscard]] bool matches(std::string_view name) const;

 private:
  struct Stretch {
    bool any_level = false;  // "*"
    std::string text;        // behind the wildcard, up to the next one
  };
  std::string head_;  // in front of the first wildcard
  std::vector<Stretch> rest_;
  std::size_t least_ = 0;  // octets that a name has at least
};

}  // namespace postern::imap::grammar
