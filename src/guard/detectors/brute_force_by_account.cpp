// Failed logins against one account, from any number of addresses.   H16
// `who` is the address here: the same wrong password from the same address again counts nothing. Logins from where the account may not
// come count nothing either: they cannot succeed, and would only be a way to keep its owner out.
#include "guard/detectors/detector.h"

namespace postern::guard::detectors {

std::optional<Count> brute_force_by_account(const Rule& rule, const events::SecurityEvent& e) {
  if (e.signal != events::Signal::login || e.cause == events::Cause::not_permitted || !e.account) return std::nullopt;
  const auto score = score_of(rule, e.cause);
  if (score == 0) return std::nullopt;
  return Count{.key = key_of_account(e.account),
               .who = static_cast<std::uint32_t>(hash_of(key_of_address(e.ip), 0)),
               .credential = credential_of(e),
               .score = score};
}

}  // namespace postern::guard::detectors
