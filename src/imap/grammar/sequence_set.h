// Sets of message numbers or UIDs as clients write them.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "imap/grammar/cursor.h"

namespace postern::imap::grammar {

struct Range {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

struct SequenceSet {
  static constexpr std::uint32_t kStar = 0;  // "*": no number is zero

  std::vector<Range> ranges;  // as written
  bool saved = false;         // "$", the result of the last SEARCH that asked for SAVE (RFC 5182)

  [[nodiscard]] bool empty() const { return ranges.empty() && !saved; }
  // Sorted, merged, with "*" as `largest`. "*" of an empty mailbox stands for nothing.
  [[nodiscard]] std::vector<Range> resolve(std::uint32_t largest) const;
  // True when any number written is above `largest`.
  [[nodiscard]] bool exceeds(std::uint32_t largest) const;
};

SequenceSet sequence_set(Cursor&);
// known-uids and the like: a set without "*" and "$" (RFC 7162 §3.2.5.2).
SequenceSet plain_set(Cursor&);

// Sorted and merged; the input in any order, each with first <= last.
std::vector<Range> merged(std::vector<Range>);
bool contains(const std::vector<Range>& sorted, std::uint32_t n);
void append_number(std::string& out, std::uint64_t n);
void append_ranges(std::string& out, const std::vector<Range>&);  // "1:3,5"
// Adds a number that is larger than all before it.
void push(std::vector<Range>&, std::uint32_t n);

}  // namespace postern::imap::grammar
