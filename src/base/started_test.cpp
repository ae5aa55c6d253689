// A task that runs meanwhile.
#include "base/started.h"

#include <gtest/gtest.h>

#include "support/manual_executor.h"

namespace postern {
namespace {

Task<int> after(Deadline at, int value) {
  co_await pause_until{at};
  co_return value;
}

Task<int> value_of(Started<int> started) {
  const auto value = co_await started;
  co_return value;
}

TEST(Started, runs_before_it_is_awaited) {
  ManualExecutor executor;
  int seen = 0;
  executor.start(value_of(Started<int>(after(executor.after(std::chrono::seconds(1)), 7))), [&](int value) { seen = value; });
  EXPECT_EQ(seen, 0);
  executor.advance(std::chrono::seconds(2));
  EXPECT_EQ(seen, 7);
}

Task<int> after_its_end(Deadline begun, Deadline later) {
  Started<int> started(after(begun, 7));
  co_await pause_until{later};
  const auto value = co_await started;
  co_return value;
}

TEST(Started, gives_its_value_after_its_end) {
  ManualExecutor executor;
  int seen = 0;
  executor.start(after_its_end(executor.after(std::chrono::seconds(1)), executor.after(std::chrono::seconds(3))),
                 [&](int value) { seen = value; });
  executor.advance(std::chrono::seconds(2));
  EXPECT_EQ(seen, 0);
  executor.advance(std::chrono::seconds(2));
  EXPECT_EQ(seen, 7);
}

}  // namespace
}  // namespace postern
