// From when on a disk has too little room left: long before the store takes nothing more.
#pragma once
#include <cstdint>

#include "base/units.h"

namespace postern::audit {

// Octets.
constexpr bool is_scarce(std::uint64_t free, std::uint64_t whole) { return free < 2_GiB || free < whole / 20; }

}  // namespace postern::audit
