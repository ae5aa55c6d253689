// When administrators are told.
#include "guard/notices.h"

#include <gtest/gtest.h>

namespace postern::guard {
namespace {

constexpr Time kThen{1'790'000'000'000};

Verdict verdict(std::string rule, std::uint8_t subject, bool notify = true, Time at = kThen) {
  Rule r;
  r.id = std::move(rule);
  r.notify = notify;
  r.window = std::chrono::minutes(30);
  Verdict v;
  v.rule = std::make_shared<const Rule>(std::move(r));
  v.key[15] = subject;
  v.at = at;
  return v;
}

TEST(Notices, are_due_once_a_rule_subject_and_time_frame) {
  Notices notices;
  EXPECT_TRUE(notices.is_due(verdict("a", 1)));
  EXPECT_FALSE(notices.is_due(verdict("a", 1)));
  EXPECT_FALSE(notices.is_due(verdict("a", 1, true, kThen + std::chrono::minutes(29))));
  EXPECT_TRUE(notices.is_due(verdict("a", 2)));
  EXPECT_TRUE(notices.is_due(verdict("b", 1)));
  EXPECT_TRUE(notices.is_due(verdict("a", 1, true, kThen + std::chrono::minutes(30))));
  auto account = verdict("a", 1);
  account.subject = Subject::account;
  EXPECT_TRUE(notices.is_due(account)) << "an account of the same number is somebody else";
}

TEST(Notices, are_of_rules_that_ask_for_them) {
  Notices notices;
  EXPECT_FALSE(notices.is_due(verdict("a", 1, false)));
  auto v = verdict("a", 1, false);
  auto rule = *v.rule;
  rule.action = Action::notify;
  v.rule = std::make_shared<const Rule>(rule);
  EXPECT_TRUE(notices.is_due(v));
}

TEST(Notices, of_a_flood_of_subjects_are_bounded_until_their_time_is_over) {
  Notices notices;
  const auto of = [](std::size_t i, Time at) {
    auto v = verdict("a", 0, true, at);
    v.key[0] = static_cast<std::uint8_t>(i >> 8);
    v.key[1] = static_cast<std::uint8_t>(i);
    return v;
  };
  for (std::size_t i = 0; i < Notices::kMost; ++i) ASSERT_TRUE(notices.is_due(of(i, kThen)));
  EXPECT_FALSE(notices.is_due(of(Notices::kMost, kThen)));
  EXPECT_TRUE(notices.is_due(of(Notices::kMost, kThen + std::chrono::minutes(30))));
}

}  // namespace
}  // namespace postern::guard
