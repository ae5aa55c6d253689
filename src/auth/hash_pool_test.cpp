// The pool: work is done elsewhere and answered here; networks take turns; overflow and abandonment.
#include "auth/hash_pool.h"

#include <gtest/gtest.h>

#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "base/locked.h"
#include "support/manual_executor.h"

namespace postern::auth {
namespace {

class HashPoolTest : public testing::Test {
 protected:
  // Occupies the pool's one thread until release().
  void occupy() {
    submit(0, [this] {
      started_.count_down();
      gate_.wait();
    });
    started_.wait();
  }
  void release() { gate_.count_down(); }
  void submit(std::uint64_t group, HashPool::Job job) {
    ++submitted_;
    executor_.start(pool_->run(group, std::move(job)), [this](Result<void> r) {
      r ? ++done_ : ++refused_;
      if (!r) kinds_.push_back(r.error().kind);
    });
  }
  void submit_named(std::uint64_t group, std::string name) {
    submit(group, [this, name] { order_.with([&](auto& o) { o.push_back(name); }); });
  }
  void wait_for_all() {
    executor_.run_until([this] { return done_ + refused_ == submitted_; });
  }
  std::vector<std::string> order() {
    return order_.with([](auto& o) { return o; });
  }

  std::latch started_{1}, gate_{1};
  Locked<std::vector<std::string>> order_;
  int submitted_ = 0, done_ = 0, refused_ = 0;
  std::vector<Failure> kinds_;
  ManualExecutor executor_;
  std::unique_ptr<HashPool> pool_ = std::make_unique<HashPool>(HashPoolSettings{.threads = 1, .queue = 4});
};

TEST_F(HashPoolTest, groups_take_turns) {
  occupy();
  for (const char* name : {"a1", "a2", "a3"}) submit_named(1, name);
  submit_named(2, "b1");
  release();
  wait_for_all();
  EXPECT_EQ(order(), (std::vector<std::string>{"a1", "b1", "a2", "a3"}));
}

TEST_F(HashPoolTest, a_full_queue_refuses_for_now) {
  occupy();
  for (const char* name : {"a1", "a2", "a3", "a4", "a5", "a6"}) submit_named(1, name);
  executor_.run_until_idle();
  EXPECT_EQ(refused_, 2);
  EXPECT_EQ(kinds_, (std::vector{Failure::unavailable, Failure::unavailable}));
  release();
  wait_for_all();
  EXPECT_EQ(order(), (std::vector<std::string>{"a1", "a2", "a3", "a4"}));
}

TEST_F(HashPoolTest, a_network_that_fills_the_queue_does_not_keep_others_out) {
  occupy();
  for (const char* name : {"a1", "a2", "a3", "a4"}) submit_named(1, name);
  submit_named(2, "b1");
  submit_named(3, "c1");
  executor_.run_until_idle();
  EXPECT_EQ(refused_, 2) << "the newest of the longest queue made room";
  release();
  wait_for_all();
  EXPECT_EQ(order(), (std::vector<std::string>{"a1", "b1", "c1", "a2"}));
}

TEST_F(HashPoolTest, one_group_leaves_a_thread_to_the_others) {
  pool_ = std::make_unique<HashPool>(HashPoolSettings{.threads = 2, .queue = 4, .of_one = 1});
  submit(1, [this] { gate_.wait(); });
  submit_named(1, "a1");
  submit_named(2, "b1");
  executor_.run_until([this] { return done_ == 1; });
  EXPECT_EQ(order(), std::vector<std::string>{"b1"});
  release();
  wait_for_all();
  EXPECT_EQ(order(), (std::vector<std::string>{"b1", "a1"}));
}

TEST_F(HashPoolTest, jobs_that_wait_are_told_when_the_pool_closes) {
  occupy();
  submit_named(1, "a1");
  std::thread closing([this] { pool_.reset(); });
  release();
  closing.join();
  wait_for_all();
  EXPECT_TRUE(done_ == 2 || (refused_ == 1 && kinds_.front() == Failure::closed));
}

TEST_F(HashPoolTest, a_task_destroyed_while_it_waits_is_forgotten) {
  occupy();
  {
    auto task = pool_->run(1, [this] { order_.with([](auto& o) { o.emplace_back("ran"); }); });
    auto starter = std::move(task).operator co_await();
    starter.await_suspend(std::noop_coroutine()).resume();  // runs until it waits for the pool; its frame goes with `task`
  }
  submit_named(1, "after");
  release();
  wait_for_all();
  EXPECT_EQ(order(), std::vector<std::string>{"after"});
}

}  // namespace
}  // namespace postern::auth
