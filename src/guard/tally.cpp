// A table a part, and one for the prefixes that keys were folded into.
#include "guard/tally.h"

#include <algorithm>

namespace postern::guard {

Tally::Tally(std::uint32_t window, Limits limits, std::uint64_t seed)
    : window_(window),
      limits_(limits),
      seed_(seed),
      prefixes_(std::make_unique<Locked<PrefixTable>>(PrefixTable(window, limits.prefixes, seed))) {
  for (std::size_t i = 0; i < kParts; ++i) parts_.push_back(std::make_unique<Locked<MarkTable>>(MarkTable(seed)));
}

// The low bits choose the part, the high ones the slot in it.
Locked<MarkTable>& Tally::part(const TallyKey& key) const { return *parts_[hash_of(key, seed_) % kParts]; }

void Tally::make_room_for(const TallyKey& key, MarkTable& table, const Window& window) {
  const auto most = std::max<std::size_t>(limits_.keys / kParts, 1);
  if (table.marks() < most * kMarks && (table.keys() < most || table.has(key))) return;
  folded_ = true;
  prefixes_->with([&](PrefixTable& prefixes) { table.evict(window, prefixes); });
}

Tally::Sum Tally::add(const TallyKey& key, const Mark& mark) {
  const Window window{mark.second, window_};
  // A part that nobody adds to is looked through as well.
  parts_[turn_.fetch_add(1, std::memory_order_relaxed) % kParts]->with([&](MarkTable& table) { table.sweep(window); });
  Sum out;
  out.own = part(key).with([&](MarkTable& table) {
    make_room_for(key, table, window);
    return table.add(key, mark, window);
  });
  if (folded_) out.prefix = prefixes_->with([&](const PrefixTable& t) { return t.sum(prefix_of(key), mark.second); });
  return out;
}

Tally::Sum Tally::sum(const TallyKey& key, std::uint32_t now) {
  const Window window{now, window_};
  return {part(key).with([&](MarkTable& t) { return t.sum(key, window); }),
          prefixes_->with([&](const PrefixTable& t) { return t.sum(prefix_of(key), now); })};
}

std::vector<Mark> Tally::marks(const TallyKey& key, std::uint32_t now) const {
  auto all = part(key).with([&](MarkTable& t) { return t.marks(key); });
  std::erase_if(all, [&](const Mark& m) { return !Window{now, window_}.holds(m.second); });
  return all;
}

void Tally::forget(const TallyKey& key, std::optional<std::uint32_t> who) {
  part(key).with([&](MarkTable& t) { t.forget(key, who); });
}

void Tally::forget_prefix(const TallyKey& of_key) {
  prefixes_->with([&](PrefixTable& t) { t.forget(prefix_of(of_key)); });
}

std::size_t Tally::keys() const {
  std::size_t n = 0;
  for (const auto& p : parts_) n += p->with([](const MarkTable& t) { return t.keys(); });
  return n;
}

std::size_t Tally::bytes() const {
  std::size_t n = prefixes_->with([](const PrefixTable& t) { return t.bytes(); });
  for (const auto& p : parts_) n += p->with([](const MarkTable& t) { return t.bytes(); });
  return n;
}

}  // namespace postern::guard
