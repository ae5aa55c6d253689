// For tests: the octets of what an authenticator app is given.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace postern {

inline std::string unpadded_base32(std::string_view text) {  // RFC 4648 §6
  std::string bytes;
  std::uint32_t bits = 0, have = 0;
  for (const char c : text) {
    bits = bits << 5 | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
    if ((have += 5) < 8) continue;
    have -= 8;
    bytes += static_cast<char>(bits >> have & 0xFF);
  }
  return bytes;
}

}  // namespace postern
