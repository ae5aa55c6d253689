// What an administrator can set about asking the DNS. The values here are the hardened ones.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ip_address.h"
#include "config/config.h"

namespace postern::dns {

struct Settings {
  bool ask = true;                        // off: everything is unknown
  std::vector<std::string> servers = {};  // resolvers that are asked, ADDRESS or ADDRESS:PORT; none: the root and on from there
  std::string trust_anchor = "/usr/share/dns/root.key";  // DS or DNSKEY rows; empty: nothing is validated
  std::chrono::milliseconds patience{10'000};            // for one question
  config::Octets cache{32 << 20};
  std::chrono::seconds longest_kept{86'400}, longest_kept_absence{3600};  // however long the zone says
};

struct ServerPlace {
  IpAddress address{};
  std::uint16_t port = 53;
};
// "192.0.2.1", "192.0.2.1:5353", "2001:db8::1" or "[2001:db8::1]:5353"; nothing for anything else.
std::optional<ServerPlace> parse_place(std::string_view);

}  // namespace postern::dns
