// Failed logins from one address, over all services.   H15
// The same wrong password for the same account again counts nothing: a phone with an old password is no attack.
#include "guard/detectors/detector.h"

namespace postern::guard::detectors {

std::optional<Count> brute_force_by_address(const Rule& rule, const events::SecurityEvent& e) {
  if (e.signal != events::Signal::login) return std::nullopt;
  const auto score = score_of(rule, e.cause);
  if (score == 0) return std::nullopt;
  const auto who = e.cause == events::Cause::application_password ? who_of_keys(e) : who_of(e);
  return Count{.key = key_of_address(e.ip), .who = who, .credential = credential_of(e), .score = score};
}

}  // namespace postern::guard::detectors
