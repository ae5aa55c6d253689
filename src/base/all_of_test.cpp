// Tasks side by side: all run, results come in the order of the tasks.
#include "base/all_of.h"

#include <gtest/gtest.h>

#include "support/manual_executor.h"

namespace postern {
namespace {

Task<int> after(Deadline at, int value) {
  co_await pause_until{at};
  co_return value;
}
Task<int> at_once(int value) { co_return value; }

TEST(AllOf, results_come_in_the_order_of_the_tasks_whichever_ends_first) {
  ManualExecutor executor;
  std::vector<Task<int>> tasks;
  tasks.push_back(after(executor.after(std::chrono::seconds(2)), 1));
  tasks.push_back(at_once(2));
  tasks.push_back(after(executor.after(std::chrono::seconds(1)), 3));
  std::vector<int> results;
  executor.start(all_of(std::move(tasks)), [&](std::vector<int> all) { results = std::move(all); });
  executor.advance(std::chrono::milliseconds(1500));
  EXPECT_TRUE(results.empty());
  executor.advance(std::chrono::seconds(1));
  EXPECT_EQ(results, (std::vector<int>{1, 2, 3}));
}

TEST(AllOf, of_nothing_is_done_at_once) {
  ManualExecutor executor;
  EXPECT_TRUE(executor.run(all_of(std::vector<Task<int>>{})).empty());
}

}  // namespace
}  // namespace postern
