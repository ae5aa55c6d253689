// Marks by key in an open-addressing table, for one thread at a time; the part that Tally locks.
// Promises: a key takes 24 octets and each of its marks 16, with at most a quarter of slack; no tombstones.
#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include "guard/own_pages.h"
#include "guard/prefix_table.h"
#include "guard/tally_key.h"

namespace postern::guard {

struct Mark {
  std::uint32_t second = 0;      // since 1970
  std::uint32_t who = 0;         // which account or name it was about, hashed
  std::uint16_t credential = 0;  // which wrong password; 0: cannot be told
  std::uint16_t score = 1;
};

// What is looked back on: marks of the last `seconds` before `now`.
struct Window {
  std::uint32_t now = 0;
  std::uint32_t seconds = 0;
  [[nodiscard]] bool holds(std::uint32_t second) const { return std::uint64_t{second} + seconds > now; }
};

class MarkTable {
 public:
  static constexpr std::size_t kMostMarks = 4096;  // of one key; beyond that its oldest two become one

  explicit MarkTable(std::uint64_t seed) : seed_(seed) {}

  // The sum in the window, with the mark. One that repeats `who` and `credential` (not 0) of a mark there adds nothing.
  std::uint64_t add(const TallyKey&, const Mark&, const Window&);
  std::uint64_t sum(const TallyKey&, const Window&);
  [[nodiscard]] std::vector<Mark> marks(const TallyKey&) const;    // newest first, in or out of a window
  void forget(const TallyKey&, std::optional<std::uint32_t> who);  // none: all
  [[nodiscard]] bool has(const TallyKey& key) const { return find(key) != slots_.size(); }

  // Looks at the next few slots and takes away keys without a mark in the window, so that memory follows what is active.
  void sweep(const Window&);
  // Takes away the key with the least against it, of some it looks at; its marks go `into` its prefix unless they are out of date.
  void evict(const Window&, PrefixTable& into);

  [[nodiscard]] std::size_t keys() const { return used_; }
  [[nodiscard]] std::size_t marks() const { return pool_.used(); }
  [[nodiscard]] std::size_t bytes() const;

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  struct Cell {
    std::uint32_t next;
    Mark mark;
  };
  // Cells in blocks that never move.
  class Pool {
   public:
    std::uint32_t take(const Mark&, std::uint32_t next);
    void give(std::uint32_t);
    Cell& operator[](std::uint32_t at) { return blocks_[at / kInBlock][at % kInBlock]; }
    const Cell& operator[](std::uint32_t at) const { return blocks_[at / kInBlock][at % kInBlock]; }
    [[nodiscard]] std::size_t used() const { return used_; }
    [[nodiscard]] std::size_t bytes() const { return blocks_.size() * kInBlock * sizeof(Cell); }

   private:
    static constexpr std::size_t kInBlock = 256;
    std::vector<std::unique_ptr<Cell[]>> blocks_;
    std::uint32_t free_ = kNone;
    std::size_t used_ = 0;
  };
  struct Slot {
    TallyKey key{};
    std::uint32_t head = kNone;  // newest mark first; none: the slot is empty
    std::uint32_t newest = 0;    // the latest second among the marks
  };
  using Slots = std::vector<Slot, OwnPages<Slot>>;
  struct Found {
    std::uint64_t sum = 0;
    std::size_t marks = 0;
    bool repeated = false;
  };

  [[nodiscard]] std::size_t home(const TallyKey&) const;
  [[nodiscard]] std::size_t after(std::size_t at) const { return at + 1 == slots_.size() ? 0 : at + 1; }
  [[nodiscard]] std::size_t find(const TallyKey&) const;
  std::size_t find_or_make(const TallyKey&);
  void grow();
  void erase(std::size_t at);  // of an empty chain
  void remove(std::size_t at);
  template <class Which>
  void drop(Slot&, Which);
  Found look(Slot&, const Window&, const Mark& like);
  void put(Slot&, const Mark&, std::size_t marks);
  void merge_oldest(Slot&);

  std::uint64_t seed_;
  Slots slots_;
  Pool pool_;
  std::size_t used_ = 0;
  std::size_t hand_ = 0;  // where sweep() and evict() go on
};

}  // namespace postern::guard
