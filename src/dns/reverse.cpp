// Octets or nibbles, the last first.
#include "dns/reverse.h"

#include <fmt/format.h>

#include <ranges>
#include <span>

namespace postern::dns {

std::string reversed_labels(const IpAddress& ip) {
  std::string out;
  const bool v4 = ip.is_v4();
  for (const unsigned octet : std::span(ip.bytes).last(v4 ? 4 : 16) | std::views::reverse) {
    if (!out.empty()) out += '.';
    out += v4 ? fmt::format("{}", octet) : fmt::format("{:x}.{:x}", octet & 15U, octet >> 4U);
  }
  return out;
}

Name reverse_name(const IpAddress& ip) {
  return *parse_name(reversed_labels(ip) + (ip.is_v4() ? ".in-addr.arpa" : ".ip6.arpa"));
}

}  // namespace postern::dns
