// Reads what rfc3339() in base/time.h writes, and the same without its fraction.
#pragma once
#include <optional>
#include <string_view>

#include "base/time.h"

namespace postern {

// "2026-11-22T01:38:10Z" or "2026-11-22T01:38:10.250Z": UTC, upper case, no leap second (RFC 3339 §5.6). None: it is no such time.
std::optional<Time> from_rfc3339(std::string_view);

}  // namespace postern
