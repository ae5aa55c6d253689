// Recipients that one account writes to, over all ways of sending.   H18
#include <algorithm>

#include "guard/detectors/detector.h"

namespace postern::guard::detectors {

std::optional<Count> internal_spammer(const Rule&, const events::SecurityEvent& e) {
  if (e.signal != events::Signal::message_sent || !e.account || e.recipients == 0) return std::nullopt;
  return Count{.key = key_of_account(e.account), .score = static_cast<std::uint16_t>(std::min(e.recipients, 0xFFFFu))};
}

}  // namespace postern::guard::detectors
