// What the world's DNS says of our domains. Nothing asks DNS yet, so these rows say so.
#include <array>

#include "audit/checks/groups.h"

namespace postern::audit {
namespace on_dns {
namespace {

Outcome later(const Subject&) { return not_checked("this version does not ask DNS"); }

constexpr std::string_view kPublish = "Publish the record where the domain's DNS is kept";

constexpr std::array kRows{
    FixedCheck{"dns.mx", Severity::high, "Each domain's MX names this host", "Without it no mail comes.", kPublish, later},
    FixedCheck{"dns.reverse", Severity::high, "The host's address has a name that leads back to it",
               "Most servers refuse mail from addresses without one.", "Ask the owner of the address for a PTR record", later},
    FixedCheck{"dns.spf", Severity::high, "Each domain publishes SPF", "Others cannot tell its mail from a forgery.", kPublish,
               later},
    FixedCheck{"dns.dkim", Severity::high, "Each domain publishes its DKIM keys", "Signatures cannot be checked.", kPublish,
               later},
    FixedCheck{"dns.dmarc", Severity::medium, "Each domain publishes DMARC with a policy",
               "Forgeries are delivered where nobody said what to do with them.", kPublish, later},
    FixedCheck{"dns.mta-sts", Severity::low, "Each domain publishes MTA-STS",
               "Somebody on the way can keep mail from being encrypted.", kPublish, later},
};

}  // namespace
}  // namespace on_dns

void dns_checks(const Subject&, std::vector<Check>& all) { add_fixed(Group::dns, on_dns::kRows, all); }

}  // namespace postern::audit
