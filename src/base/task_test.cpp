// Task: laziness, order, values, exceptions, frames.
#include "base/task.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace postern {
namespace {

Task<int> one() { co_return 1; }
Task<int> sum(int n) {
  int total = 0;
  for (int i = 0; i < n; ++i) total += co_await one();
  co_return total;
}
Task<void> note(std::vector<std::string>& log, std::string what) {
  log.push_back(std::move(what));
  co_return;
}
Task<void> both(std::vector<std::string>& log) {
  co_await note(log, "first");
  co_await note(log, "second");
}
Task<int> throws() {
  throw std::runtime_error("no");
  co_return 0;
}
Task<bool> catches() {
  try {
    const int never = co_await throws();
    co_return never == 1;
  } catch (const std::runtime_error&) {
    co_return true;
  }
  co_return false;
}

struct Park {
  std::coroutine_handle<>& parked;
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) const noexcept { parked = h; }
  void await_resume() const noexcept {}
};
Task<int> waits(std::coroutine_handle<>& parked) {
  co_await Park{parked};
  co_return 7;
}

TEST(Task, runs_nothing_until_awaited) {
  std::vector<std::string> log;
  {
    auto t = both(log);
  }
  EXPECT_TRUE(log.empty());
}

TEST(Task, a_chain_runs_in_order) {
  std::vector<std::string> log;
  spawn(both(log));
  EXPECT_EQ(log, (std::vector<std::string>{"first", "second"}));
}

TEST(Task, a_long_loop_of_finished_tasks_does_not_grow_the_stack) {
  int got = 0;
  spawn(sum(200'000), [&](int v) { got = v; });
  EXPECT_EQ(got, 200'000);
}

TEST(Task, an_exception_reaches_the_awaiting_task) {
  bool caught = false;
  spawn(catches(), [&](bool v) { caught = v; });
  EXPECT_TRUE(caught);
}

TEST(Task, goes_on_where_it_was_resumed) {
  std::coroutine_handle<> parked;
  int got = 0;
  spawn(waits(parked), [&](int v) { got = v; });
  EXPECT_EQ(got, 0);
  parked.resume();
  EXPECT_EQ(got, 7);
}

}  // namespace
}  // namespace postern
