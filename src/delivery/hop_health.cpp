// As one sender among many does on a shared line: a little more each time it goes well, half of it when it does not.
#include "delivery/hop_health.h"

#include <algorithm>

namespace postern::delivery {

std::optional<Answer> HopHealth::down(const queue::Hop& hop, Time now) const {
  const auto at = known_.find(hop);
  if (at == known_.end() || at->second.alone_until <= now) return {};
  return at->second.answer;
}

void HopHealth::note(const queue::Hop& hop, const Tried& tried, const queue::Settings& settings, Time now) {
  if (!tried.down && !tried.handed) return;  // nobody was asked
  make_room(now);
  auto& known = known_[hop];
  if (!tried.down) {
    known.room = std::min(known.room + 1.0 / known.room, double(settings.most_for_one));
    known.failures = 0;
    known.alone_until = {};
    return;
  }
  known.room = std::max(known.room / 2, 1.0);
  const auto alone = settings.first_retry * (1U << std::min(known.failures, 10U));
  known.alone_until = now + std::min<std::chrono::milliseconds>(alone, kLongestAlone);
  known.answer = *tried.down;
  ++known.failures;
}

std::size_t HopHealth::room(const queue::Hop& hop, std::size_t most) const {
  if (hop == queue::kHere) return 1;  // those who are being served at the doors come first
  const auto at = known_.find(hop);
  return std::min(at == known_.end() ? kFirstRoom : static_cast<std::size_t>(at->second.room), most);
}

bool HopHealth::is_well(const queue::Hop& hop) const {
  const auto at = known_.find(hop);
  return hop == queue::kHere || (at != known_.end() && at->second.failures == 0);
}

// What has been left alone long enough goes first.
void HopHealth::make_room(Time now) {
  if (known_.size() < kMostKnown) return;
  std::erase_if(known_, [&](const auto& row) { return row.second.alone_until <= now; });
  if (known_.size() >= kMostKnown) known_.clear();
}

}  // namespace postern::delivery
