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
  std::chrono::milliseconds warn_after = std::chrono::hours(4);
  std::chrono::milliseconds give_up = std::chrono::days(5);           // RFC 5321 §4.5.4.1: at least 4 to 5 days
  std::uint32_t most_at_once = 500;                                   // tries under way, of all hops
  std::uint32_t most_for_one = 20;                                    // of one hop
  std::chrono::milliseconds keep_quarantine = std::chrono::days(30);  // 0: until somebody decides
};

// Each wait is a share of the time since `queued`, so waits grow evenly without a count of tries, and also over a time when the server
// was down: with 50 percent the tries are at 1, 2, 3, 4.5, 6.75 ... minutes.
Time next_try(const Settings&, Time queued, Time now);

// No wait is longer.
std::chrono::milliseconds longest_wait(const Settings&);

// Whether a try at `next` is later than mail queued then is tried.
bool gives_up(const Settings&, Time queued, Time next);
// Whether `next` is the first such try, when the one before it was due at `due`.
bool gives_up_first(const Settings&, Time queued, Time due, Time next);
// Whether the sender is to be told that his mail waits: once, when the try that was due at `due` has failed as the first so late.
bool warns(const Settings&, Time queued, Time due, Time next);

}  // namespace postern::queue
