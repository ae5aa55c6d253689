// The declarations of the program's own settings.
#include "app/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include "address/domain.h"
#include "base/ip_address.h"
#include "config/schema.h"
#include "net/scope.h"

namespace postern::app {
namespace {

std::string check_address(std::string_view text) { return IpAddress::parse(text) ? "" : "must be an IP address"; }
std::string check_network(std::string_view text) {
  return IpNetwork::parse(text) ? "" : "must be an IP address or network such as 192.0.2.0/24";
}
std::string check_host_name(std::string_view text) {
  return address::parse_domain(text) ? "" : "must be a host name such as mail.example.org";
}

// A mistyped one would be nobody's, and the server greet as localhost.
std::string check_own_name(std::string_view text) { return text.empty() ? "" : check_host_name(text); }

constexpr std::array<std::string_view, 4> kWebRoles{"webmail", "admin", "api", "dav"};
std::string check_role(std::string_view text) {
  return std::ranges::find(kWebRoles, text) != kWebRoles.end() ? "" : "must be webmail, admin, api or dav";
}

bool is_wildcard(const IpAddress& address) {
  return address == IpAddress{} ||
         (address.is_v4() && std::ranges::all_of(std::span(address.bytes).last(4), std::logical_not()));
}

// :: takes IPv4 too.
bool covers(const IpAddress& wildcard, const IpAddress& address) {
  return is_wildcard(wildcard) && (!wildcard.is_v4() || address.is_v4());
}

net::Endpoint endpoint(std::string_view address, std::uint16_t port) {
  return {IpAddress::parse(address).value_or(IpAddress{}), port};
}

}  // namespace

net::Endpoint place_of(const ListenerSetting& s) { return endpoint(s.address, s.port); }
net::Endpoint place_of(const Binding& b) { return endpoint(b.address, b.port); }

bool overlap(const net::Endpoint& a, const net::Endpoint& b) {
  return a.port != 0 && a.port == b.port &&
         (a.address == b.address || covers(a.address, b.address) || covers(b.address, a.address));
}

std::vector<ListenerSetting> NetSettings::shipped_listeners() {
  const auto row = [](Service service, std::uint16_t port, net::TlsMode tls) {
    ListenerSetting l;
    l.service = service;
    l.port = port;
    l.tls = tls;
    return l;
  };
  // H01: administration is for this host alone until somebody binds it elsewhere.
  auto api = row(Service::api, 9998, net::TlsMode::implicit);
  api.address = "127.0.0.1";
  return {row(Service::smtp, 25, net::TlsMode::starttls),        row(Service::submission, 587, net::TlsMode::starttls),
          row(Service::submission, 465, net::TlsMode::implicit), row(Service::imap, 143, net::TlsMode::starttls),
          row(Service::imap, 993, net::TlsMode::implicit),       row(Service::pop3, 110, net::TlsMode::starttls),
          row(Service::pop3, 995, net::TlsMode::implicit),       api};
}

bool ListenerSetting::serves(std::string_view role) const {
  return service == Service::api && (roles.empty() || std::ranges::find(roles, role) != roles.end());
}

std::string_view name(Service service) {
  switch (service) {
    case Service::smtp: return "smtp";
    case Service::submission: return "submission";
    case Service::lmtp: return "lmtp";
    case Service::imap: return "imap";
    case Service::pop3: return "pop3";
    case Service::api: return "api";
  }
  return "";
}

namespace {

// RFC 2033 §5. Whoever can reach it is believed.
std::string check_lmtp(const ListenerSetting& s) {
  if (s.port == 25) return "port 25 is where other servers bring mail: LMTP is served on another";
  const auto address = IpAddress::parse(s.address);
  if (!address || s.address == "::" || s.address == "0.0.0.0" || net::is_of_the_internet(*address))
    return "LMTP takes what a server in front has let in: its address is this host's loopback or one of a private network";
  return {};
}

}  // namespace

}  // namespace postern::app

namespace postern {

template <>
struct config::Names<app::Service> {
  static constexpr std::array labels{config::label(app::Service::smtp, "smtp", "Mail from other servers"),
                                     config::label(app::Service::submission, "submission", "Mail from our users"),
                                     config::label(app::Service::lmtp, "lmtp", "Mail from a server in front, for people here"),
                                     config::label(app::Service::imap, "imap", "Reading mail over IMAP"),
                                     config::label(app::Service::pop3, "pop3", "Fetching mail over POP3"),
                                     config::label(app::Service::api, "api", "Administration as JSON over HTTPS")};
};

template <>
struct config::Names<net::TlsMode> {
  static constexpr std::array labels{config::label(net::TlsMode::none, "none", "No TLS"),
                                     config::label(net::TlsMode::starttls, "starttls", "TLS when the client asks"),
                                     config::label(net::TlsMode::implicit, "implicit", "TLS from the first byte")};
};

template <>
struct config::Names<Language> {
  static constexpr std::array labels{config::label(Language::en, "en", "English"), config::label(Language::de, "de", "German")};
};

template <>
struct config::Schema<app::ServerSettings> {
  static constexpr std::string_view title = "The server";
  static constexpr std::tuple fields{
      config::field(&app::ServerSettings::host_name,
                    {.key = "host_name",
                     .label = "Host name",
                     .help = "What greetings and Received fields call this server, and what its "
                             "own certificate covers. Empty: the system's name.",
                     .apply = Apply::restart,
                     .check = app::check_own_name},
                    0, 255),
      config::field(&app::ServerSettings::reactors,
                    {.key = "reactors",
                     .label = "Threads for connections",
                     .help = "Each carries a share of all connections. 0: one for each core.",
                     .apply = Apply::restart,
                     .advanced = true},
                    0, 256),
      config::field(&app::ServerSettings::stop_patience,
                    {.key = "stop_patience",
                     .label = "Patience when stopping",
                     .help = "How long sessions may take to end by themselves.",
                     .advanced = true},
                    0s, 300s),
      config::field(&app::ServerSettings::language, {.key = "language",
                                                     .label = "Language of the server's mail",
                                                     .help = "In which the server writes to people: that a password ends, that "
                                                             "mail did not arrive, what administrators are to know. A domain "
                                                             "and each account may have their own."})};
};
template const config::Table& config::table<app::ServerSettings>();

template <>
struct config::Schema<app::ListenerSetting> {
  static constexpr std::string_view title = "A listener";
  static constexpr std::tuple fields{
      config::field(&app::ListenerSetting::service, {.key = "service", .label = "Service", .help = "What is spoken there."}),
      config::field(&app::ListenerSetting::address,
                    {.key = "address",
                     .label = "Address",
                     .help = "An address of this host; :: is all of them, IPv4 too.",
                     .check = app::check_address},
                    1, 64),
      config::field(&app::ListenerSetting::port,
                    {.key = "port", .label = "Port", .help = "Where it is served. 0: any free one."}, 0, 65535),
      config::field(&app::ListenerSetting::tls,
                    {.key = "tls", .label = "TLS", .help = "Whether and how connections are encrypted."}),
      config::field(
          &app::ListenerSetting::host_names,
          {.key = "host_names",
           .label = "Host names",
           .help = "Clients that ask by TLS for another name are refused; those that ask for none are not. The first is "
                   "how the server greets there. None: any name will do, and the server's host name greets.",
           .check = app::check_host_name},
          0, 64),
      config::field(
          &app::ListenerSetting::certificate,
          {.key = "certificate",
           .label = "Certificate",
           .help = "The name whose certificate clients see that ask for no name, or for one that no certificate covers. "
                   "Empty: that of the first host name, else the server's default one."},
          0, 255),
      config::field(
          &app::ListenerSetting::proxies,
          {.key = "proxies",
           .label = "Trusted proxies",
           .help = "Networks whose connections must begin with a PROXY v2 header; from nowhere else is one believed. Of a web "
                   "listener they may do without one, and say by Forwarded or X-Forwarded-For who asks.",
           .diverts = true,
           .check = app::check_network},
          0, 256),
      config::field(
          &app::ListenerSetting::max_connections,
          {.key = "max_connections",
           .label = "Connections at once",
           .help = "When so many are open, the network (IPv4 /24, IPv6 /48) that holds most gives way to a newcomer."},
          1, 1'000'000),
      config::field(
          &app::ListenerSetting::roles,
          {.key = "roles",
           .label = "Roles",
           .help =
               "Whom a web listener serves: webmail (people, their pages and sessions), admin (administrators, the console and "
               "their sessions), api (programs with an administrator's token), dav. None: all of them. Other services have no "
               "roles.",
           .check = app::check_role},
          0, app::kWebRoles.size())};
  static std::string check(const app::ListenerSetting& s) {
    if (s.service == app::Service::api && s.tls != net::TlsMode::implicit)
      return "the API is served over TLS only: tls is implicit";
    if (s.service != app::Service::api && !s.roles.empty())
      return fmt::format("{} has no roles: only web listeners have them; leave them out", app::name(s.service));
    if (s.service == app::Service::lmtp) return app::check_lmtp(s);
    if (s.tls == net::TlsMode::none && !s.certificate.empty()) return "a certificate is of no use without TLS";
    return {};
  }
};
template const config::Table& config::table<app::ListenerSetting>();

template <>
struct config::Schema<app::NetSettings> {
  static constexpr std::string_view title = "Listeners";
  static constexpr std::tuple fields{config::field(
      &app::NetSettings::listeners,
      {.key = "listeners",
       .label = "Listeners",
       .help = "Addresses and ports that are served. A change drops no connection; one that cannot be opened is refused. "
               "A new port below 1024 opens at the next start.",
       .reason = "Only the ports of the mail protocols are open, each with TLS."},
      0, 256)};
  static std::string check(const app::NetSettings& s) {
    for (std::size_t i = 0; i < s.listeners.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (const auto &a = s.listeners[j], &b = s.listeners[i]; app::overlap(app::place_of(a), app::place_of(b)))
          return fmt::format("listeners {} and {} cannot both have port {} (addresses {} and {})", j + 1, i + 1, a.port,
                             a.address, b.address);
    return {};
  }
};
template const config::Table& config::table<app::NetSettings>();

template <>
struct config::Schema<app::Binding> {
  static constexpr std::tuple fields{
      config::field(&app::Binding::address,
                    {.key = "address", .label = "Address", .help = "An address of this host.", .check = app::check_address}, 1,
                    64),
      config::field(&app::Binding::port, {.key = "port", .label = "Port", .help = "Of TCP."}, 0, 65535)};
};
template const config::Table& config::table<app::Binding>();

template <>
struct config::Schema<app::Bindings> {
  static constexpr std::tuple fields{
      config::field(&app::Bindings::ports,
                    {.key = "ports", .label = "Ports", .help = "What to bind before the settings are known."}, 0, 512)};
};
template const config::Table& config::table<app::Bindings>();

}  // namespace postern
