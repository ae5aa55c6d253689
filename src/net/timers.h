// The deadlines of one reactor: a heap of timers that live where they are waited for, usually a coroutine frame.
// Promises: adding and removing are O(log n) and allocate nothing but the heap's own row; one timer costs nobody a system call.
#pragma once
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "base/executor.h"

namespace postern::net {

struct Timer {
  static constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

  Deadline at{};
  void (*fire)(Timer&) = nullptr;  // called once, after the timer has left the heap
  std::size_t place = kNowhere;    // its row in the heap

  Timer() = default;
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;
  [[nodiscard]] bool is_set() const { return place != kNowhere; }
};

class Timers {
 public:
  void add(Timer&);
  void remove(Timer&);            // nothing happens when it is not set
  Timer* take_due(Deadline now);  // the earliest that is due, taken out; null when there is none
  [[nodiscard]] std::optional<Deadline> next() const;
  [[nodiscard]] std::size_t size() const { return heap_.size(); }

 private:
  void put(Timer&, std::size_t place);
  void rise(Timer&, std::size_t place);
  void sink(Timer&, std::size_t place);

  std::vector<Timer*> heap_;
};

}  // namespace postern::net
