// A stable 64-bit hash of bytes, fit to be stored. Not keyed: do not use it where a stranger gains by a collision.
#pragma once
#include <cstdint>
#include <string_view>

namespace postern {

// FNV-1a, then a mix so that every bit of the input reaches every bit of the result. Never 0, which may mean "none".
constexpr std::uint64_t hash64(std::string_view bytes) {
  std::uint64_t h = 0xCBF29CE484222325ULL;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDULL;
  h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53ULL;
  h ^= h >> 33;
  return h ? h : 1;
}

}  // namespace postern
