// What the world's DNS says of our domains, of those that were asked about.
#include <fmt/format.h>

#include <array>

#include "audit/checks/groups.h"

namespace postern::audit {
namespace on_dns {
namespace {

// What is missing stands last, as it stands in a zone file.
Said lack(const DnsFact& fact) {
  if (fact.domain.empty())
    return fact.instead.empty() ? said<"there is no: {}">(fact.needed)
                                : said<"there is {}, and not: {}">(fact.instead, fact.needed);
  return fact.instead.empty() ? said<"{} lacks: {}">(fact.domain, fact.needed)
                              : said<"{} has {}, and lacks: {}">(fact.domain, fact.instead, fact.needed);
}

// Unknown is not wrong: who cannot ask learns nothing.
Outcome look(const Subject& s, DnsFact::Kind kind) {
  if (s.dns.empty()) return not_checked(said<"there is no domain yet">());
  std::vector<Said> found, seen, unknown;
  for (const auto& fact : s.dns) {
    if (fact.kind != kind) continue;
    if (fact.says == DnsFact::Says::right) {
      seen.push_back(Said::value(fact.needed));
      continue;
    }
    if (fact.says == DnsFact::Says::nothing_known)
      unknown.push_back(Said::value(fact.needed));
    else
      found.push_back(lack(fact));
  }
  if (found.empty() && !unknown.empty())
    return not_checked(said<"the DNS did not say, is not to be asked (dns.ask), or there is nothing to publish yet">());
  if (found.empty() && seen.empty()) seen.push_back(said<"there is nothing of it to publish">());
  return unless(std::move(found), std::move(seen));
}

Outcome mx(const Subject& s) { return look(s, DnsFact::Kind::mx); }
Outcome reverse(const Subject& s) { return look(s, DnsFact::Kind::reverse); }
Outcome spf(const Subject& s) { return look(s, DnsFact::Kind::spf); }
Outcome dkim(const Subject& s) { return look(s, DnsFact::Kind::dkim); }
Outcome dmarc(const Subject& s) { return look(s, DnsFact::Kind::dmarc); }
Outcome mta_sts(const Subject& s) { return look(s, DnsFact::Kind::mta_sts); }
Outcome tlsrpt(const Subject& s) { return look(s, DnsFact::Kind::tlsrpt); }

constexpr std::string_view kPublish =
    "Publish the record where the domain's DNS is kept; postern domain dns NAME prints all of them";

constexpr std::array kRows{
    FixedCheck{"dns.mx", Severity::high, "Each domain's MX names this host", "Without it no mail comes.", kPublish, mx},
    FixedCheck{"dns.reverse", Severity::high, "The host's address has a name that leads back to it",
               "Most servers refuse mail from addresses without one.", "Ask the owner of the address for a PTR record",
               reverse},
    FixedCheck{"dns.spf", Severity::high, "Each domain publishes SPF", "Others cannot tell its mail from a forgery.", kPublish,
               spf},
    FixedCheck{"dns.dkim", Severity::high, "Each domain publishes its DKIM keys", "Signatures cannot be checked.", kPublish,
               dkim},
    FixedCheck{"dns.dmarc", Severity::medium, "Each domain publishes DMARC with a policy",
               "Forgeries are delivered where nobody said what to do with them.", kPublish, dmarc},
    FixedCheck{"dns.mta-sts", Severity::low, "Each domain publishes MTA-STS",
               "Somebody on the way can keep mail from being encrypted.", kPublish, mta_sts},
    FixedCheck{"dns.tlsrpt", Severity::low, "Each domain says who is told of failures of TLS",
               "Nobody learns that mail cannot reach the domain by TLS.", kPublish, tlsrpt},
};

}  // namespace
}  // namespace on_dns

void dns_checks(const Subject&, std::vector<Check>& all) { add_fixed(Group::dns, on_dns::kRows, all); }

}  // namespace postern::audit
