// How often each kind of error has occurred since the program began, and when last: for who looks at a server without its logs.
// Promises: note() waits for nothing and allocates nothing; any thread.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/time.h"
#include "events/table.h"

namespace postern::events {

struct Count {
  Event event;
  std::uint64_t times = 0;
  Time last;
};

class Tally {
 public:
  // Counts what is written at every level of a log: errors, and nothing else.
  void note(Event, Time);
  [[nodiscard]] std::vector<Count> counts() const;  // in the order of their numbers

 private:
  static constexpr std::size_t kMost = 1000;  // numbers of events are lower
  struct Cell {
    std::atomic<std::uint64_t> times = 0;
    std::atomic<std::int64_t> last = 0;
  };
  std::array<Cell, kMost> cells_;
};

}  // namespace postern::events
