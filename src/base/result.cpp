// Names of the failure classes, for logs and JSON.
#include "base/result.h"

namespace postern {

std::string_view name(Failure kind) {
  switch (kind) {
    case Failure::invalid: return "invalid";
    case Failure::not_found: return "not-found";
    case Failure::exists: return "exists";
    case Failure::denied: return "denied";
    case Failure::conflict: return "conflict";
    case Failure::too_large: return "too-large";
    case Failure::over_quota: return "over-quota";
    case Failure::unavailable: return "unavailable";
    case Failure::corrupt: return "corrupt";
    case Failure::io: return "io";
    case Failure::timeout: return "timeout";
    case Failure::closed: return "closed";
  }
  return "unknown";
}

}  // namespace postern
