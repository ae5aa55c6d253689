// Due times and tries.
#include "notify/outbox.h"

#include <algorithm>
#include <utility>

namespace postern::notify {

void Outbox::add(Notice notice, Deadline now, const Pace& pace) {
  if (waiting_.size() >= kMost) {
    ++overflow_;
    return;
  }
  if (waiting_.empty()) due_ = std::max(now + pace.collect, not_before_);
  waiting_.push_back(std::move(notice));
}

std::vector<Notice> Outbox::take(const Pace& pace) const {
  const auto count = std::min(waiting_.size(), pace.batch);
  return {waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count)};
}

void Outbox::drop(std::size_t count) {
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(count, waiting_.size())));
  tries_ = 0;
}

void Outbox::sent(std::size_t count, Deadline now, const Pace& pace) {
  drop(count);
  not_before_ = due_ = now + pace.apart;
}

std::size_t Outbox::failed(std::size_t count, Deadline now) {
  ++tries_;
  due_ = now + kFirstPause * (1 << (tries_ - 1));
  if (tries_ < kTries) return 0;
  const auto dropped = std::min(count, waiting_.size());
  drop(count);
  return dropped;
}

std::size_t Outbox::take_overflow() { return std::exchange(overflow_, 0); }

}  // namespace postern::notify
