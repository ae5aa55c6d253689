// What keys that were folded have counted, by their prefix: only sums, by stretches of time, in memory that is fixed.
// Use: table.add(prefix_of(key), mark.second, mark.score);  if (table.sum(prefix_of(key), now) >= threshold) ...
// Promises: 64 octets for each prefix there is room for, taken with the first add(), whatever is counted. A sum has nothing that is
//   older than the window, and lacks at most what is in its oldest eleventh. When there is no room, one of the eight that could be in
//   its place goes: that with the least in the window. One thread at a time.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "guard/tally_key.h"

namespace postern::guard {

class PrefixTable {
 public:
  // `window`: how many seconds back counts.
  PrefixTable(std::uint32_t window, std::size_t prefixes, std::uint64_t seed);

  void add(const TallyKey& prefix, std::uint32_t second, std::uint32_t score);
  [[nodiscard]] std::uint64_t sum(const TallyKey& prefix, std::uint32_t now) const;
  void forget(const TallyKey& prefix);
  [[nodiscard]] std::size_t bytes() const { return rows_.capacity() * sizeof(Row); }

 private:
  static constexpr std::size_t kTogether = 8;    // rows that a prefix may be in
  static constexpr std::size_t kStretches = 11;  // of a window; with the rest of a row they fill a cache line

  struct Row {
    TallyKey prefix{};
    std::uint32_t newest = 0;                        // number of the stretch; 0: the row is free
    std::array<std::uint32_t, kStretches> counts{};  // a stretch's place is its number by modulo
  };
  [[nodiscard]] std::uint32_t stretch(std::uint32_t second) const { return second / seconds_ + 1; }
  [[nodiscard]] std::uint64_t sum(const Row&, std::uint32_t now) const;
  [[nodiscard]] std::size_t place(const TallyKey&) const;
  [[nodiscard]] const Row* find(const TallyKey&) const;
  Row& find_or_make(const TallyKey&, std::uint32_t second);

  std::uint32_t window_;
  std::uint32_t seconds_;  // of a stretch
  std::size_t groups_;     // of kTogether rows
  std::uint64_t seed_;
  std::vector<Row> rows_;
};

}  // namespace postern::guard
