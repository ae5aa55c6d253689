// What a commit tells the observers of its account: the new images of the chunks it changed, so that nobody reads them again.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kv/kv.h"
#include "store/view.h"

namespace postern::store {

struct MailNotice : kv::Notice {
  struct Box {
    MailboxId id;
    bool removed = false;
    MailboxState state;
    std::map<std::uint32_t, std::string> chunks;  // encoded; empty: the chunk is gone
  };
  AccountId account;
  bool account_removed = false;
  bool expunged = false;         // it left a tombstone
  std::uint64_t used_bytes = 0;  // by all its messages, after the commit
  bool names = false;            // mailboxes were made, renamed, removed or changed, or names subscribed
  std::vector<Box> boxes;
};

}  // namespace postern::store
