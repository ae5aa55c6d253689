// Linear probing over slots, marks in chains through a pool of cells.
#include "guard/mark_table.h"

#include <algorithm>
#include <utility>

namespace postern::guard {
namespace {

constexpr std::size_t kFewestSlots = 16;
constexpr std::size_t kSwept = 2;        // slots that one mark pays for looking at
constexpr std::size_t kCandidates = 16;  // keys that are compared when one has to go

std::uint16_t added(std::uint16_t a, std::uint16_t b) {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(std::uint32_t{a} + b, 0xFFFF));
}

}  // namespace

// ---- cells ----

std::uint32_t MarkTable::Pool::take(const Mark& mark, std::uint32_t next) {
  if (free_ == kNone) {
    const auto first = static_cast<std::uint32_t>(blocks_.size() * kInBlock);
    auto& block = blocks_.emplace_back(std::make_unique<Cell[]>(kInBlock));
    for (std::uint32_t i = 0; i < kInBlock; ++i) block[i].next = i + 1 == kInBlock ? kNone : first + i + 1;
    free_ = first;
  }
  const auto at = free_;
  free_ = (*this)[at].next;
  (*this)[at] = {next, mark};
  ++used_;
  return at;
}

void MarkTable::Pool::give(std::uint32_t at) {
  (*this)[at].next = free_;
  free_ = at;
  --used_;
}

// ---- slots ----

std::size_t MarkTable::home(const TallyKey& key) const {
  return static_cast<std::size_t>((static_cast<unsigned __int128>(hash_of(key, seed_)) * slots_.size()) >> 64);
}

std::size_t MarkTable::find(const TallyKey& key) const {
  if (slots_.empty()) return 0;
  for (auto at = home(key); slots_[at].head != kNone; at = after(at))
    if (slots_[at].key == key) return at;
  return slots_.size();
}

// The slot of the key; a made one has no mark yet.
std::size_t MarkTable::find_or_make(const TallyKey& key) {
  if ((used_ + 1) * 8 > slots_.size() * 7) grow();
  auto at = home(key);
  for (; slots_[at].head != kNone; at = after(at))
    if (slots_[at].key == key) return at;
  slots_[at] = {.key = key};
  ++used_;
  return at;
}

void MarkTable::grow() {
  auto old = std::exchange(slots_, Slots(std::max(kFewestSlots, slots_.size() + slots_.size() / 4)));
  for (const auto& slot : old) {
    if (slot.head == kNone) continue;
    auto at = home(slot.key);
    while (slots_[at].head != kNone) at = after(at);
    slots_[at] = slot;
  }
  hand_ = 0;
}

// Moves what follows into the gap where it may go, so that a probe never has to pass over what is gone.
void MarkTable::erase(std::size_t gap) {
  --used_;
  for (auto at = after(gap); slots_[at].head != kNone; at = after(at)) {
    const auto wish = home(slots_[at].key);
    const bool between = gap < at ? (gap < wish && wish <= at) : (gap < wish || wish <= at);
    if (between) continue;
    slots_[gap] = slots_[at];
    slots_[at].head = kNone;
    gap = at;
  }
}

void MarkTable::remove(std::size_t at) {
  drop(slots_[at], [](const Mark&) { return true; });
  erase(at);
}

// ---- marks ----

template <class Which>
void MarkTable::drop(Slot& slot, Which which) {
  for (auto* link = &slot.head; *link != kNone;) {
    auto& cell = pool_[*link];
    if (which(cell.mark))
      pool_.give(std::exchange(*link, cell.next));
    else
      link = &cell.next;
  }
}

// Drops what has left the window and counts what is in it.
MarkTable::Found MarkTable::look(Slot& slot, const Window& window, const Mark& like) {
  Found out;
  drop(slot, [&](const Mark& mark) {
    if (!window.holds(mark.second)) return true;
    out.sum += mark.score;
    ++out.marks;
    out.repeated |= like.credential != 0 && mark.credential == like.credential && mark.who == like.who;
    return false;
  });
  return out;
}

void MarkTable::put(Slot& slot, const Mark& mark, std::size_t marks) {
  slot.newest = std::max(slot.newest, mark.second);
  if (slot.head != kNone && mark.credential == 0) {
    auto& last = pool_[slot.head].mark;
    if (last.second == mark.second && last.who == mark.who && last.credential == 0) {
      last.score = added(last.score, mark.score);
      return;
    }
  }
  if (marks >= kMostMarks) merge_oldest(slot);
  slot.head = pool_.take(mark, slot.head);
}

void MarkTable::merge_oldest(Slot& slot) {
  auto before = slot.head, last = pool_[before].next;
  for (; pool_[last].next != kNone; last = pool_[last].next) before = last;
  pool_[before].mark.score = added(pool_[before].mark.score, pool_[last].mark.score);
  pool_[before].next = kNone;
  pool_.give(last);
}

// ---- what a tally asks ----

std::uint64_t MarkTable::add(const TallyKey& key, const Mark& mark, const Window& window) {
  auto& slot = slots_[find_or_make(key)];
  const auto before = look(slot, window, mark);
  if (before.repeated) return before.sum;
  put(slot, mark, before.marks);
  return before.sum + mark.score;
}

std::uint64_t MarkTable::sum(const TallyKey& key, const Window& window) {
  const auto at = find(key);
  if (at == slots_.size()) return 0;
  const auto found = look(slots_[at], window, {});
  if (slots_[at].head == kNone) erase(at);
  return found.sum;
}

std::vector<Mark> MarkTable::marks(const TallyKey& key) const {
  std::vector<Mark> out;
  const auto at = find(key);
  if (at == slots_.size()) return out;
  for (auto c = slots_[at].head; c != kNone; c = pool_[c].next) out.push_back(pool_[c].mark);
  return out;
}

void MarkTable::forget(const TallyKey& key, std::optional<std::uint32_t> who) {
  const auto at = find(key);
  if (at == slots_.size()) return;
  drop(slots_[at], [&](const Mark& mark) { return !who || mark.who == *who; });
  if (slots_[at].head == kNone) erase(at);
}

void MarkTable::sweep(const Window& window) {
  for (std::size_t i = 0; i < kSwept && used_ > 0; ++i) {
    hand_ = after(hand_);
    if (slots_[hand_].head != kNone && !window.holds(slots_[hand_].newest)) remove(hand_);
  }
}

void MarkTable::evict(const Window& window, PrefixTable& into) {
  auto victim = slots_.size();
  std::pair least{std::numeric_limits<std::uint64_t>::max(), std::uint32_t{0}};
  for (std::size_t seen = 0; seen < std::min(kCandidates, used_);) {
    hand_ = after(hand_);
    auto& slot = slots_[hand_];
    if (slot.head == kNone) continue;
    ++seen;
    if (!window.holds(slot.newest)) return remove(hand_);
    const std::pair weight{look(slot, window, {}).sum, slot.newest};
    if (weight < least) least = weight, victim = hand_;
  }
  if (victim == slots_.size()) return;
  const auto prefix = prefix_of(slots_[victim].key);
  for (auto c = slots_[victim].head; c != kNone; c = pool_[c].next) into.add(prefix, pool_[c].mark.second, pool_[c].mark.score);
  remove(victim);
}

std::size_t MarkTable::bytes() const { return slots_.capacity() * sizeof(Slot) + pool_.bytes(); }

}  // namespace postern::guard
