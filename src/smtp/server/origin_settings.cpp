// The declaration of the settings of judging where mail comes from.
#include "address/domain.h"
#include "config/schema.h"
#include "smtp/server/origin.h"

namespace postern::smtp {
namespace {

std::string check_domain(std::string_view text) {
  return address::parse_domain(text) ? "" : "must be a domain such as lists.example.org";
}

std::string check_file(std::string_view text) {
  return text.empty() || text.starts_with('/') ? "" : "must be a path from / on";
}

}  // namespace
}  // namespace postern::smtp

namespace postern {

template <>
struct config::Names<smtp::DmarcUse> {
  static constexpr std::array labels{config::label(smtp::DmarcUse::note, "note", "Written into the header"),
                                     config::label(smtp::DmarcUse::honour, "honour", "Refused where its owner asks for that")};
};
template <>
struct config::Names<smtp::SpfUse> {
  static constexpr std::array labels{
      config::label(smtp::SpfUse::note, "note", "Written into the header"),
      config::label(smtp::SpfUse::unless_proven, "unless_proven",
                    "Refused, unless the domain in From has a DMARC record or a signature is right"),
      config::label(smtp::SpfUse::refuse, "refuse", "Refused, also what was forwarded")};
};
template <>
struct config::Names<smtp::Unknown> {
  static constexpr std::array labels{config::label(smtp::Unknown::accept, "accept", "Taken, and noted"),
                                     config::label(smtp::Unknown::put_off, "put_off", "Refused for now with 451")};
};

template <>
struct config::Schema<smtp::OriginSettings> {
  using S = smtp::OriginSettings;
  static constexpr std::string_view title = "Where mail comes from";
  static constexpr auto kNew = config::Apply::new_sessions;
  static constexpr std::tuple fields{
      config::field(&S::judge,
                    {.key = "judge",
                     .label = "Judge mail from outside",
                     .help = "By SPF, DKIM, DMARC, ARC and the reverse DNS, before it is accepted. What they say stands in "
                             "Authentication-Results.",
                     .reason = "Without it anybody can write in anybody's name.",
                     .apply = kNew,
                     .hardened = {config::Weaker::lower, config::Severity::high}}),
      config::field(&S::patience,
                    {.key = "patience",
                     .label = "Time for the DNS",
                     .help = "For all questions about a message. What is not known by then is a temporary error, and noted.",
                     .reason = "Name servers of strangers must not hold our connections.",
                     .apply = kNew,
                     .advanced = true},
                    std::chrono::seconds(1), std::chrono::seconds(120)),
      config::field(&S::dmarc, {.key = "dmarc",
                                .label = "DMARC failures",
                                .help = "What is done with mail that its domain asks to refuse.",
                                .reason = "The owner of the domain knows best who sends for it, and asks for it.",
                                .apply = kNew,
                                .hardened = {config::Weaker::lower, config::Severity::high}}),
      config::field(
          &S::spf_fail,
          {.key = "spf_fail",
           .label = "SPF failures",
           .help = "What is done with mail from an address that its domain excludes (-all).",
           .reason = "A domain without DMARC says by -all what it wants refused; forwarded mail that is signed is not.",
           .apply = kNew,
           .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::unknown, {.key = "unknown",
                                  .label = "When the DNS does not say",
                                  .help = "What is done with mail of which it is not known whether it is to be refused.",
                                  .reason = "Mail goes on while the DNS is down; what is not proven is written in the header.",
                                  .apply = kNew}),
      config::field(
          &S::trusted_sealers,
          {.key = "trusted_sealers",
           .label = "Trusted ARC sealers",
           .help = "Domains, of lists and forwarders, that are believed when each seal on a message is of one of them "
                   "and the first says that DMARC had passed.",
           .reason = "A seal can say anything: it is as good as who made it.",
           .apply = kNew,
           .diverts = true,
           .check = smtp::check_domain},
          0, 1000),
      config::field(&S::public_suffixes,
                    {.key = "public_suffixes",
                     .label = "Public Suffix List",
                     .help = "A file under /usr/share that says where organisations begin, for domains whose DNS does not.",
                     .apply = config::Apply::restart,
                     .advanced = true,
                     .check = smtp::check_file},
                    0, 1000)};
};

template const config::Table& config::table<smtp::OriginSettings>();

}  // namespace postern
