// The schedule of retries.
#include "queue/schedule.h"

#include <algorithm>

namespace postern::queue {

std::chrono::milliseconds longest_wait(const Settings& settings) {
  return std::max(settings.longest_retry, settings.first_retry);
}

Time next_try(const Settings& settings, Time queued, Time now) {
  const auto waited = std::max(now - queued, std::chrono::milliseconds(0));
  const auto longest = longest_wait(settings);
  const auto share = std::min(waited, longest * 100) * settings.retry_growth / 100;
  return now + std::clamp(share, settings.first_retry, longest);
}

bool gives_up(const Settings& settings, Time queued, Time next) { return next >= queued + settings.give_up; }

bool gives_up_first(const Settings& settings, Time queued, Time due, Time next) {
  return gives_up(settings, queued, next) && due < queued + settings.give_up;
}

bool warns(const Settings& settings, Time queued, Time due, Time next) {
  const auto then = queued + settings.warn_after;
  return settings.warn_after.count() != 0 && due < then && next >= then;
}

}  // namespace postern::queue
