// The date-time of RFC 5322 §3.3 with the obsolete forms of §4.3, and what mailers made of them.
#pragma once
#include <optional>
#include <string_view>

#include "base/time.h"

namespace postern::mime {

struct DateTime {
  Time at;
  int zone_minutes = 0;    // east of UTC
  bool zone_known = true;  // false for "-0000", an unknown name or none: `at` took it for UTC (RFC 5322 §4.3)
};

// Nothing when day, month or year are missing or out of range; a missing or wrong time of day is 00:00:00 (RFC 5256 §2.2).
std::optional<DateTime> parse_date(std::string_view);

}  // namespace postern::mime
