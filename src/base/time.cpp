// The system's clock, and times as text.
#include "base/time.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace postern {
namespace {

class SystemTime final : public TimeSource {
 public:
  [[nodiscard]] Time now() const override {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
  }
  [[nodiscard]] Deadline steady() const override { return Clock::now(); }
};

struct Civil {
  std::chrono::year_month_day date;
  std::chrono::weekday day;
  std::chrono::hh_mm_ss<std::chrono::milliseconds> clock;
};

Civil civil(Time t) {
  using namespace std::chrono;
  const sys_time<milliseconds> at{milliseconds(t.ms)};
  const auto midnight = floor<days>(at);
  return {year_month_day(midnight), weekday(midnight), hh_mm_ss<milliseconds>(at - midnight)};
}

}  // namespace

const TimeSource& system_time() {
  static const SystemTime clock;
  return clock;
}

std::string rfc3339(Time t) {
  const auto c = civil(t);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(c.date.year()),
                     static_cast<unsigned>(c.date.month()), static_cast<unsigned>(c.date.day()), c.clock.hours().count(),
                     c.clock.minutes().count(), c.clock.seconds().count(), c.clock.subseconds().count());
}

std::string rfc5322_date(Time t) {
  constexpr std::array<std::string_view, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto c = civil(t);
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0000", kDays[c.day.c_encoding()], static_cast<unsigned>(c.date.day()),
                     kMonths[static_cast<unsigned>(c.date.month()) - 1], static_cast<int>(c.date.year()),
                     c.clock.hours().count(), c.clock.minutes().count(), c.clock.seconds().count());
}

}  // namespace postern
