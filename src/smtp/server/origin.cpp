// The rules, each with the reply that its refusal gets.
#include "smtp/server/origin.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace postern::smtp {
namespace {

using senderauth::DmarcPolicy, senderauth::Origin, senderauth::Outcome;

bool is_signed(const Origin& origin) {
  return std::ranges::any_of(origin.dkim, [](const auto& one) { return one.outcome == Outcome::pass; });
}

bool is_unknown(const Origin& origin) {
  const bool spf = origin.spf && origin.spf->outcome == Outcome::temperror;
  return origin.dmarc.outcome == Outcome::temperror || (origin.dmarc.outcome == Outcome::none && spf && !is_signed(origin));
}

// RFC 7208 §8.4. Where the domain has a DMARC record, that says what its owner wants done.
bool refuses(SpfUse use, const Origin& origin) {
  if (!origin.spf || origin.spf->outcome != Outcome::fail || use == SpfUse::note) return false;
  return use == SpfUse::refuse || (!origin.dmarc.record && !is_signed(origin));
}

}  // namespace

bool is_proven(const Origin& origin) { return origin.dmarc.outcome == Outcome::pass; }

bool is_vouched_for(const OriginSettings& settings, const Origin& origin) {
  if (origin.arc.outcome != Outcome::pass || origin.arc.links.empty()) return false;
  const auto trusts = [&](const senderauth::ArcLink& link) {
    return std::ranges::any_of(settings.trusted_sealers, [&](const auto& one) { return equal_nocase(one, link.domain); });
  };
  // Who changed the message after an honest sealer could say anything of it: all of the chain has to be trusted.
  return std::ranges::all_of(origin.arc.links, trusts) &&
         senderauth::says(origin.arc.links.front().results, "dmarc", Outcome::pass);
}

Reply origin_decision(const OriginSettings& settings, const Origin& origin) {
  const auto& dmarc = origin.dmarc;
  const bool refused = dmarc.outcome == Outcome::fail && dmarc.disposition == DmarcPolicy::reject;
  if (refused && settings.dmarc == DmarcUse::honour && !is_vouched_for(settings, origin))
    return {550, "5.7.26",
            fmt::format("{} asks to refuse mail in its name that neither SPF nor DKIM proves (DMARC)", dmarc.author.text())};
  if (refuses(settings.spf_fail, origin))
    return {550, "5.7.23",
            fmt::format("{} does not let this address send in its name (SPF)", printable(origin.spf->domain, 253))};
  if (is_unknown(origin) && settings.unknown == Unknown::put_off)
    return {451, "4.4.3", "The DNS does not say now where this message comes from"};
  return {250, "2.6.0", "Origin ok"};
}

}  // namespace postern::smtp
