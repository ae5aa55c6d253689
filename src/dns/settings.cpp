// The declaration of the settings of asking the DNS.
#include "dns/settings.h"

#include "base/text.h"
#include "config/schema.h"

namespace postern::dns {

std::optional<ServerPlace> parse_place(std::string_view text) {
  const bool bracketed = text.starts_with('[');
  const auto end = bracketed ? text.find(']') : text.find(':') == text.rfind(':') ? text.find(':') : text.npos;
  if (bracketed && end == text.npos) return {};
  const auto address = IpAddress::parse(bracketed ? text.substr(1, end - 1) : text.substr(0, end));
  if (!address || (bracketed && address->is_v4())) return {};
  const auto rest = end == text.npos ? std::string_view() : text.substr(end + (bracketed ? 1 : 0));
  if (rest.empty()) return ServerPlace{*address};
  if (!rest.starts_with(':')) return {};
  const auto port = number<std::uint16_t>(rest.substr(1), 65'535);
  if (!port || *port == 0) return {};
  return ServerPlace{*address, *port};
}

namespace {

std::string check_server(std::string_view text) {
  return parse_place(text) ? "" : "must be an IP address, or one with a port such as 192.0.2.1:53 or [2001:db8::1]:53";
}

}  // namespace
}  // namespace postern::dns

namespace postern {

template <>
struct config::Schema<dns::Settings> {
  using S = dns::Settings;
  static constexpr std::string_view title = "Asking the DNS";
  static constexpr std::tuple fields{
      config::field(
          &S::ask,
          {.key = "ask",
           .label = "Ask the DNS",
           .help = "Off, for a server in a network of its own: everything that the DNS could say counts as unknown. Web "
                   "servers that settings name are found by an address or in /etc/hosts alone then.",
           .reason = "Where mail comes from cannot be judged without it.",
           .apply = config::Apply::restart,
           .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(&S::servers,
                    {.key = "servers",
                     .label = "Resolvers",
                     .help = "ADDRESS or ADDRESS:PORT of resolvers that are asked. None: the DNS is asked from its root down.",
                     .reason = "Who answers for the DNS decides who is believed; nobody has to be trusted to ask its root.",
                     .apply = config::Apply::restart,
                     .diverts = true,
                     .check = dns::check_server},
                    0, 16),
      config::field(&S::trust_anchor,
                    {.key = "trust_anchor",
                     .label = "Trust anchor",
                     .help = "A file of DS or DNSKEY rows from which DNSSEC is proven: under /usr/share, or beside "
                             "postern.toml, where a name alone does. Empty: nothing is proven. While it cannot be used, "
                             "nothing is learnt of the DNS.",
                     .reason = "Forged answers are found out, and DANE holds only for what is proven.",
                     .apply = config::Apply::restart,
                     .diverts = true},
                    0, 1000),
      config::field(&S::patience,
                    {.key = "patience",
                     .label = "Patience for an answer",
                     .help = "How long a question may take. What is not known by then counts as a temporary failure.",
                     .reason = "Slow name servers of strangers must not hold our connections.",
                     .apply = config::Apply::restart,
                     .advanced = true,
                     .hardened = {config::Weaker::higher, config::Severity::low}},
                    std::chrono::milliseconds(100), std::chrono::milliseconds(60'000)),
      config::field(&S::cache,
                    {.key = "cache",
                     .label = "Memory for answers",
                     .help = "Octets of answers that are remembered.",
                     .reason = "Bounded, however many names strangers make us ask for.",
                     .apply = config::Apply::restart,
                     .advanced = true},
                    config::Octets{1 << 20}, config::Octets{std::uint64_t{4} << 30}),
      config::field(&S::longest_kept,
                    {.key = "longest_kept",
                     .label = "Answers kept at most",
                     .help = "However long the zone says that its records hold.",
                     .reason = "A forged or mistaken record is forgotten within a day.",
                     .apply = config::Apply::restart,
                     .advanced = true},
                    std::chrono::seconds(0), std::chrono::seconds(604'800)),
      config::field(
          &S::longest_kept_absence,
          {.key = "longest_kept_absence",
           .label = "Absence kept at most",
           .help =
               "How long it is remembered that there is no such record. 0s: not at all. An answer that names no zone (no SOA "
               "record) is remembered for 5 seconds all the same.",
           .reason = "A record that is made today is to be seen soon.",
           .apply = config::Apply::restart,
           .advanced = true},
          std::chrono::seconds(0), std::chrono::seconds(86'400))};
};

template const config::Table& config::table<dns::Settings>();

}  // namespace postern
