// Days of UTC, by which reports are collected and sent.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace postern::reports {

// "2026-11-25": sorts as it comes.
using Day = std::string;

Day day_of(Time);
Time begin_of(const Day&);  // of a day that day_of() or parse_day() gave
inline Time end_of(const Day& day) { return begin_of(day) + std::chrono::hours(24); }  // the first moment of the next
std::optional<Day> parse_day(std::string_view);

// RFC 3339, with any fraction and offset; nothing when it is no time.
std::optional<Time> parse_time(std::string_view);
// The same to the second, as reports have it: "2026-11-25T23:59:59Z".
std::string time_text(Time);

}  // namespace postern::reports
