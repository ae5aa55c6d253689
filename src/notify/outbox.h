// Notices that wait to be sent one way: collected, spaced, tried again, and given up. Cold: time is passed in.
// Use: outbox.add(notice, now);  at outbox.due(): notices = outbox.take(pace);  then outbox.sent(now) or outbox.failed(now).
// Promises: at most kMost wait; what is beyond is counted, not kept. A batch is given up after kTries.
#pragma once
#include <chrono>
#include <cstddef>
#include <deque>
#include <vector>

#include "base/executor.h"
#include "notify/notice.h"

namespace postern::notify {

class Outbox {
 public:
  static constexpr std::size_t kMost = 1000;
  static constexpr std::size_t kTries = 8;  // over about ten minutes
  static constexpr std::chrono::seconds kFirstPause{5};

  struct Pace {
    std::chrono::milliseconds collect{0};  // after the first of them
    std::chrono::milliseconds apart{0};    // after the last that was sent
    std::size_t batch = kMost;             // at once
  };

  void add(Notice, Deadline now, const Pace&);
  // When take() has something to do; Deadline::max(): when something is added.
  [[nodiscard]] Deadline due() const { return waiting_.empty() ? Deadline::max() : due_; }
  // The first of those that wait; they stay until sent() or the last failed().
  [[nodiscard]] std::vector<Notice> take(const Pace&) const;
  void sent(std::size_t count, Deadline now, const Pace&);
  // How many are given up by this; 0 while they are tried again.
  std::size_t failed(std::size_t count, Deadline now);
  // All, for there is nowhere to send them any more.
  void clear() { waiting_.clear(); }
  // Those that found no room since the last call.
  std::size_t take_overflow();
  [[nodiscard]] std::size_t size() const { return waiting_.size(); }

 private:
  void drop(std::size_t count);

  std::deque<Notice> waiting_;
  Deadline due_{};
  Deadline not_before_{};
  std::size_t tries_ = 0;
  std::size_t overflow_ = 0;
};

}  // namespace postern::notify
