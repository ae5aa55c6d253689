// Dates by the calendar of <chrono>.
#include "reports/day.h"

#include "base/text.h"

namespace postern::reports {
namespace {

using std::chrono::hours, std::chrono::milliseconds, std::chrono::minutes, std::chrono::seconds;

// "2026-11-25"
std::optional<Time> date_in(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto y = number<unsigned>(text.substr(0, 4), 9999U), m = number<unsigned>(text.substr(5, 2), 12U),
             d = number<unsigned>(text.substr(8), 31U);
  if (!y || !m || !d) return {};
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*y)), std::chrono::month(*m), std::chrono::day(*d)};
  if (!date.ok()) return {};
  return Time{std::chrono::duration_cast<milliseconds>(std::chrono::sys_days(date).time_since_epoch()).count()};
}

// "23:59" or "23:59:60"
std::optional<milliseconds> clock_in(std::string_view text) {
  const bool with_seconds = text.size() == 8 && text[5] == ':';
  if ((text.size() != 5 && !with_seconds) || text[2] != ':') return {};
  const auto h = number<unsigned>(text.substr(0, 2), 23U), m = number<unsigned>(text.substr(3, 2), 59U),
             s = number<unsigned>(with_seconds ? text.substr(6) : "0", 60U);
  if (!h || !m || !s) return {};
  return hours(*h) + minutes(*m) + seconds(*s);
}

// "Z" or "-08:00": what is to be taken away.
std::optional<milliseconds> offset_in(std::string_view text) {
  if (text == "Z" || text == "z") return milliseconds(0);
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return {};
  auto off = clock_in(text.substr(1));
  if (off && text.front() == '-') *off = -*off;
  return off;
}

}  // namespace

Day day_of(Time time) { return rfc3339(time).substr(0, 10); }

Time begin_of(const Day& day) { return date_in(day).value_or(Time{}); }

std::optional<Day> parse_day(std::string_view text) {
  if (!date_in(text)) return {};
  return Day(text);
}

std::optional<Time> parse_time(std::string_view text) {
  constexpr std::size_t kSeconds = 19;  // "2026-11-25T23:59:59"
  if (text.size() <= kSeconds || lower(text[10]) != 't') return {};
  const auto date = date_in(text.substr(0, 10));
  const auto clock = clock_in(text.substr(11, 8));
  text.remove_prefix(kSeconds);
  if (text.front() == '.') text.remove_prefix(std::min(text.find_first_not_of("0123456789", 1), text.size()));
  const auto offset = offset_in(text);
  if (!date || !clock || !offset) return {};
  return *date + *clock - *offset;
}

std::string time_text(Time time) { return rfc3339(time).substr(0, 19) + "Z"; }

}  // namespace postern::reports
