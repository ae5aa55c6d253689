// Which thread a message belongs to: that of an earlier one it refers to, with the same base subject (RFC 8621 §3).
#pragma once
#include <cstdint>
#include <vector>

#include "kv/kv.h"
#include "store/store.h"

namespace postern::store {

struct ThreadFound {
  std::uint64_t thread = 0;
  std::vector<std::uint64_t> made;  // reference rows this message put, to go when it goes
};

// Looks up the message's references and records those nobody had. A thread is named by the number of its first message.
Result<ThreadFound> find_thread(kv::Transaction&, AccountId, const Facts&, std::uint32_t number);

}  // namespace postern::store
