// Addresses by inet_pton, which takes no octal and no short forms.
#include "dns/ip.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace postern::dns {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

}  // namespace

bool is_v4(const Ip& ip) { return std::equal(kMapped.begin(), kMapped.end(), ip.begin()); }

std::optional<Ip> parse_ip(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size() || text.find('\0') != text.npos) return {};
  text.copy(terminated.data(), text.size());
  Ip ip{};
  if (inet_pton(AF_INET6, terminated.data(), ip.data()) == 1) return ip;
  std::ranges::copy(kMapped, ip.begin());
  if (inet_pton(AF_INET, terminated.data(), ip.data() + kMapped.size()) == 1) return ip;
  return {};
}

std::string text(const Ip& ip) {
  std::array<char, INET6_ADDRSTRLEN> out{};
  const bool v4 = is_v4(ip);
  inet_ntop(v4 ? AF_INET : AF_INET6, ip.data() + (v4 ? kMapped.size() : 0), out.data(), out.size());
  return out.data();
}

bool in_prefix(const Ip& ip, const Ip& network, std::size_t bits) {
  if (is_v4(ip) != is_v4(network)) return false;
  if (is_v4(ip)) bits += kMapped.size() * 8;
  bits = std::min(bits, ip.size() * 8);
  const auto whole = bits / 8;
  if (std::memcmp(ip.data(), network.data(), whole) != 0) return false;
  if (bits % 8 == 0) return true;
  return (ip[whole] ^ network[whole]) >> (8 - bits % 8) == 0;
}

std::string reversed_labels(const Ip& ip) {
  std::string out;
  for (std::size_t i = ip.size(); i-- > (is_v4(ip) ? kMapped.size() : 0);) {
    if (!out.empty()) out += '.';
    out += is_v4(ip) ? fmt::format("{}", ip[i]) : fmt::format("{:x}.{:x}", ip[i] & 15U, ip[i] >> 4U);
  }
  return out;
}

Name reverse_name(const Ip& ip) { return *parse_name(reversed_labels(ip) + (is_v4(ip) ? ".in-addr.arpa" : ".ip6.arpa")); }

}  // namespace postern::dns
