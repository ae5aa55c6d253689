// What LIST, LSUB and STATUS ask for.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "imap/grammar/cursor.h"

namespace postern::imap::grammar {

enum class StatusItem : std::uint8_t {
  messages,
  recent,
  uid_next,
  uid_validity,
  unseen,
  deleted,
  deleted_storage,
  size,
  highest_mod_seq,
  mailbox_id,
  append_limit,
};
std::string_view name(StatusItem);

struct StatusArgs {
  std::string mailbox;
  std::vector<StatusItem> items;
};

struct ListArgs {
  std::string reference;
  std::vector<std::string> patterns;
  bool extended = false;         // any part of RFC 5258's syntax was used
  bool only_subscribed = false;  // selection options
  bool remote = false;
  bool recursive_match = false;
  bool only_special_use = false;
  bool return_subscribed = false;  // return options
  bool return_children = false;
  bool return_special_use = false;
  std::vector<StatusItem> status;  // RFC 5819; empty: not asked for
};

inline constexpr std::size_t kMaxListPatterns = 64;

ListArgs list(Cursor&);
ListArgs lsub(Cursor&);
StatusArgs status(Cursor&);

}  // namespace postern::imap::grammar
