// Operations on reports about TLS (RFC 8460): those that came, and those that go.
#include <fmt/format.h>

#include <array>

#include "admin/nouns.h"
#include "admin/sending.h"
#include "admin/words.h"
#include "admin/world.h"
#include "reports/day.h"
#include "reports/reports.h"

namespace postern::admin {
namespace on_tlsrpt {
namespace {

constexpr std::size_t kMostReports = 500;

std::string details_of(const reports::TlsPolicy& policy) {
  std::string out;
  for (const auto& one : policy.details)
    out += fmt::format("{}{} x{}{}{}", out.empty() ? "" : "; ", one.result, one.sessions,
                       one.receiving_host.empty() ? "" : " at " + one.receiving_host,
                       one.information.empty() ? "" : ": " + one.information);
  return out;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call, "domain");
  if (!domain) co_return pass_on(domain);
  auto all = co_await world.reports.tls_about_us.list((*domain)->name.ascii(), kMostReports);
  if (!all) co_return pass_on(all);
  json::array out;
  for (const auto& report : *all)
    for (const auto& policy : report.policies)
      out.push_back({{"from", report.organization},
                     {"begin", reports::time_text(report.begin)},
                     {"end", reports::time_text(report.end)},
                     {"policy", policy.type},
                     {"domain", policy.domain},
                     {"successes", policy.successes},
                     {"failures", policy.failures},
                     {"details", details_of(policy)},
                     {"contact", report.contact},
                     {"report", report.id}});
  co_return out;
}

Task<Result<json::value>> send(World& world, const Call& call) { return send_reports(world, call, ReportKind::tls); }

constexpr std::array kDomain{Argument{"domain", Kind::text, true, true, "The domain"}};

}  // namespace
}  // namespace on_tlsrpt

std::span<const Operation> tlsrpt_operations() {
  using namespace on_tlsrpt;
  static const std::array operations{
      Operation{"tlsrpt.list", "Show what others report on TLS to the servers of a domain, the newest first",
                reads(Area::domains).of_domain("domain"), false, kDomain, list, "[TlsReport]"},
      Operation{"tlsrpt.send", "Send other domains their reports on TLS, as far as they ask for them",
                changes(Area::domains).heavy(), true, kSendArguments, send, "ReportsSent"},
  };
  return operations;
}

}  // namespace postern::admin
