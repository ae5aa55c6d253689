// Wall-clock time as a value. Logic never asks for it: it is passed in, or taken from a TimeSource that tests replace.
#pragma once
#include <chrono>
#include <compare>
#include <cstdint>
#include <string>

#include "base/executor.h"

namespace postern {

// Milliseconds since 1970-01-01 UTC, without leap seconds.
struct Time {
  std::int64_t ms = 0;

  friend constexpr auto operator<=>(Time, Time) = default;
  friend constexpr Time operator+(Time t, std::chrono::milliseconds d) { return {t.ms + d.count()}; }
  friend constexpr Time operator-(Time t, std::chrono::milliseconds d) { return {t.ms - d.count()}; }
  friend constexpr std::chrono::milliseconds operator-(Time a, Time b) { return std::chrono::milliseconds(a.ms - b.ms); }
  [[nodiscard]] constexpr std::int64_t seconds() const { return ms >= 0 ? ms / 1000 : (ms - 999) / 1000; }
};

class TimeSource {
 public:
  [[nodiscard]] virtual Time now() const = 0;         // any thread
  [[nodiscard]] virtual Deadline steady() const = 0;  // never goes back; any thread

 protected:
  ~TimeSource() = default;
};

// What the wall clock, as it goes now, showed at a moment of the steady one.
inline Time wall_time(const TimeSource& time, Deadline at) {
  return time.now() - std::chrono::duration_cast<std::chrono::milliseconds>(time.steady() - at);
}

// The machine's clock.
const TimeSource& system_time();

// "2026-11-22T01:38:10.250Z" (RFC 3339 §5.6).
std::string rfc3339(Time);
// "Sun, 22 Nov 2026 01:38:10 +0000" (RFC 5322 §3.3).
std::string rfc5322_date(Time);

}  // namespace postern
