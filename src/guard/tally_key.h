// Whom something counts against, in 16 octets, and a hash of that.
// Promises: attackers who choose keys cannot choose where they land.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace postern::guard {

// An address (IPv4 as ::ffff:a.b.c.d), a prefix of one with zeros behind, or an account's id in the last eight octets.
using TallyKey = std::array<std::uint8_t, 16>;

inline std::uint64_t folded_product(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Two multiplications by secret numbers: fast, and not to be foreseen without the seed.
inline std::uint64_t hash_of(const TallyKey& key, std::uint64_t seed) {
  std::uint64_t low = 0, high = 0;
  std::memcpy(&low, key.data(), 8);
  std::memcpy(&high, key.data() + 8, 8);
  const auto mixed = folded_product(low ^ seed ^ 0xA076'1D64'78BD'642F, high ^ 0xE703'7ED1'A0B4'28DB);
  return folded_product(mixed ^ 0x8EBC'6AF0'9C88'C6E3, seed ^ 0x5899'65CC'7537'4CC3);
}

inline bool is_v4(const TallyKey& key) {  // of an address
  constexpr TallyKey kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  return std::equal(key.begin(), key.begin() + 12, kMapped.begin());
}

// The key with zeros behind its first octets.
inline TallyKey first_octets(TallyKey key, unsigned octets) {
  for (unsigned i = 0; i < key.size(); ++i) key[i] = i < octets ? key[i] : std::uint8_t{0};
  return key;
}

// The prefix that a key is folded into: the /24 of an IPv4 address, the /48 of an IPv6 one.
inline TallyKey prefix_of(const TallyKey& key) { return first_octets(key, is_v4(key) ? 15 : 6); }

}  // namespace postern::guard
