// Tells when the wall clock was set back, by the one that is steady.
// Use: ClockWatch watch;  every few seconds: if (const auto by = watch.set_back(time)) ...
#pragma once
#include <chrono>
#include <optional>
#include <utility>

#include "base/time.h"

namespace postern {

class ClockWatch {
 public:
  static constexpr std::chrono::minutes kLeast{1};  // a clock that is kept right goes back by less

  // How far since the last time; nothing the first time.
  std::optional<std::chrono::milliseconds> set_back(const TimeSource& time) {
    const Looked now{time.now(), time.steady()};
    const auto before = std::exchange(before_, now);
    if (!before) return {};
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now.steady - before->steady);
    const auto back = passed - (now.wall - before->wall);
    return back >= kLeast ? std::optional(back) : std::nullopt;
  }

 private:
  struct Looked {
    Time wall;
    Deadline steady;
  };
  std::optional<Looked> before_;
};

}  // namespace postern
