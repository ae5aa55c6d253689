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

// Nothing where the DNS does not say.
Task<std::optional<std::vector<IpAddress>>> addresses_of(dns::Resolver& dns, std::string host, Deadline until) {
  const auto name = dns::parse_name(host);
  std::vector<IpAddress> all;
  if (!name) co_return all;
  for (const auto type : {Type::a, Type::aaaa}) {
    const auto answer = co_await dns.ask({*name, type}, until);
    if (answer.unknown()) co_return std::nullopt;
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

// As another server would see it: a stranger is refused or doubted, whoever we are, and each of our addresses passes.
Task<Presence> judged_spf(dns::Resolver& dns, std::string domain, std::string host, Deadline until) {
  using senderauth::Outcome;
  dns::Answers known;
  const auto strangers = co_await spf_of(dns, known, domain, anybody(), until);
  if (strangers == Outcome::temperror) co_return Presence::unknown;
  if (strangers != Outcome::fail && strangers != Outcome::softfail) co_return Presence::other;
  const auto ours = co_await addresses_of(dns, host, until);
  if (!ours) co_return Presence::unknown;
  for (const auto& own : *ours) {
    const auto outcome = co_await spf_of(dns, known, domain, own, until);
    if (outcome != Outcome::pass) co_return outcome == Outcome::temperror ? Presence::unknown : Presence::other;
  }
  co_return ours->empty() ? Presence::other : Presence::own;
}

// What is not as we would write it. A key, an MX and the id of a policy that we serve are nobody else's.
Task<Presence> judged(dns::Resolver& dns, NeededRecord needed, dns::Answer answer, std::string host, Deadline until) {
  const auto plain = presence(needed, answer);
  if (plain != Presence::other) co_return plain;
  const auto own_if = [](bool does_the_same) { return does_the_same ? Presence::own : Presence::other; };
  if (needed.begins == "v=DMARC1") co_return own_if(stops_forgeries(texts_of_kind(needed, answer)));
  if (needed.begins == "v=TLSRPTv1") co_return own_if(tells_somebody(texts_of_kind(needed, answer)));
  if (needed.begins != "v=spf1") co_return plain;
  const auto spf = co_await judged_spf(dns, needed.name, host, until);
  co_return spf;
}

}  // namespace

Task<std::vector<SeenRecord>> seen_records(dns::Resolver& dns, std::vector<NeededRecord> needed, std::string host,
                                           Deadline until) {
  std::vector<Task<dns::Answer>> asked;
  for (const auto& one : needed) asked.push_back(dns.ask({dns::parse_name(one.name).value_or(dns::Name{}), one.type}, until));
  const auto answers = co_await all_of(std::move(asked));
  std::vector<Task<Presence>> judging;
  for (std::size_t i = 0; i < needed.size(); ++i) judging.push_back(judged(dns, needed[i], answers[i], host, until));
  const auto presences = co_await all_of(std::move(judging));
  std::vector<SeenRecord> out;
  for (std::size_t i = 0; i < needed.size(); ++i) {
    auto shown = published(needed[i], answers[i]);
    out.push_back({std::move(needed[i]), presences[i], std::move(shown)});
  }
  co_return out;
}

}  // namespace postern::admin
