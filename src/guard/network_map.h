// Values by network, found for an address from the most specific network upwards.
// Use: map.at(network) = value;  map.walk(address, [&](const net::Network&, const V& v) { return ...true ends the walk... });
// Promises: a walk costs a word of a filter for each prefix length in use, a hashed look-up for what it finds, and allocates nothing;
//   one thread at a time.
#pragma once
#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "guard/mark_table.h"
#include "guard/network_filter.h"
#include "net/network.h"

namespace postern::guard {

template <class Value>
class NetworkMap {
 public:
  explicit NetworkMap(std::uint64_t seed) : seed_(seed), filter_(seed, 0) {}

  Value& at(const net::Network& network) {
    auto level = std::ranges::lower_bound(levels_, network.bits(), std::ranges::greater{}, &Level::bits);
    if (level == levels_.end() || level->bits != network.bits())
      level = levels_.insert(level, Level{network.bits(), Values(0, Hash{seed_})});
    const auto [value, made] = level->values.try_emplace(network.base().bytes);
    if (made) note(network);
    return value->second;
  }

  // Null when there is none.
  [[nodiscard]] Value* find(const net::Network& network) {
    const auto level = std::ranges::find(levels_, network.bits(), &Level::bits);
    if (level == levels_.end()) return nullptr;
    const auto value = level->values.find(network.base().bytes);
    return value == level->values.end() ? nullptr : &value->second;
  }

  bool erase(const net::Network& network) {
    const auto level = std::ranges::find(levels_, network.bits(), &Level::bits);
    if (level == levels_.end() || level->values.erase(network.base().bytes) == 0) return false;
    --size_;
    if (level->values.empty()) levels_.erase(level);
    return true;
  }

  // Visits what holds for the address, most specific first, until `visit` returns true.
  template <class Visit>
  bool walk(const net::Address& address, Visit visit) {
    for (auto& level : levels_) {
      const net::Network network(address, level.bits);
      if (!filter_.may_have(network)) continue;
      const auto value = level.values.find(network.base().bytes);
      if (value != level.values.end() && visit(network, value->second)) return true;
    }
    return false;
  }

  template <class Visit>
  void each(Visit visit) {
    for (auto& level : levels_)
      for (auto& [base, value] : level.values) visit(net::Network(net::Address{base}, level.bits), value);
  }

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  // A full filter is made again, with room for as many more.
  void note(const net::Network& network) {
    ++size_;
    if (!filter_.is_full()) return filter_.add(network);
    filter_ = NetworkFilter(seed_, size_ + size_ / 2);
    each([&](const net::Network& one, const Value&) { filter_.add(one); });
  }

  struct Hash {
    std::uint64_t seed;
    std::size_t operator()(const TallyKey& key) const { return hash_of(key, seed); }
  };
  using Values = std::unordered_map<TallyKey, Value, Hash>;
  struct Level {
    unsigned bits;  // 0..128
    Values values;
  };
  std::uint64_t seed_;
  std::vector<Level> levels_;  // longest prefix first
  std::size_t size_ = 0;
  NetworkFilter filter_;  // of all levels
};

}  // namespace postern::guard
