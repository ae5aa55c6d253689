// What a list of rules makes of another one.
#include "guard/rule_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "config/config.h"
#include "config/table.h"

namespace postern::guard {
namespace {

using What = RuleChange::What;

// The one change of a rule, by what is done to it.
std::vector<RuleChange> after(const std::function<void(Rule&)>& change, std::string_view id = "brute-force-by-address") {
  auto rules = shipped(Preset::strict);
  change(*std::ranges::find(rules, id, &Rule::id));
  return changes_of(shipped(Preset::strict), rules);
}

TEST(RuleChanges, there_are_none_between_rules_that_are_the_same_in_whatever_order) {
  auto turned = shipped(Preset::strict);
  std::ranges::reverse(turned);
  EXPECT_TRUE(changes_of(shipped(Preset::strict), turned).empty());
}

TEST(RuleChanges, are_told_member_by_member_and_which_is_weaker) {
  const auto changes = after([](Rule& r) {
    r.threshold = 50;
    r.window = std::chrono::minutes(60);
  });
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].rule, "brute-force-by-address");
  EXPECT_TRUE(changes[0].weaker);
  ASSERT_EQ(changes[0].members.size(), 2u);
  EXPECT_EQ(changes[0].members[0].member, "window");
  EXPECT_FALSE(changes[0].members[0].weaker) << "longer counts more";
  EXPECT_EQ(changes[0].members[1].label, "Threshold");
  EXPECT_EQ(changes[0].members[1].before, "5");
  EXPECT_EQ(changes[0].members[1].after, "50");
  EXPECT_TRUE(changes[0].members[1].weaker);
}

// Every member of a rule, once made weaker and once made stricter.
TEST(RuleChanges, every_member_is_weaker_one_way_and_not_the_other) {
  Rule strict;
  strict.kind = Kind::harvesting;
  strict.services = {"smtp", "submission"};
  strict.threshold_established = 20;
  strict.share = 10;
  strict.notify = true;
  strict.block_services = {"smtp", "submission"};
  strict.score_password_expired = 1;
  auto lax = strict;
  lax.kind = Kind::bounces;
  lax.description = "another";
  lax.enabled = false;
  lax.services = {"smtp"};
  lax.window = std::chrono::minutes(1);
  lax.threshold = 21;
  lax.threshold_established = 21;
  lax.share = 11;
  lax.action = Action::notify;
  lax.lasts = std::chrono::minutes(1);
  lax.delay = std::chrono::milliseconds(1);
  lax.block_services = {"smtp"};
  lax.notify = false;
  lax.score_unknown_account = lax.score_wrong_password = lax.score_account_disabled = lax.score_password_expired = 0;
  lax.score_second_factor = lax.score_not_permitted = lax.score_application_password = 0;

  const auto& entries = config::table<Rule>().entries;
  const auto weaker = changes_of({strict}, {lax});
  ASSERT_EQ(weaker.size(), 1u);
  EXPECT_EQ(weaker[0].members.size(), entries.size() - 1) << "all but the id: a member that is not here is not looked at";
  for (const auto& m : weaker[0].members) EXPECT_EQ(m.weaker, m.member != "description") << m.member;
  lax.enabled = true;
  const auto stricter = changes_of({lax}, {strict});
  for (const auto& m : stricter[0].members) EXPECT_EQ(m.weaker, m.member == "kind") << m.member;
}

TEST(RuleChanges, a_rule_that_is_off_becomes_no_weaker_and_one_that_goes_does_while_it_is_on) {
  auto rules = shipped(Preset::strict);
  auto& harvesting = *std::ranges::find(rules, "harvesting", &Rule::id);
  harvesting.enabled = false;
  auto lax = rules;
  std::ranges::find(lax, "harvesting", &Rule::id)->threshold = 1000;
  EXPECT_FALSE(changes_of(rules, lax).at(0).weaker);
  std::erase_if(lax, [](const Rule& r) { return r.id == "harvesting" || r.id == "bounces"; });
  const auto gone = changes_of(rules, lax);
  ASSERT_EQ(gone.size(), 2u);
  EXPECT_EQ(gone[0].rule, "harvesting");
  EXPECT_EQ(gone[0].what, What::removed);
  EXPECT_FALSE(gone[0].weaker);
  EXPECT_TRUE(gone[1].weaker);
  const auto back = changes_of(lax, rules);
  ASSERT_EQ(back.size(), 2u);
  EXPECT_EQ(back[0].what, What::added);
  EXPECT_FALSE(back[1].weaker);
}

TEST(RuleChanges, to_a_laxer_set_are_weaker_in_each_rule_that_they_touch_and_back_in_none) {
  const auto down = changes_of(shipped(Preset::strict), shipped(Preset::relaxed));
  EXPECT_GE(down.size(), 8u);
  EXPECT_TRUE(std::ranges::all_of(down, &RuleChange::weaker));
  EXPECT_TRUE(std::ranges::none_of(changes_of(shipped(Preset::relaxed), shipped(Preset::strict)), &RuleChange::weaker));
}

}  // namespace
}  // namespace postern::guard
