// Reports travel packed: by gzip, or as the one file of a zip archive.
// Promises: what comes out is no more than was allowed, whatever the archive says of itself; only its first file is looked at.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace postern::reports {

inline constexpr std::size_t kMostUnpacked = std::size_t{10} << 20;  // octets of a report

std::string gzip(std::string_view plain);

// By what the octets are, not by what they are called; what is neither gzip nor zip is given back as it is.
Result<std::string> unpack(std::string_view packed, std::size_t most = kMostUnpacked);

}  // namespace postern::reports
