// A hash chooses eight rows that lie together; one of them is the prefix's.
#include "guard/prefix_table.h"

#include <algorithm>
#include <limits>

namespace postern::guard {

PrefixTable::PrefixTable(std::uint32_t window, std::size_t prefixes, std::uint64_t seed)
    : window_(window),
      seconds_(std::max<std::uint32_t>((window + kStretches - 1) / kStretches, 1)),
      groups_(std::max<std::size_t>(prefixes / kTogether, 1)),
      seed_(seed) {}

std::size_t PrefixTable::place(const TallyKey& prefix) const {
  return static_cast<std::size_t>((static_cast<unsigned __int128>(hash_of(prefix, seed_)) * groups_) >> 64) * kTogether;
}

const PrefixTable::Row* PrefixTable::find(const TallyKey& prefix) const {
  if (rows_.empty()) return nullptr;
  const auto rows = std::span(rows_).subspan(place(prefix), kTogether);
  const auto row = std::ranges::find_if(rows, [&](const Row& r) { return r.newest != 0 && r.prefix == prefix; });
  return row == rows.end() ? nullptr : &*row;
}

// In place of the one with the least, and of those that one whose last count is oldest: a free row is both.
PrefixTable::Row& PrefixTable::find_or_make(const TallyKey& prefix, std::uint32_t second) {
  if (rows_.empty()) rows_.resize(groups_ * kTogether);
  if (const auto* there = find(prefix)) return rows_[static_cast<std::size_t>(there - rows_.data())];
  const auto rows = std::span(rows_).subspan(place(prefix), kTogether);
  const auto weight = [&](const Row& r) { return std::pair{sum(r, second), r.newest}; };
  auto& least = *std::ranges::min_element(rows, {}, weight);
  least = {.prefix = prefix};
  return least;
}

// Of the stretches that lie in the window as a whole, the last one in part.
std::uint64_t PrefixTable::sum(const Row& row, std::uint32_t now) const {
  std::uint64_t out = 0;
  const auto oldest = row.newest - std::min<std::uint32_t>(row.newest, kStretches);
  for (auto n = row.newest; n > oldest && std::uint64_t{n - 1} * seconds_ + window_ > now; --n)
    out += row.counts[n % kStretches];
  return out;
}

void PrefixTable::add(const TallyKey& prefix, std::uint32_t second, std::uint32_t score) {
  auto& row = find_or_make(prefix, second);
  const auto at = stretch(second);
  if (row.newest == 0 || at >= std::uint64_t{row.newest} + kStretches) {
    row.counts = {};
    row.newest = at;
  }
  for (; row.newest < at; ++row.newest) row.counts[(row.newest + 1) % kStretches] = 0;
  if (row.newest >= std::uint64_t{at} + kStretches) return;  // longer ago than a window
  auto& count = row.counts[at % kStretches];
  count += std::min(score, std::numeric_limits<std::uint32_t>::max() - count);
}

std::uint64_t PrefixTable::sum(const TallyKey& prefix, std::uint32_t now) const {
  const auto* row = find(prefix);
  return row == nullptr ? 0 : sum(*row, now);
}

void PrefixTable::forget(const TallyKey& prefix) {
  if (const auto* there = find(prefix)) rows_[static_cast<std::size_t>(there - rows_.data())] = {};
}

}  // namespace postern::guard
