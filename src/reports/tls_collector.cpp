// From a session to a row.
#include "reports/tls_collector.h"

namespace postern::reports {

TlsReport report_of(const smtp::client::TlsSession& session) {
  TlsPolicy policy{.type = std::string(session.policy_type),
                   .domain = session.domain.text(),
                   .text = session.policy,
                   .hosts = session.hosts};
  if (session.result.empty()) {
    policy.successes = 1;
  } else {
    policy.failures = 1;
    policy.details.push_back({.result = session.result,
                              .sending_ip = session.own_ip,
                              .receiving_host = session.server,
                              .receiving_ip = session.server_ip,
                              .information = session.reason,
                              .sessions = 1});
  }
  return {.policies = {std::move(policy)}};
}

void TlsCollector::ended(const smtp::client::TlsSession& session) {
  if (session.domain.is_root() || !settings_.current()->send_tls) return;
  collected_.note({day_of(time_.now()), session.domain.text()}, report_of(session));
}

}  // namespace postern::reports
