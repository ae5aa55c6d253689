// Making accounts in bulk: all or none, whose password is judged, and how often it is hashed.
#include "admin/account_plan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class AccountPlanTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(at.call("domain.create", {{"name", "home.test"}})); }
  Result<void> make(std::vector<AccountPlan> plans, bool exempt) {
    auto world = at.world();
    return run_here(create_accounts(world, std::move(plans), exempt));
  }
  static AccountPlan plan(std::string address, std::string password, std::string display_name = {}) {
    return {.address = std::move(address),
            .display_name = std::move(display_name),
            .password = Secret(std::move(password)),
            .quota = {}};
  }
  bool there(std::string_view address) { return at.call("account.show", {{"address", address}}).has_value(); }

  AdminWorld at;
};

TEST_F(AccountPlanTest, exempt_accounts_with_one_password_share_its_hash) {
  std::vector<AccountPlan> plans;
  for (int i = 0; i < 200; ++i) plans.push_back(plan(fmt::format("u{}@home.test", i), "short"));
  ASSERT_TRUE(make(std::move(plans), true));
  EXPECT_EQ(at.hasher.hashed, 1);
  EXPECT_TRUE(there("u0@home.test"));
  EXPECT_TRUE(there("u199@home.test"));
}

TEST_F(AccountPlanTest, exempt_ones_that_are_there_stay_as_they_are) {
  ASSERT_TRUE(make({plan("ann@home.test", "first")}, true));
  ASSERT_TRUE(make({plan("ann@home.test", "second"), plan("bob@home.test", "second")}, true));
  EXPECT_TRUE(there("bob@home.test"));
  EXPECT_EQ(at.directory->snapshot()->account_count(), 2u);
}

TEST_F(AccountPlanTest, when_one_cannot_be_made_none_is) {
  EXPECT_FALSE(
      make({plan("ann@home.test", "correct-Horse-9-staple"), plan("bob@elsewhere.test", "correct-Horse-9-staple")}, false));
  EXPECT_FALSE(make({plan("ann@home.test", "correct-Horse-9-staple"), plan("no address", "correct-Horse-9-staple")}, false));
  EXPECT_FALSE(make({plan("ann@home.test", "correct-Horse-9-staple"), plan("bob@home.test", "short")}, false));
  EXPECT_FALSE(there("ann@home.test"));
}

TEST_F(AccountPlanTest, a_password_is_judged_for_each_whose_it_will_be) {
  const std::string shared = "wilhelmina-Quartz-93-lamp";
  ASSERT_TRUE(make({plan("bob@home.test", shared)}, false));
  const auto refused = make({plan("carl@home.test", shared), plan("dora@home.test", shared, "Wilhelmina")}, false);
  ASSERT_FALSE(refused);
  EXPECT_FALSE(there("carl@home.test"));
}

TEST_F(AccountPlanTest, a_quota_is_set_and_the_shipped_one_holds_where_none_is_said) {
  auto small = plan("ann@home.test", "x");
  small.quota = 1000;
  ASSERT_TRUE(make({small, plan("bob@home.test", "x")}, true));
  EXPECT_EQ(at.call("account.show", {{"address", "ann@home.test"}})->at("quota"), 1000);
  EXPECT_EQ(at.call("account.show", {{"address", "bob@home.test"}})->at("quota"), 1 << 30);
}

TEST_F(AccountPlanTest, the_quota_of_its_domain_holds_before_the_shipped_one) {
  ASSERT_TRUE(at.call("domain.update", {{"name", "home.test"}, {"new_account_quota", "2 MiB"}}));
  const auto quota = [&](std::string_view address) { return at.must("account.show", {{"address", address}}).at("quota"); };
  auto small = plan("ann@home.test", "x"), endless = plan("eve@home.test", "x");
  small.quota = 1000;
  endless.quota = 0;
  ASSERT_TRUE(make({small, endless, plan("bob@home.test", "x")}, true));
  EXPECT_EQ(quota("ann@home.test"), 1000);
  EXPECT_EQ(quota("eve@home.test"), 0) << "no limit, as its maker has said";
  EXPECT_EQ(quota("bob@home.test"), 2 << 20);
  ASSERT_TRUE(at.call("domain.update", {{"name", "home.test"}, {"new_account_quota", "0"}}));
  EXPECT_EQ(quota("bob@home.test"), 2 << 20) << "who is there keeps what it has";
  ASSERT_TRUE(make({plan("zoe@home.test", "x")}, true));
  EXPECT_EQ(quota("zoe@home.test"), 1 << 30) << "as the server says";
}

}  // namespace
}  // namespace postern::admin
