// What the client calls itself: whether that is a name of anything.   RFC 5321 §4.1.4 lets nobody be refused for it, so it only weighs.
#include <fmt/format.h>

#include "address/domain.h"
#include "base/said.h"
#include "base/text.h"
#include "judge/stages.h"

namespace postern::judge {
namespace {

constexpr std::string_view kHelo = "helo";

}  // namespace

std::optional<Opinions> judge_helo(const Facts& facts, const Rulebook& rules, dns::Answers& answers) {
  const auto& named = facts.envelope->origin.client_name;
  if (facts.ours || !facts.client || named.empty()) return Opinions{};
  const auto unknown = [&](std::string words) {
    return Opinions{{.stage = std::string(kHelo), .weight = rules.settings().unknown_helo * kPoint, .words = std::move(words)}};
  };
  if (named.starts_with('[')) return unknown(said<"the client gives an address for its name">().english());
  const auto name = dns::parse_name(to_lower(named));
  if (!name || name->labels() < 2 || IpAddress::parse(named))
    return unknown(said<"{} is no host name">(printable(named, 100)).english());
  const auto* v4 = answers.ask({*name, dns::Type::a});
  const auto* v6 = answers.ask({*name, dns::Type::aaaa});
  if (!v4 || !v6) return {};
  if (v4->status == dns::Status::found || v6->status == dns::Status::found) return Opinions{};
  if (v4->unknown() || v6->unknown()) return Opinions{cannot_say(kHelo, said<"the DNS does not answer">().english())};
  return unknown(said<"{} has no address">(name->text()).english());
}

}  // namespace postern::judge
