// Putting together what was counted.
#include "reports/tls_report.h"

#include <algorithm>

namespace postern::reports {
namespace {

bool is_same(const TlsFailure& a, TlsFailure b) {
  b.sessions = a.sessions;
  return a == b;
}

bool is_same(const TlsPolicy& a, const TlsPolicy& b) {
  return a.type == b.type && a.domain == b.domain && a.text == b.text && a.hosts == b.hosts;
}

void add(TlsPolicy& to, const TlsPolicy& more) {
  to.successes += more.successes;
  to.failures += more.failures;
  for (const auto& failure : more.details) {
    const auto at = std::ranges::find_if(to.details, [&](const auto& one) { return is_same(one, failure); });
    if (at != to.details.end())
      at->sessions += failure.sessions;
    else if (to.details.size() < kMostDetails)
      to.details.push_back(failure);
  }
}

}  // namespace

void TlsReport::add(const TlsReport& other) {
  for (const auto& policy : other.policies) {
    const auto at = std::ranges::find_if(policies, [&](const auto& one) { return is_same(one, policy); });
    if (at != policies.end())
      reports::add(*at, policy);
    else if (policies.size() < kMostPolicies)
      policies.push_back(policy);
  }
}

}  // namespace postern::reports
