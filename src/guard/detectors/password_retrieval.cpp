// Attempts to have a forgotten password reset, from one address.   H20
#include "guard/detectors/detector.h"

namespace postern::guard::detectors {

std::optional<Count> password_retrieval(const Rule&, const events::SecurityEvent& e) {
  if (e.signal != events::Signal::password_reset) return std::nullopt;
  return Count{.key = key_of_address(e.ip)};
}

}  // namespace postern::guard::detectors
