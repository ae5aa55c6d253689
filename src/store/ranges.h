// Sets of UIDs as ascending ranges.
#pragma once
#include <cstdint>

#include "store/store.h"

namespace postern::store {

// Adds a UID above all that are there.
void append_uid(UidRanges&, Uid);
bool contains(const UidRanges&, Uid);
// Sorted, joined, without UID 0 and without what is above `last`.
UidRanges normalised(UidRanges, Uid last);
UidRanges intersection(const UidRanges&, const UidRanges&);
std::uint64_t count(const UidRanges&);

}  // namespace postern::store
