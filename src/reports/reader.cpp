// From a message to rows of the store.
#include "reports/reader.h"

#include <map>
#include <utility>
#include <variant>

#include "events/table.h"
#include "mime/message.h"
#include "reports/intake.h"

namespace postern::reports {

void Reader::tell(const std::string& domain, std::string_view kind, std::string_view organization, std::string_view id) {
  events_.write(
      events::Event::report_read, {},
      {{events::Key::domain, domain}, {events::Key::name, kind}, {events::Key::from, organization}, {events::Key::value, id}});
}

// One report may be on several domains; each keeps what is on itself.
Task<Result<void>> Reader::keep(TlsReport report) {
  std::map<std::string, TlsReport> by_domain;
  const auto policies = std::exchange(report.policies, {});
  for (const auto& policy : policies) {
    const auto domain = ours_(policy.domain);
    if (!domain.empty()) by_domain.try_emplace(domain, report).first->second.policies.push_back(policy);
  }
  if (by_domain.empty()) co_return fail(Failure::not_found, "The report is on none of our domains");
  for (const auto& [domain, one] : by_domain) {
    auto kept = co_await reports_.tls_about_us.keep(domain, one);
    if (!kept) co_return kept;
    tell(domain, "TLS", one.organization, one.id);
  }
  co_return Result<void>{};
}

Task<Result<void>> Reader::keep(DmarcReport report) {
  const auto domain = ours_(report.published.domain);
  if (domain.empty()) co_return fail(Failure::not_found, "The report is on none of our domains");
  auto kept = co_await reports_.dmarc_about_us.keep(domain, report);
  if (!kept) co_return kept;
  tell(domain, "DMARC", report.organization, report.id);
  co_return Result<void>{};
}

// The domain that it names, or that the message was sent by.
Task<Result<void>> Reader::keep(FeedbackReport report) {
  auto names = report.domains;
  for (const auto* address : {&report.mail_from, &report.from}) {
    const auto at = address->rfind('@');
    if (at != address->npos) names.push_back(address->substr(at + 1, address->find('>', at) - at - 1));
  }
  std::string domain;
  for (const auto& one : names)
    if (domain.empty()) domain = ours_(one);
  if (domain.empty()) co_return fail(Failure::not_found, "The report is on none of our domains");
  auto kept = co_await reports_.complaints.keep(domain, report);
  if (!kept) co_return kept;
  tell(domain, "feedback", report.organization, report.id);
  co_return Result<void>{};
}

Task<Result<void>> Reader::read(std::string message) {
  auto found = report_in(mime::parse(message), message);
  Result<void> kept;
  if (!found) {
    kept = pass_on(found);
  } else if (auto* tls = std::get_if<TlsReport>(&*found)) {
    kept = co_await keep(std::move(*tls));
  } else if (auto* dmarc = std::get_if<DmarcReport>(&*found)) {
    kept = co_await keep(std::move(*dmarc));
  } else {
    kept = co_await keep(std::get<FeedbackReport>(std::move(*found)));
  }
  if (!kept) events_.write(events::Event::report_not_read, {}, {{events::Key::reason, kept.error().text}});
  co_return kept;
}

}  // namespace postern::reports
