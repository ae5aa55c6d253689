// Says quickly of most networks that they are not in a map, of nine lengths by one cache line.
// A network is the octets before the one in which it ends, its head, and one of the 511 nodes of a tree over the bits of that octet:
// 1 is the octet's beginning, 2 and 3 end after its first bit, 256 to 511 after its last. A head chooses the line, a node the bit in it.
// Promises: never no for one that was added since the filter was made; yes for about one in a thousand others while it is not full.
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "base/ip_address.h"
#include "guard/tally_key.h"

namespace postern::guard {

struct Place {
  std::uint64_t head = 0;  // hashed
  unsigned node = 1;
};

inline std::uint64_t hash_of_head(const IpAddress& address, unsigned octets, std::uint64_t seed) {
  return hash_of(first_octets(address.bytes, octets), seed + octets);
}

// How many octets the head of a network has.
inline unsigned octets_before(const IpNetwork& network) { return network.bits() == 0 ? 0 : (network.bits() - 1) / 8; }

inline Place place_of(const IpNetwork& network, std::uint64_t seed) {
  const auto octets = octets_before(network);
  const auto leaf = 256u | network.base().bytes[octets];
  return {hash_of_head(network.base(), octets, seed), leaf >> (8 * octets + 8 - network.bits())};
}

class NetworkFilter {
  struct alignas(64) Bits {
    std::array<std::uint64_t, 8> words{};

    [[nodiscard]] bool has(unsigned bit) const { return (words[bit / 64] >> (bit % 64) & 1) != 0; }
    void set(unsigned bit) { words[bit / 64] |= std::uint64_t{1} << (bit % 64); }
  };

 public:
  // All that is asked of the networks with one head: a node has two bits, and heads that share the line have it turned otherwise.
  class Line {
   public:
    [[nodiscard]] bool may_have(unsigned node) const { return bits_.has(one(head_, node)) && bits_.has(other(head_, node)); }

   private:
    friend class NetworkFilter;
    Line(const Bits& bits, std::uint64_t head) : bits_(bits), head_(head) {}
    static unsigned one(std::uint64_t head, unsigned node) { return (node ^ head) % 512; }
    static unsigned other(std::uint64_t head, unsigned node) { return (node * 325 ^ head >> 55) % 512; }
    const Bits& bits_;
    std::uint64_t head_;
  };

  explicit NetworkFilter(std::size_t networks) : lines_(std::bit_ceil(std::max(networks, kFewest)) / kInLine) {}

  void add(const Place& place) {
    auto& bits = lines_[index(place.head)];
    bits.set(Line::one(place.head, place.node));
    bits.set(Line::other(place.head, place.node));
    ++added_;
  }
  [[nodiscard]] Line line(std::uint64_t head) const { return {lines_[index(head)], head}; }
  // Soon line() is asked for: memory may look for it meanwhile.
  void fetch(std::uint64_t head) const { __builtin_prefetch(&lines_[index(head)]); }
  // What was taken away counts as well: its bits stay.
  [[nodiscard]] bool is_full() const { return added_ >= lines_.size() * kInLine; }

 private:
  static constexpr std::size_t kFewest = 256;
  static constexpr std::size_t kInLine = 8;

  [[nodiscard]] std::size_t index(std::uint64_t head) const { return (head >> 9) & (lines_.size() - 1); }

  std::vector<Bits> lines_;  // a power of two of them
  std::size_t added_ = 0;
};

}  // namespace postern::guard
