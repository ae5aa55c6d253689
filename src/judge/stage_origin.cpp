// What SPF, DKIM and DMARC have found, as weights. A broken signature alone says little: lists and gateways break them (RFC 6376 §6.1).
#include <fmt/format.h>

#include <algorithm>

#include "base/said.h"
#include "judge/stages.h"

namespace postern::judge {
namespace {

using senderauth::DmarcPolicy, senderauth::Outcome;

struct Weight {
  Outcome outcome;
  std::int32_t Settings::* points;
};
constexpr Weight kSpf[] = {{Outcome::fail, &Settings::spf_fail},
                           {Outcome::softfail, &Settings::spf_softfail},
                           {Outcome::none, &Settings::spf_none},
                           {Outcome::neutral, &Settings::spf_none},
                           {Outcome::permerror, &Settings::spf_error}};

Opinion on_spf(const Settings& settings, const senderauth::SpfVerdict& spf) {
  if (spf.outcome == Outcome::temperror) return cannot_say("spf", said<"the DNS does not answer">().english());
  const auto* row = std::ranges::find(kSpf, spf.outcome, &Weight::outcome);
  const auto words = fmt::format("{}: {}", name(spf.outcome), spf.domain);
  return {.stage = "spf", .weight = row == std::end(kSpf) ? 0 : settings.*row->points * kPoint, .words = words};
}

std::optional<Opinion> on_dkim(const Settings& settings, const std::vector<senderauth::DkimVerdict>& all) {
  const auto is = [](Outcome outcome) { return [outcome](const auto& one) { return one.outcome == outcome; }; };
  if (all.empty() || std::ranges::any_of(all, is(Outcome::pass))) return {};
  if (std::ranges::any_of(all, is(Outcome::temperror))) return cannot_say("dkim", said<"the DNS does not answer">().english());
  return Opinion{.stage = "dkim",
                 .weight = settings.dkim_fail * kPoint,
                 .words = said<"no signature is right, of {}: {}">(all.front().domain, all.front().reason).english()};
}

Opinion on_dmarc(const Facts& facts, const Settings& settings) {
  const auto& dmarc = facts.origin->dmarc;
  if (dmarc.outcome == Outcome::temperror) return cannot_say("dmarc", said<"the DNS does not answer">().english());
  const auto of = [&](std::int32_t points, std::string words) {
    return Opinion{.stage = "dmarc", .weight = points * kPoint, .words = std::move(words)};
  };
  if (dmarc.outcome == Outcome::pass) return of(settings.proven, fmt::format("pass: {}", dmarc.author.text()));
  if (dmarc.outcome != Outcome::fail) return of(0, std::string(name(dmarc.outcome)));
  if (facts.vouched_for) return of(0, std::string(phrase<"fail, and a trusted chain (ARC) says that it had passed">()));
  const auto words = said<"fail, {} asks for {}">(dmarc.policy_domain.text(), name(dmarc.disposition)).english();
  if (dmarc.disposition == DmarcPolicy::reject) return of(settings.dmarc_reject, words);
  return of(dmarc.disposition == DmarcPolicy::quarantine ? settings.dmarc_quarantine : settings.dmarc_fail, words);
}

}  // namespace

std::optional<Opinions> judge_origin(const Facts& facts, const Rulebook& rules, dns::Answers&) {
  if (!facts.origin) return Opinions{};
  const auto& settings = rules.settings();
  Opinions out;
  if (facts.origin->spf) out.push_back(on_spf(settings, *facts.origin->spf));
  if (auto dkim = on_dkim(settings, facts.origin->dkim)) out.push_back(std::move(*dkim));
  out.push_back(on_dmarc(facts, settings));
  return out;
}

}  // namespace postern::judge
