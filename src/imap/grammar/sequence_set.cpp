// sequence-set of RFC 9051 §9 and sets of numbers in answers.
#include "imap/grammar/sequence_set.h"

#include <algorithm>
#include <charconv>

namespace postern::imap::grammar {
namespace {

// seq-number = nz-number / "*"
std::uint32_t seq_number(Cursor& in) { return in.skip('*') ? SequenceSet::kStar : nz_number(in); }

// seq-range = seq-number ":" seq-number
Range seq_range(Cursor& in) {
  const auto first = seq_number(in);
  if (!in.skip(':')) return {first, first};
  return {first, seq_number(in)};
}

}  // namespace

// sequence-set = (seq-number / seq-range) ["," sequence-set] / "$"
SequenceSet sequence_set(Cursor& in) {
  SequenceSet set;
  if (in.skip('$')) {
    set.saved = true;
    return set;
  }
  do set.ranges.push_back(seq_range(in));
  while (in.skip(','));
  return in.ok() ? set : SequenceSet{};
}

SequenceSet plain_set(Cursor& in) {
  auto set = sequence_set(in);
  const auto star = [](const Range& r) { return r.first == SequenceSet::kStar || r.last == SequenceSet::kStar; };
  if (set.saved || std::ranges::any_of(set.ranges, star)) in.fail("Neither * nor $ is allowed here");
  return set;
}

std::vector<Range> SequenceSet::resolve(std::uint32_t largest) const {
  std::vector<Range> out;
  out.reserve(ranges.size());
  for (auto [first, last] : ranges) {
    if (first == kStar) first = largest;
    if (last == kStar) last = largest;
    if (first > last) std::swap(first, last);
    if (last == 0) continue;
    out.push_back({std::max(first, 1u), last});
  }
  return merged(std::move(out));
}

bool SequenceSet::exceeds(std::uint32_t largest) const {
  return std::ranges::any_of(ranges, [&](const Range& r) {
    const bool star = r.first == kStar || r.last == kStar;
    return r.first > largest || r.last > largest || (star && largest == 0);
  });
}

std::vector<Range> merged(std::vector<Range> in) {
  std::ranges::sort(in, {}, &Range::first);
  std::vector<Range> out;
  for (const auto& r : in) {
    if (!out.empty() && r.first <= static_cast<std::uint64_t>(out.back().last) + 1) {
      out.back().last = std::max(out.back().last, r.last);
    } else {
      out.push_back(r);
    }
  }
  return out;
}

bool contains(const std::vector<Range>& sorted, std::uint32_t n) {
  const auto after = std::ranges::upper_bound(sorted, n, {}, &Range::first);
  return after != sorted.begin() && std::prev(after)->last >= n;
}

void append_number(std::string& out, std::uint64_t n) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
  out.append(digits, static_cast<std::size_t>(end - digits));
}

void append_ranges(std::string& out, const std::vector<Range>& ranges) {
  bool first = true;
  for (const auto& r : ranges) {
    if (!first) out += ',';
    first = false;
    append_number(out, r.first);
    if (r.last == r.first) continue;
    out += ':';
    append_number(out, r.last);
  }
}

void push(std::vector<Range>& ranges, std::uint32_t n) {
  if (!ranges.empty() && ranges.back().last + 1 == n) {
    ranges.back().last = n;
  } else {
    ranges.push_back({n, n});
  }
}

}  // namespace postern::imap::grammar
