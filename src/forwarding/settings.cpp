// The declaration of the settings of forwarding.
#include "forwarding/settings.h"

#include "address/domain.h"
#include "config/schema.h"

namespace postern {
namespace {

std::string check_domain(std::string_view text) { return address::parse_domain(text) ? "" : "is a domain"; }

}  // namespace

template <>
struct config::Schema<forwarding::Settings> {
  using S = forwarding::Settings;
  static constexpr std::string_view title = "Forwarding";
  static constexpr std::tuple fields{
      config::field(
          &S::rewrite,
          {.key = "rewrite",
           .label = "Rewrite senders",
           .help = "Mail from outside that an alias sends on gets a sender's address of the alias's domain in the envelope "
                   "(SRS), which leads reports back.",
           .reason = "On: the next server asks who may send for the domain of the envelope, and we may not for a stranger's."}),
      config::field(&S::seal,
                    {.key = "seal",
                     .label = "Seal",
                     .help = "Such mail carries what we found of its origin, sealed with the key of the alias's domain (ARC).",
                     .reason = "On: who trusts us can take a message whose signature did not outlive the way."}),
      config::field(
          &S::never_to,
          {.key = "never_to",
           .label = "Do not forward to",
           .help = "Domains, and all below them, to which no alias may lead. An alias that does is refused; of mail to one "
                   "that did before, the sender gets a report.",
           .check = check_domain},
          0, 10'000),
      config::field(&S::exempt,
                    {.key = "exempt",
                     .label = "Domains that may",
                     .help = "Domains of ours whose aliases may lead to those all the same.",
                     .check = check_domain},
                    0, 10'000)};
};
template const config::Table& config::table<forwarding::Settings>();

}  // namespace postern
