// Who shares a turn where places are short (connections, password checks): an IPv4 /24, an IPv6 /48, of which one customer may
// have all. Blocks and counts have narrower rules of their own.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace postern {

using NetworkGroup = std::uint64_t;

// Of an address whose IPv4 form is ::ffff:a.b.c.d.
constexpr NetworkGroup network_group(const std::array<std::uint8_t, 16>& ip) {
  bool v4 = ip[10] == 0xFF && ip[11] == 0xFF;
  for (std::size_t i = 0; i < 10; ++i) v4 = v4 && ip[i] == 0;
  NetworkGroup group = 0;
  for (std::size_t i = v4 ? 10 : 0; i < (v4 ? 15U : 6U); ++i) group = group << 8 | ip[i];
  return group;
}

}  // namespace postern
