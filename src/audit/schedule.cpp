// The clock of the daily run.
#include "audit/settings.h"

namespace postern::audit {

Time next_run(const Settings& settings, Time last, Time now) {
  constexpr std::int64_t kDay = 24LL * 3600 * 1000;
  const std::int64_t hour = std::int64_t{settings.hour} * 3600 * 1000;
  // The first such hour after the last run; without one, from here on.
  const auto after = last.ms == 0 ? now.ms : last.ms;
  auto due = after - after % kDay + hour;
  if (due <= after) due += kDay;
  return Time{due};
}

}  // namespace postern::audit
