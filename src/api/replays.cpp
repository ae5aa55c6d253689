// What was answered to which key.
#include "api/replays.h"

#include <algorithm>

namespace postern::api {

void Replays::erase(Kept::iterator at) {
  in_order_.erase(at->second.place);
  kept_.erase(at);
}

void Replays::forget_old(Time now) {
  while (!in_order_.empty()) {
    const auto oldest = kept_.find(in_order_.front());
    if (now - oldest->second.since < kKept) return;
    erase(oldest);
  }
}

// The oldest that has been answered, of one caller or of all.
bool Replays::forget_oldest(const std::string* of_caller) {
  const auto oldest = std::ranges::find_if(
      in_order_, [&](const Key& key) { return (!of_caller || key.caller == *of_caller) && kept_.at(key).answer.has_value(); });
  if (oldest == in_order_.end()) return false;
  erase(kept_.find(*oldest));
  return true;
}

bool Replays::has_room_for(const std::string& caller) {
  const auto his = std::ranges::count(in_order_, caller, &Key::caller);
  if (static_cast<std::size_t>(his) >= most_of_one_) return forget_oldest(&caller);
  return kept_.size() < most_ || forget_oldest(nullptr);
}

Replays::Found Replays::begin(const Key& key, std::uint64_t call, Time now) {
  forget_old(now);
  if (const auto at = kept_.find(key); at != kept_.end()) {
    if (at->second.call != call) return {Verdict::another_call};
    if (!at->second.answer) return {Verdict::under_way};
    return {Verdict::again, at->second.answer};
  }
  if (!has_room_for(key.caller)) return {Verdict::too_many};
  kept_[key] = {call, now, {}, in_order_.insert(in_order_.end(), key)};
  return {Verdict::first};
}

void Replays::keep(const Key& key, Answer answer) {
  if (const auto at = kept_.find(key); at != kept_.end()) at->second.answer = std::move(answer);
}

void Replays::drop(const Key& key) {
  if (const auto at = kept_.find(key); at != kept_.end()) erase(at);
}

}  // namespace postern::api
