// A clock that stands still until the test moves it, or sets it back. Any thread. Beside a ManualExecutor it begins where that one does, so that a
// deadline of the one is a deadline of the other however long the machine takes between making them: ManualTime time{executor.now()};
#pragma once
#include <atomic>
#include <chrono>

#include "base/time.h"

namespace postern::test {

class ManualTime final : public TimeSource {
 public:
  explicit ManualTime(Time start = {1'790'000'000'000}) : start_(start) {}
  explicit ManualTime(Deadline begin) : begin_(begin) {}

  [[nodiscard]] Time now() const override { return start_ + std::chrono::milliseconds(passed_.load() - back_.load()); }
  [[nodiscard]] Deadline steady() const override { return begin_ + std::chrono::milliseconds(passed_.load()); }
  void pass(std::chrono::milliseconds d) { passed_ += d.count(); }
  void set_back(std::chrono::milliseconds d) { back_ += d.count(); }  // as by NTP: what is steady goes on

 private:
  const Time start_{1'790'000'000'000};
  const Deadline begin_ = Clock::now();
  std::atomic<std::int64_t> passed_{0};
  std::atomic<std::int64_t> back_{0};
};

}  // namespace postern::test
