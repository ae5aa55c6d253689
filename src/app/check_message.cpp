// Verdicts in words.
#include "app/check_message.h"

#include <functional>
#include <utility>

#include "base/run_here.h"

namespace postern::app {
namespace {

namespace json = boost::json;
using senderauth::ArcVerdict, senderauth::DkimVerdict, senderauth::DmarcVerdict, senderauth::Evidence, senderauth::IprevVerdict,
    senderauth::SpfVerdict;

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

senderauth::OriginQuery query_of(const MessageCheck& check) {
  return {.ip = check.ip,
          .helo = check.helo,
          .sender = check.from,
          .receiver = check.receiver,
          .now = check.now,
          .suffixes = check.suffixes ? &*check.suffixes : nullptr};
}

}  // namespace

senderauth::Origin origin_of(const std::string& text, const MessageCheck& check, dns::Resolver& resolver) {
  auto message = mime::parse(text);
  const auto body = message.parts.front().body;
  Evidence evidence(std::move(message));
  evidence.body(std::string_view(text).substr(body.start, body.size()));
  evidence.finish();
  senderauth::OriginJudge judge(evidence, query_of(check));
  dns::Answers answers;
  return run_here(dns::find_out(resolver, answers, std::ref(judge)));
}

json::object check_message(const std::string& text, const MessageCheck& check, dns::Resolver& resolver) {
  const auto origin = origin_of(text, check, resolver);
  json::object out{{"spf", nullptr}, {"iprev", nullptr}};
  if (origin.spf) out["spf"] = described(*origin.spf);
  if (origin.iprev) out["iprev"] = described(*origin.iprev);
  json::array signatures;
  for (const auto& one : origin.dkim) signatures.push_back(described(one));
  out["dkim"] = std::move(signatures);
  out["arc"] = described(origin.arc);
  out["dmarc"] = described(origin.dmarc);
  out["authentication_results"] = senderauth::results_payload(check.receiver, senderauth::results_of(origin, query_of(check)));
  return out;
}

}  // namespace postern::app
