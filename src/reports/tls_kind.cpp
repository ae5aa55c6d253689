// Reports on TLS: who wants them, and how they are sent.   RFC 8460 §3, §5
#include <fmt/format.h>

#include "reports/packing.h"
#include "reports/sender.h"

namespace postern::reports {
namespace {

Task<std::optional<std::vector<Destination>>> tls_wanted_by(dns::Resolver& dns, Subject subject) {
  const auto domain = dns::parse_name(subject.domain);
  const auto name = domain ? dns::join("_smtp._tls", *domain) : std::nullopt;
  if (!name) co_return std::vector<Destination>();
  const auto answer = co_await dns.ask({*name, dns::Type::txt});
  if (answer.unknown()) co_return std::nullopt;
  co_return tls_destinations(answer);
}

// The same however often it is tried, so that who gets it twice can tell.
std::string tls_id(const Subject& subject, const Reporter& who) {
  return fmt::format("{}_{}@{}", subject.day, subject.domain, who.host);
}

Letter tls_letter(const TlsReport& collected, const Subject& subject, const Reporter& who) {
  auto report = collected;
  report.organization = who.organization;
  report.contact = "postmaster@" + who.domain;
  report.id = tls_id(subject, who);
  report.begin = begin_of(subject.day);
  report.end = end_of(subject.day) - std::chrono::seconds(1);
  return {
      .to = {},
      .from = who.domain,
      .host = who.host,
      .subject = fmt::format("Report Domain: {} Submitter: {} Report-ID: <{}>", subject.domain, who.domain, report.id),
      .fields =
          fmt::format("TLS-Report-Domain: {}\r\nTLS-Report-Submitter: {}\r\nTLS-Required: No\r\n", subject.domain, who.domain),
      .type = "multipart/report; report-type=\"tlsrpt\"",
      .text = fmt::format("This is a report of {} on how TLS to the mail servers of {} went on {}.\r\n"
                          "The record at _smtp._tls.{} asks for it (RFC 8460).\r\n",
                          who.domain, subject.domain, subject.day, subject.domain),
      .file_type = "application/tlsrpt+gzip",
      .file_name = fmt::format("{}!{}!{}!{}.json.gz", who.domain, subject.domain, report.begin.seconds(), report.end.seconds()),
      .file = gzip(report.text())};
}

}  // namespace

Kind<TlsReport> tls_kind() { return {&tls_wanted_by, &tls_letter, "TLS"}; }

}  // namespace postern::reports
