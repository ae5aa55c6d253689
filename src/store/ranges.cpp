// Arithmetic on ascending UID ranges.
#include "store/ranges.h"

#include <algorithm>

namespace postern::store {

void append_uid(UidRanges& ranges, Uid uid) {
  if (!ranges.empty() && ranges.back().last.value + 1 == uid.value) {
    ranges.back().last = uid;
  } else {
    ranges.push_back({uid, uid});
  }
}

bool contains(const UidRanges& ranges, Uid uid) {
  const auto at = std::lower_bound(ranges.begin(), ranges.end(), uid, [](const UidRange& r, Uid u) { return r.last < u; });
  return at != ranges.end() && at->first <= uid;
}

UidRanges normalised(UidRanges ranges, Uid last) {
  for (auto& r : ranges) {
    if (r.first > r.last) std::swap(r.first, r.last);
    r.first = std::max(r.first, Uid(1));
    r.last = std::min(r.last, last);
  }
  std::erase_if(ranges, [](const UidRange& r) { return r.first > r.last; });
  std::sort(ranges.begin(), ranges.end(), [](const UidRange& a, const UidRange& b) { return a.first < b.first; });
  UidRanges out;
  for (const auto& r : ranges) {
    if (!out.empty() && r.first.value <= std::uint64_t{out.back().last.value} + 1) {
      out.back().last = std::max(out.back().last, r.last);
    } else {
      out.push_back(r);
    }
  }
  return out;
}

UidRanges intersection(const UidRanges& a, const UidRanges& b) {
  UidRanges out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const auto first = std::max(a[i].first, b[j].first);
    const auto last = std::min(a[i].last, b[j].last);
    if (first <= last) out.push_back({first, last});
    if (a[i].last < b[j].last) {
      ++i;
    } else {
      ++j;
    }
  }
  return out;
}

std::uint64_t count(const UidRanges& ranges) {
  std::uint64_t n = 0;
  for (const auto& r : ranges) n += std::uint64_t{r.last.value} - r.first.value + 1;
  return n;
}

}  // namespace postern::store
