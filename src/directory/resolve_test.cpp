// Whom an address reaches: by its detail, a catch-all, aliases, and where that ends.
#include "support/directory_world.h"

namespace postern::directory {
namespace {

TEST_F(DirectoryTest, plus_detail_reaches_the_account_unless_the_domain_says_otherwise) {
  const auto id = account("u1@home.test");
  EXPECT_EQ(resolve("u1+lists@home.test").accounts, (std::vector{LocalTarget{id, "lists"}}));
  EXPECT_EQ(verdict("+lists@home.test"), Verdict::unknown);
  settings({.plus_addressing = false, .catch_all = {}});
  EXPECT_EQ(verdict("u1+lists@home.test"), Verdict::unknown);
}

TEST_F(DirectoryTest, an_exact_name_with_a_plus_goes_before_the_detail) {
  account("u1@home.test");
  const auto exact = account("u1+x@home.test");
  EXPECT_EQ(resolve("u1+x@home.test").accounts, (std::vector{LocalTarget{exact, ""}}));
}

TEST_F(DirectoryTest, a_catch_all_takes_what_nobody_has) {
  const auto id = account("u1@home.test");
  settings({.catch_all = box("u1@home.test")});
  EXPECT_EQ(reached("nobody@home.test"), std::vector{id});
  settings({.catch_all = box("box@remote.test")});
  EXPECT_EQ(resolve("nobody@home.test").remote, std::vector{box("box@remote.test")});
}

TEST_F(DirectoryTest, a_catch_all_that_leads_to_itself_ends_as_unknown) {
  settings({.catch_all = box("also-nobody@home.test")});
  EXPECT_EQ(verdict("nobody@home.test"), Verdict::unknown);
}

TEST_F(DirectoryTest, aliases_reach_each_target_once) {
  const auto u1 = account("u1@home.test");
  const auto u2 = account("u2@home.test");
  alias("some@home.test", {"u1@home.test", "u2@home.test", "x@remote.test"});
  alias("all@home.test", {"some@home.test", "u1@home.test", "X@remote.test"});
  EXPECT_EQ(reached("all@home.test"), (std::vector{u1, u2}));
  EXPECT_EQ(resolve("all@home.test").remote.size(), 1U);
}

TEST_F(DirectoryTest, an_alias_loop_ends) {
  const auto u1 = account("u1@home.test");
  alias("a@home.test", {"b@home.test"});
  alias("b@home.test", {"a@home.test"});
  EXPECT_EQ(verdict("a@home.test"), Verdict::unknown);
  ASSERT_TRUE(run(directory_->update_alias(box("b@home.test"), [&](Alias& b) -> Result<void> {
    b.targets.push_back(box("u1@home.test"));
    return {};
  })));
  EXPECT_EQ(reached("a@home.test"), std::vector{u1});
}

TEST_F(DirectoryTest, a_chain_deeper_than_the_limit_is_too_many) {
  account("u1@home.test");
  alias("a0@home.test", {"u1@home.test"});
  for (int i = 1; i <= 12; ++i) alias("a" + std::to_string(i) + "@home.test", {"a" + std::to_string(i - 1) + "@home.test"});
  EXPECT_EQ(verdict("a9@home.test"), Verdict::deliver);
  EXPECT_EQ(verdict("a12@home.test"), Verdict::too_many);
}

TEST_F(DirectoryTest, a_fan_out_over_the_limit_is_too_many) {
  std::vector<std::string> names;
  for (int i = 0; i < 900; ++i) names.push_back("r" + std::to_string(i) + "@remote.test");
  for (const char* half : {"one@home.test", "two@home.test", "three@home.test"}) {
    for (auto& n : names) n[0] = half[0];
    alias(half, names);
  }
  for (auto& n : names) n[0] = 'z';
  alias("pair@home.test", {"one@home.test", "two@home.test"});
  alias("all@home.test", {"one@home.test", "two@home.test", "three@home.test"});
  EXPECT_EQ(resolve("one@home.test").remote.size(), 900U);
  EXPECT_EQ(verdict("all@home.test"), Verdict::too_many);
}

TEST_F(DirectoryTest, disabled_accounts_and_domains_receive_nothing) {
  const auto u1 = account("u1@home.test");
  const auto u2 = account("u2@home.test");
  alias("both@home.test", {"u1@home.test", "u2@home.test"});
  disable(u1);
  EXPECT_EQ(verdict("u1@home.test"), Verdict::disabled);
  EXPECT_EQ(reached("both@home.test"), std::vector{u2});
  ASSERT_TRUE(run(directory_->update_domain(home_, [](Domain& d) -> Result<void> {
    d.status = Status::disabled;
    return {};
  })));
  EXPECT_EQ(verdict("u2@home.test"), Verdict::disabled);
  EXPECT_EQ(verdict("nobody@home.test"), Verdict::disabled);
}

// Who has left, and is still written to.
TEST_F(DirectoryTest, H09_an_account_that_only_receives_takes_mail_and_lets_nobody_in) {
  const auto u1 = account("u1@home.test");
  ASSERT_TRUE(run(directory_->update_account(u1, [](Account& a) -> Result<void> {
    a.status = Status::receiving;
    return {};
  })));
  EXPECT_EQ(verdict("u1@home.test"), Verdict::deliver);
  const auto all = directory_->snapshot();
  EXPECT_FALSE(all->may_log_in(*all->account(u1)));
}

}  // namespace
}  // namespace postern::directory
