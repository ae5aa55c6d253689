// What is not as we would write it is looked at by its kind.
#include "admin/seen_records.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/all_of.h"
#include "base/text.h"
#include "reports/destination.h"
#include "senderauth/dmarc_record.h"
#include "senderauth/spf.h"

namespace postern::admin {
namespace {

using dns::Type;

std::vector<std::string> texts_of_kind(const NeededRecord& needed, const dns::Answer& answer) {
  auto all = dns::records_of<std::string>(answer);
  std::erase_if(all, [&](const std::string& text) { return !starts_nocase(text, needed.begins); });
  return all;
}

// RFC 9989 §4.7: of several none counts.
bool stops_forgeries(const std::vector<std::string>& texts) {
  const auto record = texts.size() == 1 ? senderauth::parse_dmarc_record(texts[0]) : std::nullopt;
  return record && record->policy != senderauth::DmarcPolicy::none && !record->testing;
}

// RFC 8460 §3
bool tells_somebody(const std::vector<std::string>& texts) {
  return texts.size() == 1 && !reports::parse_tls_record(texts[0]).empty();
}

Task<std::vector<IpAddress>> addresses_of(dns::Resolver& dns, const std::string& host, Deadline until) {
  const auto name = dns::parse_name(host);
  std::vector<IpAddress> all;
  if (!name) co_return all;
  for (const auto type : {Type::a, Type::aaaa}) {
    const auto answer = co_await dns.ask({*name, type}, until);
    std::ranges::copy(dns::records_of<IpAddress>(answer), std::back_inserter(all));
  }
  co_return all;
}

// Kept for documentation: nobody has it.
IpAddress anybody() { return IpAddress::parse("203.0.113.255").value(); }

Task<senderauth::Outcome> spf_of(dns::Resolver& dns, dns::Answers& known, std::string domain, IpAddress from, Deadline until) {
  const senderauth::SpfQuery query{.ip = from, .helo = domain, .sender = "postmaster@" + domain, .now = {}};
  const auto judge = [&](dns::Answers& answers) { return senderauth::check_spf(query, answers); };
  const auto verdict = co_await dns::find_out(dns, known, judge, until);
  co_return verdict.outcome;
}

// As another server would see it: each of our addresses passes, and a stranger's is refused or doubted.
Task<bool> lets_us_alone(dns::Resolver& dns, std::string domain, std::vector<IpAddress> ours, Deadline until) {
  using senderauth::Outcome;
  dns::Answers known;
  for (const auto& own : ours) {
    const auto outcome = co_await spf_of(dns, known, domain, own, until);
    if (outcome != Outcome::pass) co_return false;
  }
  const auto strangers = co_await spf_of(dns, known, domain, anybody(), until);
  co_return !ours.empty() && (strangers == Outcome::fail || strangers == Outcome::softfail);
}

Task<bool> does_the_same(dns::Resolver& dns, const NeededRecord& needed, const dns::Answer& answer,
                         const std::vector<IpAddress>& ours, Deadline until) {
  if (needed.begins == "v=DMARC1") co_return stops_forgeries(texts_of_kind(needed, answer));
  if (needed.begins == "v=TLSRPTv1") co_return tells_somebody(texts_of_kind(needed, answer));
  if (needed.begins != "v=spf1") co_return false;  // a key, an MX and the id of a policy that we serve are nobody else's
  const bool lets_us = co_await lets_us_alone(dns, needed.name, ours, until);
  co_return lets_us;
}

}  // namespace

Task<std::vector<SeenRecord>> seen_records(dns::Resolver& dns, std::vector<NeededRecord> needed, std::string host,
                                           Deadline until) {
  std::vector<Task<dns::Answer>> asked;
  for (const auto& one : needed) asked.push_back(dns.ask({dns::parse_name(one.name).value_or(dns::Name{}), one.type}, until));
  const auto answers = co_await all_of(std::move(asked));
  const auto ours = co_await addresses_of(dns, host, until);
  std::vector<SeenRecord> out;
  for (std::size_t i = 0; i < needed.size(); ++i) {
    auto presence = admin::presence(needed[i], answers[i]);
    if (presence == Presence::other) {
      const bool same = co_await does_the_same(dns, needed[i], answers[i], ours, until);
      if (same) presence = Presence::own;
    }
    out.push_back({std::move(needed[i]), presence, {}});
    out.back().published = published(out.back().needed, answers[i]);
  }
  co_return out;
}

}  // namespace postern::admin
