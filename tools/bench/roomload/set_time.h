// The time of day that a workload says it is; deadlines are those of the machine.
#pragma once
#include <atomic>

#include "base/time.h"

namespace roomload {

class SetTime final : public postern::TimeSource {
 public:
  static constexpr postern::Time kStart{1'790'000'000'000};

  [[nodiscard]] postern::Time now() const override { return {ms_.load(std::memory_order_relaxed)}; }
  [[nodiscard]] postern::Deadline steady() const override { return postern::Clock::now(); }
  void set(postern::Time at) { ms_.store(at.ms, std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> ms_{kStart.ms};
};

}  // namespace roomload
