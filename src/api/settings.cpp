// The declaration of the settings of a door of the web.
#include "api/settings.h"

#include "base/ip_address.h"
#include "config/schema.h"

namespace postern {

namespace {
std::string check_network(std::string_view text) {
  return IpNetwork::parse(text) ? "" : "must be an IP address or network such as 192.0.2.0/24";
}
}  // namespace

template <>
struct config::Names<api::Otherwise> {
  static constexpr std::array labels{config::label(api::Otherwise::allow, "allow", "Whoever is not listed may come in"),
                                     config::label(api::Otherwise::deny, "deny", "Only who is listed may come in")};
};

template <>
struct config::Schema<api::Limits> {
  using S = api::Limits;
  static constexpr std::tuple fields{
      config::field(&S::allow,
                    {.key = "allow",
                     .label = "Allowed networks",
                     .help = "Who may come in by this door. The most specific entry of both lists counts.",
                     .check = check_network},
                    0, 1000),
      config::field(&S::deny,
                    {.key = "deny",
                     .label = "Denied networks",
                     .help = "Who may not; of two entries that are alike this one counts.",
                     .check = check_network},
                    0, 1000),
      config::field(&S::otherwise,
                    {.key = "otherwise", .label = "All others", .help = "What holds for whom neither list names."}),
      config::field(&S::concurrent,
                    {.key = "concurrent",
                     .label = "Requests at once",
                     .help = "How many of one network (IPv4 /24, IPv6 /48) may be under way. 0: any number.",
                     .reason = "One client that hangs or floods leaves room for the others.",
                     .hardened = {config::Weaker::higher, config::Severity::low, true}},
                    0, 100'000),
      config::field(&S::per_minute,
                    {.key = "per_minute",
                     .label = "Requests a minute",
                     .help = "Of one address (IPv6: /64), whoever it says it is. 0: any number.",
                     .reason = "Neither passwords nor tokens are guessed at the speed of the line, and who uses up his share "
                               "here leaves the other doors alone.",
                     .hardened = {config::Weaker::higher, config::Severity::medium, true}},
                    0, 1'000'000),
      config::field(&S::heavy_per_minute,
                    {.key = "heavy_per_minute",
                     .label = "Costly requests a minute",
                     .help = "Of one caller: searches, simulations, passwords. 0: any number.",
                     .reason = "What costs much is what an attack asks for.",
                     .hardened = {config::Weaker::higher, config::Severity::low, true}},
                    0, 1'000'000),
      config::field(&S::live_per_minute,
                    {.key = "live_per_minute",
                     .label = "Streams a minute",
                     .help = "How many one caller may open. 0: any number.",
                     .reason = "A stream holds a thread.",
                     .hardened = {config::Weaker::higher, config::Severity::low, true}},
                    0, 1'000'000)};
};
template const config::Table& config::table<api::Limits>();

}  // namespace postern
