// The declarations of the settings of delivery to others.
#include "outbound/settings.h"

#include <algorithm>

#include "address/domain.h"
#include "auth/named_secrets.h"
#include "base/ip_address.h"
#include "config/schema.h"

namespace postern::outbound {
namespace {

std::string check_domain(std::string_view text) {
  if (text == "*") return {};
  if (text.starts_with('.')) text.remove_prefix(1);
  return address::parse_domain(text) ? "" : "is a domain, a domain with a dot in front for all below it, or *";
}
std::string check_one_domain(std::string_view text) { return address::parse_domain(text) ? "" : "is a domain"; }
std::string check_name(std::string_view text) { return text.empty() || address::parse_domain(text) ? "" : "is a host name"; }
std::string check_host(std::string_view text) {
  return text.empty() || address::parse_domain(text) || IpAddress::parse(text) ? "" : "is a host name or an address";
}
std::string check_secret(std::string_view text) {
  return text.empty() || auth::NamedSecrets::is_name(text) ? "" : "is the name of a secret, which postern secret list shows";
}
std::string check_own(std::string_view text, bool v4) {
  if (text.empty()) return {};
  const auto address = IpAddress::parse(text);
  if (!address || address->is_v4() != v4) return v4 ? "is an IPv4 address of this host" : "is an IPv6 address of this host";
  return {};
}
std::string check_own_v4(std::string_view text) { return check_own(text, true); }
std::string check_own_v6(std::string_view text) { return check_own(text, false); }

}  // namespace

bool is_of(Families families, const IpAddress& address) {
  return families == Families::both || address.is_v4() == (families == Families::v4);
}

const Route* route_for(const Settings& settings, std::string_view domain) {
  const Route* best = nullptr;
  std::size_t closeness = 0;
  for (const auto& route : settings.routes) {
    const std::string_view rule = route.domain;
    std::size_t here = 0;
    if (rule == "*")
      here = 1;
    else if (rule == domain)
      here = 1000;
    else if (rule.starts_with('.') && domain.ends_with(rule))
      here = 1 + rule.size();
    if (here <= closeness) continue;
    closeness = here;
    best = &route;
  }
  return best;
}

Sender sender_for(const Settings& settings, std::string_view domain) {
  Sender out{.domain = {}, .v4 = settings.from_v4, .v6 = settings.from_v6, .name = {}};
  const auto row = std::ranges::find(settings.senders, domain, &Sender::domain);
  if (row == settings.senders.end()) return out;
  if (!row->v4.empty()) out.v4 = row->v4;
  if (!row->v6.empty()) out.v6 = row->v6;
  out.name = row->name;
  return out;
}

}  // namespace postern::outbound

namespace postern {

template <>
struct config::Names<smtp::client::TlsRule> {
  static constexpr std::array labels{
      config::label(smtp::client::TlsRule::never, "never", "No TLS"),
      config::label(smtp::client::TlsRule::when_offered, "when_offered", "TLS where the server has it"),
      config::label(smtp::client::TlsRule::encrypted, "encrypted", "TLS, or the mail is not handed over"),
      config::label(smtp::client::TlsRule::verified, "verified",
                    "TLS with a certificate for the server's name, or not at all")};
};

template <>
struct config::Names<outbound::Families> {
  static constexpr std::array labels{config::label(outbound::Families::both, "both", "IPv4 and IPv6"),
                                     config::label(outbound::Families::v4, "v4", "IPv4 alone"),
                                     config::label(outbound::Families::v6, "v6", "IPv6 alone")};
};

template <>
struct config::Schema<outbound::Route> {
  using S = outbound::Route;
  static constexpr std::string_view title = "A route";
  static constexpr std::tuple fields{
      config::field(
          &S::domain,
          {.key = "domain",
           .label = "Domain",
           .help = "Whose mail goes this way: a domain, .domain for all below it, or * for all that no other route names.",
           .check = outbound::check_domain},
          1, 255),
      config::field(&S::host,
                    {.key = "host",
                     .label = "Server",
                     .help = "Where it is handed over. Empty: to the domain's own servers, with the TLS that is said here.",
                     .check = outbound::check_host},
                    0, 255),
      config::field(&S::port, {.key = "port", .label = "Port", .help = "Of that server."}, 1, 65535),
      config::field(&S::tls, {.key = "tls", .label = "TLS", .help = "Whether the connection is encrypted, and to whom."}),
      config::field(&S::tls_at_once,
                    {.key = "tls_at_once", .label = "TLS at once", .help = "TLS from the first octet, as on port 465."}),
      config::field(&S::user, {.key = "user", .label = "User", .help = "Logs in there. Empty: the server knows us without."}, 0,
                    255),
      config::field(
          &S::secret,
          {.key = "secret",
           .label = "Secret",
           .help = "The name of its password, which is set on the page of these settings or by postern secret set NAME. "
                   "Empty: delivery.password.",
           .reason = "Rows are shown, exported and kept in histories as a whole: a password is no part of one.",
           .check = outbound::check_secret},
          0, auth::NamedSecrets::kLongestName)};
  static std::string check(const S& s) {
    if (s.host.empty() && (!s.user.empty() || s.tls_at_once)) return "a login, and TLS at once, are for a server that is named";
    if (s.user.empty() && !s.secret.empty()) return "a secret is the password of a user that is named";
    if (!s.user.empty() && s.tls != smtp::client::TlsRule::verified)
      return "a password goes to a server that is verified: tls is verified";
    return {};
  }
};
template const config::Table& config::table<outbound::Route>();

template <>
struct config::Schema<outbound::Sender> {
  using S = outbound::Sender;
  static constexpr std::string_view title = "A sending domain";
  static constexpr std::tuple fields{
      config::field(&S::domain,
                    {.key = "domain",
                     .label = "Domain",
                     .help = "Whose mail it is: that of the sender's address in the envelope; of reports, of the account.",
                     .check = outbound::check_one_domain},
                    1, 255),
      config::field(&S::v4,
                    {.key = "v4",
                     .label = "Own IPv4 address",
                     .help = "Where its connections come from. Empty: delivery.from_v4.",
                     .check = outbound::check_own_v4},
                    0, 64),
      config::field(&S::v6,
                    {.key = "v6",
                     .label = "Own IPv6 address",
                     .help = "Where its connections come from. Empty: delivery.from_v6.",
                     .check = outbound::check_own_v6},
                    0, 64),
      config::field(&S::name,
                    {.key = "name",
                     .label = "Name",
                     .help = "That the server gives there; it should lead to the address and back. Empty: its host name.",
                     .check = outbound::check_name},
                    0, 255)};
};
template const config::Table& config::table<outbound::Sender>();

template <>
struct config::Schema<outbound::Settings> {
  using S = outbound::Settings;
  static constexpr std::string_view title = "Delivery to others";
  static constexpr std::tuple fields{
      config::field(
          &S::paused,
          {.key = "paused",
           .label = "Delivery paused",
           .help =
               "No mail is sent to other servers: it is taken and waits, also what is tried by hand, and none is given up. "
               "What is being sent ends; mailboxes here get their mail. When it goes off, all that is due is tried at once.",
           .reason = "While it lasts, mail for others waits, and its senders are not told.",
           .hardened = {config::Weaker::higher, config::Severity::medium}}),
      config::field(
          &S::routes,
          {.key = "routes",
           .label = "Routes",
           .help = "Domains whose mail goes by a server of its own, or needs TLS. None: all goes where MX records point.",
           .diverts = true},
          0, 1000),
      config::field(&S::senders,
                    {.key = "senders",
                     .label = "Sending domains",
                     .help = "Domains of ours whose mail goes out from an address of its own. None: all goes out alike."},
                    0, 1000),
      config::field(&S::password,
                    {.key = "password",
                     .label = "Password for routes",
                     .help = "Of the users that routes log in as where they name no secret."},
                    0, 255),
      config::field(&S::tls,
                    {.key = "tls",
                     .label = "TLS to others",
                     .help = "Where no route says otherwise, and the other domain publishes nothing stricter (DANE, MTA-STS).",
                     .reason = "A passive listener reads nothing; who asks for more loses mail to servers that have no TLS.",
                     .hardened = {config::Weaker::lower, config::Severity::medium}}),
      config::field(
          &S::ca,
          {.key = "ca",
           .label = "Authorities",
           .help = "A PEM file with the authorities that certificates of other servers are verified by, in place of the "
                   "system's; in the folder of postern.toml or /etc/ssl.",
           .apply = Apply::restart,
           .advanced = true,
           .diverts = true},
          0, 1000),
      config::field(&S::port,
                    {.key = "port",
                     .label = "Port of others",
                     .help = "Where the servers that MX records name are called.",
                     .apply = Apply::restart,
                     .advanced = true},
                    1, 65535),
      config::field(&S::from_v4,
                    {.key = "from_v4",
                     .label = "Own IPv4 address",
                     .help = "Where connections to others come from. Empty: the system's choice.",
                     .check = outbound::check_own_v4},
                    0, 64),
      config::field(&S::from_v6,
                    {.key = "from_v6",
                     .label = "Own IPv6 address",
                     .help = "Where connections to others come from. Empty: the system's choice.",
                     .check = outbound::check_own_v6},
                    0, 64),
      config::field(
          &S::families,
          {.key = "families",
           .label = "Addresses of others",
           .help = "Which addresses of other servers are called. A host that has reverse names and a good repute by one family "
                   "alone sends by that one; servers that have only the other are not reached.",
           .advanced = true}),
      config::field(&S::policy_port,
                    {.key = "policy_port",
                     .label = "Port of policies",
                     .help = "Where the MTA-STS policies of other domains are fetched.",
                     .apply = Apply::restart,
                     .advanced = true},
                    1, 65535),
      config::field(
          &S::inside,
          {.key = "inside",
           .label = "Servers inside",
           .help = "Whether MX records may lead to this host or into a private network. Servers of routes may be there.",
           .reason = "Whoever owns a domain could otherwise have this server speak to what only it can reach.",
           .advanced = true,
           .hardened = {config::Weaker::higher, config::Severity::high}}),
      config::field(&S::keep_connection,
                    {.key = "keep_connection",
                     .label = "Connections kept",
                     .help = "A connection that has nothing to carry is kept so long for the next message to that domain.",
                     .advanced = true},
                    0s, 60s),
      config::field(&S::most_kept,
                    {.key = "most_kept",
                     .label = "Connections kept at most",
                     .help = "So many, to all other servers together; the one that has waited longest is closed for the next.",
                     .advanced = true},
                    0, 20000)};
};
template const config::Table& config::table<outbound::Settings>();

}  // namespace postern
