// Mail of one account that came back. Only what we really sent counts: the queue reports it, and no message from outside does.   H19
#include <algorithm>

#include "guard/detectors/detector.h"

namespace postern::guard::detectors {

std::optional<Count> bounces(const Rule&, const events::SecurityEvent& e) {
  if (e.signal != events::Signal::bounce || !e.account) return std::nullopt;
  return Count{.key = key_of_account(e.account), .score = static_cast<std::uint16_t>(std::clamp(e.recipients, 1u, 0xFFFFu))};
}

}  // namespace postern::guard::detectors
