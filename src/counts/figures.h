// Series in steps of hours or days, out of the records of hours. Pure.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "counts/record.h"

namespace postern::counts {

using Values = std::vector<std::uint64_t>;  // one a step

// One value for each `hours` records; the last step may have fewer. "mail.*" are all that begin so and are not nothing; none named: all but
// those by country. Failure::invalid for a name that is none.
Result<std::map<std::string, Values>> figures_of(std::span<const Record>, std::size_t hours,
                                                 std::span<const std::string> names);

}  // namespace postern::counts
