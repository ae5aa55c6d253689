// Whether an address is one of the internet: not this host's own, a private network's or a group's.
#pragma once
#include <initializer_list>

#include "net/stream.h"

namespace postern::net {

// False for unspecified, loopback, private, shared, link-local, multicast and reserved addresses. An address that carries
// an IPv4 one within it (64:ff9b::/96) is as good as that.
constexpr bool is_of_the_internet(const IpAddress& address) {
  const auto& b = address.bytes;
  const auto starts_with = [&](std::initializer_list<std::uint8_t> prefix) {
    std::size_t i = 0;
    for (const auto octet : prefix)
      if (b[i++] != octet) return false;
    return true;
  };
  const bool v4 = starts_with({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF});
  const bool translated = starts_with({0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0});
  if (!v4 && !translated) return (b[0] & 0xE0) == 0x20;  // RFC 4291 §2.4: global unicast
  const bool is_private = b[12] == 10 || (b[12] == 172 && (b[13] & 0xF0) == 16) || (b[12] == 192 && b[13] == 168) ||
                          (b[12] == 100 && (b[13] & 0xC0) == 64) || (b[12] == 192 && b[13] == 0 && b[14] == 0);
  const bool is_local = b[12] == 0 || b[12] == 127 || (b[12] == 169 && b[13] == 254);
  return !is_private && !is_local && b[12] < 224;
}

}  // namespace postern::net
