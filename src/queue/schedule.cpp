// The schedule of retries.
#include "queue/schedule.h"

#include <algorithm>

namespace postern::queue {

Time next_try(const Settings& settings, Time queued, Time now) {
  const auto waited = std::max(now - queued, std::chrono::milliseconds(0));
  const auto longest = std::max(settings.longest_retry, settings.first_retry);
  const auto share = std::min(waited, longest * 100) * settings.retry_growth / 100;
  return now + std::clamp(share, settings.first_retry, longest);
}

bool gives_up(const Settings& settings, Time queued, Time due, Time next) {
  return due < queued + settings.give_up && next >= queued + settings.give_up;
}

}  // namespace postern::queue
