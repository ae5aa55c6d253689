// Numbers that look random and follow from a counter.
#pragma once
#include <cstdint>

#include "base/ip_address.h"

namespace roomload {

// SplitMix64.
constexpr std::uint64_t mixed(std::uint64_t n) {
  n += 0x9E37'79B9'7F4A'7C15;
  n = (n ^ (n >> 30)) * 0xBF58'476D'1CE4'E5B9;
  n = (n ^ (n >> 27)) * 0x94D0'49BB'1331'11EB;
  return n ^ (n >> 31);
}

constexpr postern::IpAddress v4(std::uint32_t n) {
  postern::IpAddress a;
  a.bytes[10] = a.bytes[11] = 0xFF;
  for (unsigned i = 0; i < 4; ++i) a.bytes[12 + i] = static_cast<std::uint8_t>(n >> (24 - 8 * i));
  return a;
}

// In 2000::/3, which is what has been given out.
constexpr postern::IpAddress v6(std::uint64_t high, std::uint64_t low) {
  postern::IpAddress a;
  high = (high >> 3) | (std::uint64_t{1} << 61);
  for (unsigned i = 0; i < 8; ++i) {
    a.bytes[i] = static_cast<std::uint8_t>(high >> (56 - 8 * i));
    a.bytes[8 + i] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
  }
  return a;
}

}  // namespace roomload
