// The last changes of something, numbered, for those who follow it.
// Use: changes.add(what) where it happens;  auto part = changes.after(seen, 500ms) on a thread that follows.
// Promises: add() waits for nobody; at most `most` are kept, and who is further behind is told that some are missing. Numbers go on
//   ascending after a restart, as long as there are fewer than a million changes a second: one of an earlier run is an old one.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

#include "base/time.h"

namespace postern {

template <class T>
class Changes {
 public:
  struct Numbered {
    std::uint64_t number = 0;
    T what;
  };
  struct Part {
    std::vector<Numbered> changes;
    bool missing = false;  // between the number that was asked about and the first of these
  };

  explicit Changes(Time start = system_time().now(), std::size_t most = 1000)
      : most_(most), newest_(static_cast<std::uint64_t>(start.seconds()) << 20), forgotten_(newest_) {}

  void add(T what) {
    const std::lock_guard guard(lock_);
    kept_.push_back({++newest_, std::move(what)});
    if (kept_.size() > most_) {
      forgotten_ = kept_.front().number;
      kept_.pop_front();
    }
    added_.notify_all();
  }

  [[nodiscard]] std::uint64_t newest() const {
    const std::lock_guard guard(lock_);
    return newest_;
  }

  // What came after the change of that number; nothing when nothing did for so long. Blocks.
  [[nodiscard]] Part after(std::uint64_t number, std::chrono::milliseconds patience) const {
    std::unique_lock guard(lock_);
    added_.wait_for(guard, patience, [&] { return newest_ > number || number < forgotten_; });
    Part out{.changes = {}, .missing = number < forgotten_ || number > newest_};
    for (const auto& one : kept_)
      if (one.number > number || out.missing) out.changes.push_back(one);
    return out;
  }

 private:
  mutable std::mutex lock_;  // with a condition variable, hence not a Locked
  mutable std::condition_variable added_;
  std::size_t most_;
  std::uint64_t newest_, forgotten_;  // the last one that was added, and the last one that is kept no more
  std::deque<Numbered> kept_;
};

}  // namespace postern
