// The order of the checks: what DMARC builds on comes before it.
#include "app/check_message.h"

#include <utility>
#include <vector>

#include "base/run_here.h"
#include "senderauth/results.h"

namespace postern::app {
namespace {

namespace json = boost::json;
using senderauth::ArcChain, senderauth::ArcVerdict, senderauth::BodyHasher, senderauth::DkimSignature, senderauth::DkimVerdict;
using senderauth::DmarcQuery, senderauth::DmarcVerdict, senderauth::IprevVerdict, senderauth::MethodResult,
    senderauth::SpfQuery;
using senderauth::SpfVerdict;

// The message with what its signatures need of its body.
struct Prepared {
  explicit Prepared(const std::string& text)
      : message(mime::parse(text)), signatures(senderauth::dkim_signatures(message)), chain(senderauth::arc_chain(message)) {
    for (const auto& one : signatures)
      if (one.usable()) body.want(one.signature.body_form);
    if (chain.usable()) body.want(chain.body_form());
    const auto& octets = message.parts.front().body;
    body.feed(std::string_view(text).substr(octets.start, octets.size()));
    body.finish();
  }
  mime::Message message;
  std::vector<DkimSignature> signatures;
  ArcChain chain;
  BodyHasher body;
};

json::object described(const SpfVerdict& v) {
  return {{"result", name(v.outcome)},
          {"domain", v.domain},
          {"mechanism", v.mechanism},
          {"reason", v.reason},
          {"explanation", v.explanation}};
}
json::object described(const DkimVerdict& v) {
  return {{"result", name(v.outcome)}, {"domain", v.domain},       {"selector", v.selector},
          {"identity", v.identity},    {"algorithm", v.algorithm}, {"reason", v.reason},
          {"key_bits", v.key_bits},    {"testing", v.testing},     {"weak", v.weak},
          {"partial", v.partial},      {"secure", v.secure}};
}
json::object described(const DmarcVerdict& v) {
  return {{"result", name(v.outcome)},
          {"from", v.author.text()},
          {"policy_domain", v.policy_domain.text()},
          {"organisation", v.organisation.text()},
          {"disposition", name(v.disposition)},
          {"spf_aligned", v.spf_aligned},
          {"dkim_aligned", v.dkim_aligned},
          {"reason", v.reason}};
}
json::object described(const ArcVerdict& v) {
  json::array links;
  for (const auto& link : v.links)
    links.push_back({{"domain", link.domain}, {"selector", link.selector}, {"results", link.results}});
  return {{"result", name(v.outcome)}, {"reason", v.reason}, {"sets", std::move(links)}};
}
json::object described(const IprevVerdict& v) { return {{"result", name(v.outcome)}, {"name", v.name}, {"reason", v.reason}}; }

}  // namespace

json::object check_message(const std::string& text, const MessageCheck& check, dns::Resolver& resolver) {
  const Prepared prepared(text);
  dns::Answers answers;
  const auto found = [&](auto judge) { return run_here(dns::find_out(resolver, answers, judge)); };
  std::vector<MethodResult> results;
  json::object out{{"spf", nullptr}, {"iprev", nullptr}};
  DmarcQuery dmarc{.authors = senderauth::authors_of(prepared.message),
                   .spf = {},
                   .dkim = {},
                   .suffixes = check.suffixes ? &*check.suffixes : nullptr};
  if (check.ip) {
    const SpfQuery query{
        .ip = *check.ip, .helo = check.helo, .sender = check.from, .receiver = check.receiver, .now = check.now};
    dmarc.spf = found([&](dns::Answers& known) { return check_spf(query, known); });
    const auto iprev = found([&](dns::Answers& known) { return senderauth::check_iprev(*check.ip, known); });
    out["spf"] = described(dmarc.spf);
    out["iprev"] = described(iprev);
    results = {result_of(dmarc.spf, check.from), result_of(iprev, *check.ip)};
  }
  dmarc.dkim = found(
      [&](dns::Answers& known) { return verify_dkim(prepared.message, prepared.signatures, prepared.body, check.now, known); });
  json::array signatures;
  for (const auto& one : dmarc.dkim) {
    signatures.push_back(described(one));
    results.push_back(result_of(one));
  }
  out["dkim"] = std::move(signatures);
  const auto arc =
      found([&](dns::Answers& known) { return verify_arc(prepared.message, prepared.chain, prepared.body, check.now, known); });
  const auto verdict = found([&](dns::Answers& known) { return check_dmarc(dmarc, known); });
  out["arc"] = described(arc);
  out["dmarc"] = described(verdict);
  results.push_back(result_of(verdict));
  results.push_back(result_of(arc));
  out["authentication_results"] = results_payload(check.receiver, results);
  return out;
}

}  // namespace postern::app
