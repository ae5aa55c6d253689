// By its shape, then by its numbers.
#include "base/rfc3339.h"

#include "base/text.h"

namespace postern {
namespace {

constexpr std::string_view kShape = "0000-00-00T00:00:00.000Z";
constexpr std::string_view kShort = "0000-00-00T00:00:00Z";

bool has_shape(std::string_view s, std::string_view shape) {
  if (s.size() != shape.size()) return false;
  for (std::size_t i = 0; i < s.size(); ++i)
    if (shape[i] == '0' ? !is_digit(s[i]) : s[i] != shape[i]) return false;
  return true;
}

}  // namespace

std::optional<Time> from_rfc3339(std::string_view s) {
  using namespace std::chrono;
  if (!has_shape(s, kShape) && !has_shape(s, kShort)) return {};
  const auto part = [&](std::size_t from, std::size_t n) {
    return static_cast<int>(number<unsigned>(s.substr(from, n), 9999U).value_or(0));
  };
  const year_month_day date{year(part(0, 4)), month(static_cast<unsigned>(part(5, 2))), day(static_cast<unsigned>(part(8, 2)))};
  if (!date.ok() || part(11, 2) > 23 || part(14, 2) > 59 || part(17, 2) > 59) return {};
  const auto fraction = s.size() == kShape.size() ? part(20, 3) : 0;
  const auto at = sys_days(date) + hours(part(11, 2)) + minutes(part(14, 2)) + seconds(part(17, 2)) + milliseconds(fraction);
  return Time{duration_cast<milliseconds>(at.time_since_epoch()).count()};
}

}  // namespace postern
