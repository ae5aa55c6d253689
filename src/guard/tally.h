// How much has counted against whom in the last while: exact sliding windows by key, in bounded memory, shared by all threads.
// Use: const auto sum = tally.add(key, {.second = s, .who = w, .credential = c, .score = 1});  if (sum.own >= threshold) ...
// Promises: sums are exact, to the second, while no more than Limits::keys keys are active, with five marks each; beyond that the keys
//   with the least against them are folded into their prefixes, whose sums are kept instead (see PrefixTable). A key with five marks
//   takes at most 128 octets, and all together Limits::most_bytes(), whatever comes: 132,194,304 as it is. A key is under one lock of
//   many, held only as long as it takes to walk its marks or to let one part of the table grow.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/locked.h"
#include "guard/mark_table.h"
#include "guard/prefix_table.h"

namespace postern::guard {

class Tally {
 public:
  struct Limits {
    std::size_t keys = 1'000'000;
    std::size_t prefixes = 64 << 10;
    [[nodiscard]] constexpr std::size_t most_bytes() const { return keys * 128 + prefixes * 64; }
  };
  struct Sum {
    std::uint64_t own = 0;
    std::uint64_t prefix = 0;  // of keys that were folded into the prefix of this one
  };

  // `window`: how many seconds back counts.
  Tally(std::uint32_t window, Limits, std::uint64_t seed);

  // What counts with this mark, at its second. Repeated wrong passwords add nothing (see MarkTable).
  Sum add(const TallyKey&, const Mark&);
  Sum sum(const TallyKey&, std::uint32_t now);
  [[nodiscard]] std::vector<Mark> marks(const TallyKey&, std::uint32_t now) const;  // newest first
  void forget(const TallyKey&, std::optional<std::uint32_t> who = {});              // only marks about `who`, when given
  void forget_prefix(const TallyKey& of_key);

  [[nodiscard]] std::size_t keys() const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  static constexpr std::size_t kParts = 64;
  static constexpr std::size_t kMarks = 5;  // there is room for, of each key
  [[nodiscard]] Locked<MarkTable>& part(const TallyKey&) const;
  void make_room_for(const TallyKey&, MarkTable&, const Window&);

  std::uint32_t window_;
  Limits limits_;
  std::uint64_t seed_;
  std::vector<std::unique_ptr<Locked<MarkTable>>> parts_;
  std::unique_ptr<Locked<PrefixTable>> prefixes_;  // locked after a part, never before one
  std::atomic<std::uint32_t> turn_ = 0;            // whose turn it is to be swept
  std::atomic<bool> folded_ = false;               // while nothing was, nobody looks at the prefixes
};

}  // namespace postern::guard
