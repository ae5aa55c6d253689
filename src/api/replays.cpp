// What was answered to which key.
#include "api/replays.h"

namespace postern::api {

// The oldest go first: those that have run out, and those that there is no room for.
void Replays::make_room(Time now) {
  while (!in_order_.empty()) {
    const auto& [number, key] = in_order_.front();
    const auto at = kept_.find(key);
    const bool gone = at == kept_.end() || at->second.number != number;
    if (!gone && now - at->second.since < kKept && kept_.size() < most_) return;
    if (!gone) kept_.erase(at);
    in_order_.pop_front();
  }
}

Replays::Found Replays::begin(const std::string& key, std::uint64_t call, Time now) {
  const auto at = kept_.find(key);
  if (at != kept_.end() && now - at->second.since < kKept) {
    if (at->second.call != call) return {Verdict::another_call};
    if (!at->second.answer) return {Verdict::under_way};
    return {Verdict::again, at->second.answer};
  }
  make_room(now);
  kept_[key] = {call, now, ++count_, {}};
  in_order_.emplace_back(count_, key);
  return {Verdict::first};
}

void Replays::keep(const std::string& key, Answer answer) {
  if (const auto at = kept_.find(key); at != kept_.end()) at->second.answer = std::move(answer);
}

void Replays::drop(const std::string& key) { kept_.erase(key); }

}  // namespace postern::api
