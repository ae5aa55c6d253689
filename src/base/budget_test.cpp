// Shares of a budget.
#include "base/budget.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "support/manual_executor.h"

namespace postern {
namespace {

struct BudgetTest : testing::Test {
  ManualExecutor executor;
  Budget budget{10};
  std::vector<int> order;
  std::vector<std::optional<Budget::Share>> shares = std::vector<std::optional<Budget::Share>>(8);

  Task<void> take(int who, std::uint64_t size) {
    auto share = co_await budget.take(size);
    order.push_back(who);
    shares[static_cast<std::size_t>(who)].emplace(std::move(share));
  }
  void start(int who, std::uint64_t size) {
    executor.start(take(who, size));
    executor.run_until_idle();
  }
  void give_back(int who) {
    shares[static_cast<std::size_t>(who)].reset();
    executor.run_until_idle();
  }
};

TEST_F(BudgetTest, shares_are_given_while_there_is_enough) {
  start(0, 4);
  start(1, 6);
  start(2, 1);
  EXPECT_EQ(order, (std::vector{0, 1}));
  give_back(0);
  EXPECT_EQ(order, (std::vector{0, 1, 2}));
  EXPECT_EQ(budget.left_for_test(), 3u);
}

TEST_F(BudgetTest, a_small_wish_does_not_pass_a_large_one) {
  start(0, 8);
  start(1, 9);
  start(2, 1);
  EXPECT_EQ(order, (std::vector{0}));
  give_back(0);
  EXPECT_EQ(order, (std::vector{0, 1, 2}));
}

TEST_F(BudgetTest, more_than_there_is_waits_for_all_of_it) {
  start(0, 1);
  start(1, 1000);
  EXPECT_EQ(order, (std::vector{0}));
  give_back(0);
  EXPECT_EQ(order, (std::vector{0, 1}));
  give_back(1);
  EXPECT_EQ(budget.left_for_test(), 10u);
}

}  // namespace
}  // namespace postern
