// What an administrator says about mail that goes to other servers.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "base/ip_address.h"
#include "base/secret.h"
#include "smtp/client/security.h"

namespace postern::outbound {

// Which addresses of other servers are called.
enum class Families : std::uint8_t { both, v4, v6 };

bool is_of(Families, const IpAddress&);

// Mail for a domain that does not go where its MX records point.
struct Route {
  std::string domain;  // "example.net"; ".example.net": those below it; "*": all that no other route names
  std::string host;    // a smart host, or an address; empty: by MX, with the TLS that is said here
  std::uint16_t port = 25;
  smtp::client::TlsRule tls = smtp::client::TlsRule::verified;
  bool tls_at_once = false;  // from the first octet (port 465)
  std::string user;          // logs in; empty: without
  std::string secret = {};   // the name of its password; empty: delivery.password

  friend bool operator==(const Route&, const Route&) = default;
};

// As whom the mail of one of our domains goes out. What is empty is as for all.
struct Sender {
  std::string domain;  // of the reverse-path; of the null one, the domain of who has logged in
  std::string v4, v6;  // local addresses
  std::string name;    // that it gives in EHLO

  friend auto operator<=>(const Sender&, const Sender&) = default;
};

struct Settings {
  bool paused = false;  // nothing is sent
  std::vector<Route> routes;
  std::vector<Sender> senders;
  Secret password;
  smtp::client::TlsRule tls = smtp::client::TlsRule::when_offered;
  std::string ca;           // a PEM file in place of the system's authorities
  std::uint16_t port = 25;  // of servers that MX records name
  std::string from_v4, from_v6;
  Families families = Families::both;
  std::uint16_t policy_port = 443;  // where MTA-STS policies are fetched
  bool inside = false;
  std::chrono::seconds keep_connection{5};
  std::size_t most_kept = 2000;  // connections
};

// The closest one: the domain itself, then the longest domain above it, then "*"; null: none.
const Route* route_for(const Settings&, std::string_view domain);

// Addresses and name for mail from `domain`: the row's, where it has them.
Sender sender_for(const Settings&, std::string_view domain);

}  // namespace postern::outbound
