// Room that several accounts share. The store knows no domain, nor who shares with whom: whoever knows answers, from memory.
#pragma once
#include <cstdint>

#include "base/ids.h"

namespace postern::store {

// Called on the committer's thread of an account's shard, so at several shards at once; must not wait.
class SharedRoom {
 public:
  virtual ~SharedRoom() = default;
  // Whether the account may come to hold so many octets. What others write in the same moment may not be counted yet.
  [[nodiscard]] virtual bool takes(AccountId, std::uint64_t used_bytes) const = 0;
  // After a durable commit, in the order of the account's commits; 0 when the account is gone.
  virtual void holds(AccountId, std::uint64_t used_bytes) = 0;
};

}  // namespace postern::store
