// run_here: values, waiting for another thread, waiting for time.
#include "base/run_here.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "support/manual_executor.h"

namespace postern {
namespace {

// Resumed from a thread of its own, on the executor where it was awaited.
struct FromAnotherThread {
  std::thread& thread;
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> h) const {
    thread = std::thread([home = Executor::here(), h] { home->resume(h); });
  }
  void await_resume() const noexcept {}
};

Task<std::unique_ptr<int>> answer(int n) { co_return std::make_unique<int>(n); }

Task<std::thread::id> after_another_thread(std::thread& thread) {
  co_await FromAnotherThread{thread};
  co_return std::this_thread::get_id();
}

Task<int> after(std::chrono::milliseconds wait, int n) {
  co_await pause_until(Clock::now() + wait);
  co_return n;
}

Task<void> nothing() { co_return; }

TEST(RunHere, gives_the_value) { EXPECT_EQ(*run_here(answer(7)), 7); }

TEST(RunHere, runs_a_task_without_a_value) { run_here(nothing()); }

TEST(RunHere, goes_on_on_its_own_thread) {
  std::thread thread;
  EXPECT_EQ(run_here(after_another_thread(thread)), std::this_thread::get_id());
  thread.join();
}

TEST(RunHere, waits_for_time) {
  const auto before = Clock::now();
  EXPECT_EQ(run_here(after(std::chrono::milliseconds(5), 3)), 3);
  EXPECT_GE(Clock::now() - before, std::chrono::milliseconds(5));
}

TEST(ManualExecutor, fires_timers_only_when_its_clock_is_moved) {
  test::ManualExecutor executor;
  int got = 0;
  const auto start = Clock::now();
  executor.start(after(std::chrono::hours(1), 9), [&](int n) { got = n; });
  executor.run_until_idle();
  EXPECT_EQ(got, 0);
  executor.advance_to(start + std::chrono::hours(2));
  EXPECT_EQ(got, 9);
}

TEST(ManualExecutor, runs_a_task_that_waits_for_another_thread) {
  test::ManualExecutor executor;
  std::thread thread;
  EXPECT_EQ(executor.run(after_another_thread(thread)), std::this_thread::get_id());
  thread.join();
}

}  // namespace
}  // namespace postern
