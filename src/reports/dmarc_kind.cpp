// Aggregate reports: who wants them, and how they are sent.   RFC 9990 §3, §4; RFC 7489 §7.1, §7.2
#include <fmt/format.h>

#include <algorithm>

#include "reports/packing.h"
#include "reports/sender.h"

namespace postern::reports {
namespace {

// A destination of the domain itself, or of its organisation, is its own business; any other has to say that it wants these reports.
bool is_own(const dns::Name& destination, const dns::Name& domain, const senderauth::PublicSuffixes* suffixes) {
  if (destination.is_within(domain)) return true;
  if (!suffixes) return false;
  const auto organisation = suffixes->registrable_domain(domain);
  return !organisation.is_root() && suffixes->registrable_domain(destination) == organisation;
}

bool agrees(const dns::Answer& answer) {
  return std::ranges::any_of(answer.records, [](const dns::Record& record) {
    const auto* text = std::get_if<std::string>(&record);
    return text && text->starts_with("v=DMARC1");
  });
}

dns::Name host_of(const Destination& one) {
  return dns::parse_name(one.url ? one.url->host : one.mailbox.domain().ascii()).value_or(dns::Name());
}

// RFC 7489 §7.1: "far.example._report._dmarc.reports.example" says so. What the DNS does not say now leaves all for later.
Task<std::optional<std::vector<Destination>>> agreed(dns::Resolver& dns, dns::Name domain, std::vector<Destination> all,
                                                     const senderauth::PublicSuffixes* suffixes) {
  std::vector<Destination> out;
  for (auto& one : all) {
    const auto host = host_of(one);
    if (!is_own(host, domain, suffixes)) {
      const auto name = dns::join(domain.text() + "._report._dmarc", host);
      if (!name) continue;
      const auto answer = co_await dns.ask({*name, dns::Type::txt});
      if (answer.unknown()) co_return std::nullopt;
      if (!agrees(answer)) continue;
    }
    out.push_back(std::move(one));
  }
  co_return out;
}

Task<std::optional<std::vector<Destination>>> dmarc_wanted_by(dns::Resolver& dns, Subject subject,
                                                              const senderauth::PublicSuffixes* suffixes) {
  const auto domain = dns::parse_name(subject.domain);
  const auto name = domain ? dns::join("_dmarc", *domain) : std::nullopt;
  if (!name) co_return std::vector<Destination>();
  const auto answer = co_await dns.ask({*name, dns::Type::txt});
  if (answer.unknown()) co_return std::nullopt;
  auto all = dmarc_destinations(answer);
  std::erase_if(all, [](const Destination& one) { return one.url.has_value(); });  // RFC 9990 §3.5: by mail
  co_return co_await agreed(dns, *domain, std::move(all), suffixes);
}

Letter dmarc_letter(const DmarcReport& collected, const Subject& subject, const Reporter& who) {
  auto report = collected;
  report.organization = who.organization;
  report.email = "postmaster@" + who.domain;
  report.id = fmt::format("{}_{}@{}", subject.day, subject.domain, who.host);
  report.generator = "Postern";
  report.begin = begin_of(subject.day);
  report.end = end_of(subject.day) - std::chrono::seconds(1);
  return {
      .to = {},
      .from = who.domain,
      .host = who.host,
      .subject = fmt::format("Report Domain: {} Submitter: {} Report-ID: <{}>", subject.domain, who.domain, report.id),
      .type = "multipart/mixed",
      .text = fmt::format("This is a DMARC aggregate report of {} on mail in the name of {} on {}.\r\n"
                          "The record at _dmarc.{} asks for it (RFC 9990).\r\n",
                          who.domain, subject.domain, subject.day, subject.domain),
      .file_type = "application/gzip",
      .file_name = fmt::format("{}!{}!{}!{}.xml.gz", who.domain, subject.domain, report.begin.seconds(), report.end.seconds()),
      .file = gzip(report.text())};
}

}  // namespace

Kind<DmarcReport> dmarc_kind(const senderauth::PublicSuffixes* suffixes) {
  const auto ask = [suffixes](dns::Resolver& dns, Subject subject) {
    return dmarc_wanted_by(dns, std::move(subject), suffixes);
  };
  return {ask, &dmarc_letter, "DMARC"};
}

}  // namespace postern::reports
