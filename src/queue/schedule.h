// When mail that waits is tried again.
#pragma once
#include <chrono>
#include <cstdint>

#include "base/time.h"

namespace postern::queue {

struct Settings {
  std::chrono::milliseconds first_retry = std::chrono::minutes(1);
  std::uint32_t retry_growth = 50;  // percent
  std::chrono::milliseconds longest_retry = std::chrono::hours(1);
  std::chrono::milliseconds give_up = std::chrono::days(5);  // RFC 5321 §4.5.4.1: at least 4 to 5 days
};

// Each wait is a share of the time since `queued`, so waits grow evenly without a count of tries, and also over a time when the server
// was down: with 50 percent the tries are at 1, 2, 3, 4.5, 6.75 ... minutes.
Time next_try(const Settings&, Time queued, Time now);

// Whether `next` is the first try after mail queued then should have been given up, when the try before it was due at `due`.
bool gives_up(const Settings&, Time queued, Time due, Time next);

}  // namespace postern::queue
