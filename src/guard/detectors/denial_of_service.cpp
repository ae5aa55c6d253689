// Connections of one address to a service, whatever they are for.   H14
#include "guard/detectors/detector.h"

namespace postern::guard::detectors {

std::optional<Count> denial_of_service(const Rule&, const events::SecurityEvent& e) {
  if (e.signal != events::Signal::connection) return std::nullopt;
  return Count{.key = key_of_address(e.ip)};
}

}  // namespace postern::guard::detectors
