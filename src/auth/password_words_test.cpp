// The list of common words, and what is seen through.   H07
#include "auth/password_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ranges>
#include <vector>

#include "auth/password_policy.h"

namespace postern::auth {
namespace {

TEST(CommonWords, is_a_sorted_list_of_more_than_a_hundred_thousand_and_finds_each) {
  std::vector<std::string_view> all;
  for (auto rest = kCommonWords; !rest.empty(); rest.remove_prefix(all.back().size() + 1))
    all.push_back(rest.substr(0, rest.find('\n')));
  EXPECT_GT(all.size(), 100'000u);
  EXPECT_TRUE(std::ranges::is_sorted(all));
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
  EXPECT_TRUE(std::ranges::all_of(all, is_common_word));
  for (const char* none : {"", "\n", "password\n", "passworq", "qzxvkq", "~~~~", "!"})
    EXPECT_FALSE(is_common_word(none)) << none;
}

// One of each source: a leaked password, a word that only cracklib's list has.
TEST(CommonWords, holds_both_lists) {
  EXPECT_TRUE(is_common_word("trustno1"));
  EXPECT_TRUE(is_common_word("antidisestablishmentarianism"));
}

TEST(CommonWords, a_word_is_known_in_its_usual_disguises) {
  for (const char* weak : {"Counterrevolution", "counterrevolution", "2026counterrevolution", "Counterrevolution!1",
                           "c0unterrev0lut10n", "COUNT3RREVOLUTION77", "p@$$w0rd"})
    EXPECT_TRUE(is_common_password(weak)) << weak;
  for (const char* good : {"counterrevolution-zebra", "12345counterrevolution", "quartz-tumble-ledger-owl", "q"})
    EXPECT_FALSE(is_common_password(good)) << good;
}

TEST(CommonWords, are_refused_by_the_policy_however_long_they_are) {
  const auto is_refused_for_it = [](const PasswordPolicy& policy) {
    const auto verdict = judge(policy, "counterrevolution", {});
    return std::ranges::any_of(verdict.broken, [](const auto& b) { return b.rule == PasswordRule::common; });
  };
  EXPECT_TRUE(is_refused_for_it({}));
  EXPECT_FALSE(is_refused_for_it({.forbid_common = false, .also_forbidden = {}}));
}

}  // namespace
}  // namespace postern::auth
