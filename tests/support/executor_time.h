// For tests: the time of deadlines is the executor's own, which the test moves.
#pragma once
#include "base/time.h"
#include "support/manual_executor.h"

namespace postern {

class ExecutorTime final : public TimeSource {
 public:
  explicit ExecutorTime(ManualExecutor& executor) : executor_(executor) {}
  [[nodiscard]] Time now() const override { return Time{1'790'000'000'000}; }
  [[nodiscard]] Deadline steady() const override { return executor_.now(); }

 private:
  ManualExecutor& executor_;
};

}  // namespace postern
