// The fake connection behaves as net::Stream promises, since every protocol test leans on it.
#include "support/fake_stream.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace postern {
namespace {

using namespace std::chrono_literals;

Task<void> read_all(net::Stream& stream, Deadline until, std::vector<std::string>& got, Failure& end) {
  while (true) {
    auto bytes = co_await stream.read(until);
    if (!bytes) {
      end = bytes.error().kind;
      co_return;
    }
    got.emplace_back(*bytes);
    if (bytes->empty()) co_return;
  }
}

struct FakeStreamTest : testing::Test {
  ManualExecutor executor;
  FakeStream stream{executor};
  std::vector<std::string> got;
  Failure end = Failure::invalid;
};

TEST_F(FakeStreamTest, gives_what_was_pushed_and_then_the_end) {
  spawn(read_all(stream, executor.after(1min), got, end));
  stream.push("ab");
  executor.run_until_idle();
  stream.push("c");
  stream.push_end();
  executor.run_until_idle();
  EXPECT_EQ(got, (std::vector<std::string>{"ab", "c", ""}));
}

TEST_F(FakeStreamTest, splits_reads) {
  stream.split_reads(1);
  stream.push("abc");
  stream.push_end();
  spawn(read_all(stream, executor.after(1min), got, end));
  executor.run_until_idle();
  EXPECT_EQ(got, (std::vector<std::string>{"a", "b", "c", ""}));
}

TEST_F(FakeStreamTest, a_read_ends_at_its_deadline_in_virtual_time) {
  spawn(read_all(stream, executor.after(5min), got, end));
  executor.advance(5min - 1s);
  EXPECT_TRUE(stream.is_waiting());
  executor.advance(1s);
  EXPECT_EQ(end, Failure::timeout);
}

TEST_F(FakeStreamTest, a_read_past_its_deadline_fails_though_bytes_are_there) {
  stream.push("late");
  spawn(read_all(stream, executor.now(), got, end));
  executor.run_until_idle();
  EXPECT_TRUE(got.empty());
  EXPECT_EQ(end, Failure::timeout);
}

TEST_F(FakeStreamTest, close_ends_a_pending_read) {
  spawn(read_all(stream, executor.after(5min), got, end));
  stream.close();
  executor.run_until_idle();
  EXPECT_EQ(end, Failure::closed);
  EXPECT_EQ(executor.timers(), 0u);
}

TEST_F(FakeStreamTest, the_nth_operation_fails) {
  stream.fail_at(2, Failure::io);
  stream.push("ab");
  spawn(read_all(stream, executor.after(5min), got, end));
  executor.run_until_idle();
  EXPECT_EQ(got.size(), 1u);
  EXPECT_EQ(end, Failure::io);
}

TEST_F(FakeStreamTest, a_held_write_waits_for_the_peer_or_its_deadline) {
  stream.hold_writes(true);
  std::optional<Result<void>> first;
  spawn(stream.write("hello", executor.after(1s)), [&](Result<void> r) { first = std::move(r); });
  executor.run_until_idle();
  EXPECT_FALSE(first);
  stream.hold_writes(false);
  executor.run_until_idle();
  EXPECT_TRUE(first && *first);
  EXPECT_EQ(stream.take_output(), "hello");

  stream.hold_writes(true);
  std::optional<Result<void>> second;
  spawn(stream.write("again", executor.after(1s)), [&](Result<void> r) { second = std::move(r); });
  executor.advance(1s);
  ASSERT_TRUE(second && !*second);
  EXPECT_EQ(second->error().kind, Failure::timeout);
}

TEST_F(FakeStreamTest, a_wake_is_kept_for_the_next_wait) {
  stream.wake();
  EXPECT_EQ(*executor.run(stream.wait(executor.after(1s))), net::Wake::woken);
  stream.push("x");
  EXPECT_EQ(*executor.run(stream.wait(executor.after(1s))), net::Wake::readable);
}

TEST_F(FakeStreamTest, a_handshake_fails_on_bytes_that_came_before_it) {
  stream.push("NOOP\r\n");
  EXPECT_FALSE(executor.run(stream.start_tls(executor.after(1s))));
  EXPECT_FALSE(stream.is_tls());
}

Task<int> answered_elsewhere(ManualExecutor& executor, std::thread& other) {
  struct Ask {
    ManualExecutor& executor;
    std::thread& other;
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) const {
      other = std::thread([e = &executor, h] { e->resume(h); });
    }
    void await_resume() const noexcept {}
  };
  co_await Ask{executor, other};
  co_return 3;
}

TEST(ManualExecutor, runs_a_task_that_another_thread_resumes) {
  ManualExecutor executor;
  std::thread other;
  EXPECT_EQ(executor.run(answered_elsewhere(executor, other)), 3);
  other.join();
}

Task<void> pause(Deadline at, int n, std::vector<int>& order) {
  co_await pause_until{at};
  order.push_back(n);
}

TEST(ManualExecutor, timers_fire_in_order_of_time) {
  ManualExecutor executor;
  std::vector<int> order;
  spawn(pause(executor.after(3s), 3, order));
  spawn(pause(executor.after(1s), 1, order));
  spawn(pause(executor.after(2s), 2, order));
  executor.advance(2s);
  EXPECT_EQ(order, (std::vector<int>{1, 2}));
  executor.advance(1s);
  EXPECT_EQ(order, (std::vector<int>{1, 2, 3}));
}

}  // namespace
}  // namespace postern
