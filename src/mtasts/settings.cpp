// The declarations of the settings of our own policies.
#include "mtasts/settings.h"

#include "config/schema.h"
#include "dns/name.h"

namespace postern::mtasts {
namespace {

std::string check_domain(std::string_view text) {
  const auto name = dns::parse_name(text);
  return name && !name->is_root() ? "" : "is a domain";
}

}  // namespace
}  // namespace postern::mtasts

namespace postern {

template <>
struct config::Names<smtp::client::StsPolicy::Mode> {
  using Mode = smtp::client::StsPolicy::Mode;
  static constexpr std::array labels{
      config::label(Mode::none, "none", "TLS is as it comes: what was said before is taken back"),
      config::label(Mode::testing, "testing", "Failures are reported to us, and the mail is sent all the same"),
      config::label(Mode::enforce, "enforce", "Mail comes over TLS with a certificate for our name, or not at all")};
};

template <>
struct config::Schema<mtasts::DomainPolicy> {
  using S = mtasts::DomainPolicy;
  static constexpr std::string_view title = "A policy of one domain";
  static constexpr std::tuple fields{
      config::field(&S::domain, {.key = "domain", .label = "Domain", .help = "One of ours.", .check = mtasts::check_domain}, 1,
                    253),
      config::field(&S::mode, {.key = "mode", .label = "Mode", .help = "What other servers are to do for it."})};
};
template const config::Table& config::table<mtasts::DomainPolicy>();

template <>
struct config::Schema<mtasts::Settings> {
  using S = mtasts::Settings;
  static constexpr std::string_view title = "MTA-STS of our domains";
  static constexpr std::tuple fields{
      config::field(
          &S::mode,
          {.key = "mode",
           .label = "Mode",
           .help = "What servers that send to our domains are to do about TLS (RFC 8461). It is served as "
                   "https://mta-sts.DOMAIN/.well-known/mta-sts.txt by listeners of the API, under a certificate for that "
                   "name; the page of a domain and postern domain dns show the records that lead there.",
           .reason = "Testing brings reports and loses no mail; enforce it once they are good, so that nobody between the "
                     "servers can read along.",
           .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(&S::max_age,
                    {.key = "max_age",
                     .label = "Kept for",
                     .help = "How long others remember the policy: so long it holds, whatever is done here meanwhile."},
                    std::chrono::hours(1), std::chrono::hours(365 * 24)),
      config::field(&S::domains, {.key = "domains", .label = "Domains", .help = "Those that are to have a mode of their own."},
                    0, 1000),
      config::field(&S::authorities,
                    {.key = "authorities",
                     .label = "Authorities",
                     .help = "Who may issue certificates for our domains, as CAA records name them: letsencrypt.org. None: "
                             "no such record is among those that the page of a domain and postern domain dns show.",
                     .advanced = true,
                     .check = mtasts::check_domain},
                    0, 20)};
};
template const config::Table& config::table<mtasts::Settings>();

}  // namespace postern
