// What stands between those who write lines and the thread that puts them into files: a bounded buffer and a bell.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/locked.h"
#include "base/time.h"
#include "events/events.h"
#include "logs/line.h"

namespace postern::logs {

// Rung from any thread; the one who waits hears each ring, several at once as one.
class Bell {
 public:
  void ring() {
    {
      const std::lock_guard guard(lock_);
      rung_ = true;
    }
    heard_.notify_one();
  }
  template <class Rep, class Period>
  bool wait_for(std::chrono::duration<Rep, Period> most) {
    std::unique_lock guard(lock_);
    heard_.wait_for(guard, most, [&] { return rung_; });
    return std::exchange(rung_, false);
  }

 private:
  std::mutex lock_;
  std::condition_variable heard_;
  bool rung_ = false;
};

// A count that only grows, and those who wait for it.
class Progress {
 public:
  void reach(std::uint64_t n) {
    {
      const std::lock_guard guard(lock_);
      reached_ = std::max(reached_, n);
    }
    grown_.notify_all();
  }
  void wait_for(std::uint64_t n) {
    std::unique_lock guard(lock_);
    grown_.wait(guard, [&] { return reached_ >= n; });
  }

 private:
  std::mutex lock_;
  std::condition_variable grown_;
  std::uint64_t reached_ = 0;
};

struct Waiting {
  std::uint32_t length = 0;
  events::Log log = events::Log::server;
  Time at;
  Terms terms;
};

// Lines one after the other in one buffer: no allocation a line once it has grown.
struct Batch {
  std::string text;
  std::vector<Waiting> lines;
  std::uint64_t dropped = 0;
  std::uint64_t number = 0;  // of the batch that is being filled
};

}  // namespace postern::logs
