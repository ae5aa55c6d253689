// Session numbers that no restart repeats: they ascend from (seconds since 1970) * 2^20 at start.
// They stay unique as long as the server serves under a million sessions a second on average and its clock is not set
// back further than it has been running; they stay below 2^53 until the year 2242, so that JSON can carry them.
#pragma once
#include <atomic>

#include "base/ids.h"
#include "base/time.h"

namespace postern::net {

class SessionIds {
 public:
  explicit SessionIds(Time start) : next_(static_cast<std::uint64_t>(start.seconds()) << 20) {}
  SessionId next() { return SessionId(next_.fetch_add(1, std::memory_order_relaxed) + 1); }  // any thread

 private:
  std::atomic<std::uint64_t> next_;
};

}  // namespace postern::net
