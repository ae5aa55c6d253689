// Says quickly of most networks that they are not in a map: two bits a network in one word, so that a look-up costs one cache line.
// Promises: never no for one that was added since the filter was made; yes for about one in forty others while it is not full.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "guard/mark_table.h"
#include "net/network.h"

namespace postern::guard {

class NetworkFilter {
 public:
  NetworkFilter(std::uint64_t seed, std::size_t networks)
      : seed_(seed), words_(std::bit_ceil(std::max(networks, kFewest)) / kInWord) {}

  void add(const net::Network& network) {
    const auto hash = hash_of(network);
    words_[place(hash)] |= bits(hash);
    ++added_;
  }
  [[nodiscard]] bool may_have(const net::Network& network) const {
    const auto hash = hash_of(network);
    return (words_[place(hash)] & bits(hash)) == bits(hash);
  }
  // What was taken away counts as well: its bits stay.
  [[nodiscard]] bool is_full() const { return added_ >= words_.size() * kInWord; }

 private:
  static constexpr std::size_t kFewest = 256;
  static constexpr std::size_t kInWord = 4;

  [[nodiscard]] std::uint64_t hash_of(const net::Network& network) const {
    return guard::hash_of(network.base().bytes, seed_ + network.bits());
  }
  [[nodiscard]] std::size_t place(std::uint64_t hash) const { return (hash >> 12) & (words_.size() - 1); }
  static std::uint64_t bits(std::uint64_t hash) {
    return std::uint64_t{1} << (hash & 63) | std::uint64_t{1} << (hash >> 6 & 63);
  }

  std::uint64_t seed_;
  std::vector<std::uint64_t> words_;  // a power of two of them
  std::size_t added_ = 0;
};

}  // namespace postern::guard
