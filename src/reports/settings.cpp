// The declarations of the settings of reports.
#include "reports/settings.h"

#include "address/mailbox.h"
#include "config/schema.h"

namespace postern::reports {
namespace {

std::string check_local_part(std::string_view text) {
  return address::parse_mailbox(std::string(text) + "@example.org", address::Charset::ascii) ? "" : "is the part before the @";
}

}  // namespace
}  // namespace postern::reports

namespace postern {

template <>
struct config::Schema<reports::Settings> {
  using S = reports::Settings;
  static constexpr std::string_view title = "Reports";
  static constexpr std::tuple fields{
      config::field(&S::send_tls, {.key = "send_tls",
                                   .label = "Report on TLS",
                                   .help = "Domains that ask for it are told each day how TLS to their servers went (TLSRPT).",
                                   .reason = "Who is not told that his certificate has expired does not mend it."}),
      config::field(
          &S::send_dmarc,
          {.key = "send_dmarc",
           .label = "Report on DMARC",
           .help = "Domains that ask for it are told each day who sent mail in their name, and whether it was proven.",
           .reason = "Who is not told who sends in his name does not dare to have forgeries refused."}),
      config::field(&S::read,
                    {.key = "read",
                     .label = "Read reports",
                     .help = "Reports of others about our domains are read, and shown on the page of each domain and by "
                             "postern tlsrpt and postern dmarc. The messages are delivered all the same."}),
      config::field(&S::proven_only,
                    {.key = "proven_only",
                     .label = "Proven reports only",
                     .help = "Only reports whose sender DMARC has proven are read.",
                     .reason = "Anybody could otherwise make up who sends in our name, and push out what is true.",
                     .hardened = {config::Weaker::lower, config::Severity::low}}),
      config::field(
          &S::local_part,
          {.key = "local_part",
           .label = "Where reports go",
           .help = "The part before the @, in each of our domains, that their records in the DNS name. Somebody or an "
                   "alias must be there: what is not understood is read by people.",
           .check = reports::check_local_part},
          1, 64),
      config::field(
          &S::organization,
          {.key = "organization", .label = "Organization", .help = "The name under which we report. Empty: the host's name."},
          0, 100)};
};
template const config::Table& config::table<reports::Settings>();

}  // namespace postern
