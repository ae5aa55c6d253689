// Values by network, found for an address from the most specific network upwards.
// Use: map.at(network) = value;  map.walk(address, [&](const IpNetwork&, V& v) { return ...true ends the walk... });
// Promises: a walk asks a line of a filter for each octet in which networks of the address's family end, looks up what is likely to be
//   there, and allocates nothing. at() and erase() move other values. One thread at a time.
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "base/ip_address.h"
#include "guard/network_filter.h"

namespace postern::guard {

template <class Value>
class NetworkMap {
 public:
  explicit NetworkMap(std::uint64_t seed) : seed_(seed), slots_(kFewestSlots), filter_(0) {}

  Value& at(const IpNetwork& network) {
    const auto place = place_of(network, seed_);
    if (const auto slot = find(place, network); slots_[slot].entry != kNone) return entries_[slots_[slot].entry].value;
    if (entries_.size() * 2 >= slots_.size()) grow();
    slots_[free_from(hash_of(place))] = {hash_of(place), static_cast<std::uint32_t>(entries_.size())};
    entries_.push_back({network, {}});
    count(network, 1);
    add_to_filter(place);
    return entries_.back().value;
  }

  // Null when there is none.
  [[nodiscard]] Value* find(const IpNetwork& network) {
    const auto entry = slots_[find(place_of(network, seed_), network)].entry;
    return entry == kNone ? nullptr : &entries_[entry].value;
  }

  bool erase(const IpNetwork& network) {
    const auto slot = find(place_of(network, seed_), network);
    const auto entry = slots_[slot].entry;
    if (entry == kNone) return false;
    count(network, -1);
    vacate(slot);
    if (entry + 1 != entries_.size()) {  // the last one takes its place
      const auto& last = entries_.back().network;
      slots_[find(place_of(last, seed_), last)].entry = entry;
      entries_[entry] = std::move(entries_.back());
    }
    entries_.pop_back();
    return true;
  }

  // Visits what holds for the address, most specific first, until `visit` returns true.
  template <class Visit>
  bool walk(const IpAddress& address, Visit visit) {
    const auto& ending = ending_in_[address.is_v4() ? 1 : 0];
    std::array<std::uint64_t, kOctets> heads;
    for (unsigned octets = 0; octets < kOctets; ++octets) {
      if (ending[octets] == 0) continue;
      heads[octets] = hash_of_head(address, octets, seed_);
      filter_.fetch(heads[octets]);
    }
    for (unsigned octets = kOctets; octets-- > 0;) {
      if (ending[octets] == 0) continue;
      const auto head = heads[octets];
      const auto line = filter_.line(head);
      const auto root = octets == 0 ? 0u : 1u;  // only ::/0 has no bit of an octet
      unsigned bits = 8 * octets + 8;
      for (unsigned node = 256u | address.bytes[octets]; node > root; node >>= 1, --bits) {
        if (!line.may_have(node)) continue;
        const IpNetwork network(address, bits);
        const auto entry = slots_[find({head, node}, network)].entry;
        if (entry != kNone && visit(network, entries_[entry].value)) return true;
      }
    }
    return false;
  }

  template <class Visit>
  void each(Visit visit) {
    for (auto& entry : entries_) visit(std::as_const(entry.network), entry.value);
  }

  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  static constexpr unsigned kOctets = 16;
  static constexpr std::size_t kFewestSlots = 16;
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  struct Entry {
    IpNetwork network;
    Value value;
  };
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t entry = kNone;
  };

  static std::uint32_t hash_of(const Place& place) {
    return static_cast<std::uint32_t>((place.head ^ place.node) * 0x9E37'79B9'7F4A'7C15 >> 32);
  }
  [[nodiscard]] std::size_t home(std::uint32_t hash) const { return hash & (slots_.size() - 1); }
  [[nodiscard]] std::size_t after(std::size_t slot) const { return home(static_cast<std::uint32_t>(slot + 1)); }

  // The slot of a network, or the free one where the search for it ends.
  [[nodiscard]] std::size_t find(const Place& place, const IpNetwork& network) const {
    const auto hash = hash_of(place);
    auto slot = home(hash);
    while (slots_[slot].entry != kNone && (slots_[slot].hash != hash || entries_[slots_[slot].entry].network != network))
      slot = after(slot);
    return slot;
  }
  [[nodiscard]] std::size_t free_from(std::uint32_t hash) const {
    auto slot = home(hash);
    while (slots_[slot].entry != kNone) slot = after(slot);
    return slot;
  }
  void grow() {
    auto old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    for (const auto& slot : old)
      if (slot.entry != kNone) slots_[free_from(slot.hash)] = slot;
  }
  // Moves what follows into the gap where it may go, so that a search never has to pass over what is gone.
  void vacate(std::size_t gap) {
    for (auto slot = after(gap); slots_[slot].entry != kNone; slot = after(slot)) {
      const auto from_home = (slot - home(slots_[slot].hash)) & (slots_.size() - 1);
      const auto from_gap = (slot - gap) & (slots_.size() - 1);
      if (from_home < from_gap) continue;
      slots_[std::exchange(gap, slot)] = slots_[slot];
    }
    slots_[gap] = {};
  }

  // IPv4 addresses lie in ::ffff:0:0/96: a shorter prefix that holds those is of both families.
  void count(const IpNetwork& network, int more) {
    static constexpr IpAddress kFirstOfV4{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}};
    const bool v4 = network.base().is_v4();
    if (v4 || network.contains(kFirstOfV4)) ending_in_[1][octets_before(network)] += more;
    if (!v4) ending_in_[0][octets_before(network)] += more;
  }
  // A full filter is made again, with room for half as many more.
  void add_to_filter(const Place& place) {
    if (!filter_.is_full()) return filter_.add(place);
    filter_ = NetworkFilter(entries_.size() + entries_.size() / 2);
    for (const auto& entry : entries_) filter_.add(place_of(entry.network, seed_));
  }

  std::uint64_t seed_;
  std::vector<Entry> entries_;
  std::vector<Slot> slots_;                              // of entries; a power of two, at most half of them taken
  std::array<std::array<int, kOctets>, 2> ending_in_{};  // of IPv6 and of IPv4: how many networks end in which octet
  NetworkFilter filter_;
};

}  // namespace postern::guard
