// Which passwords the policy takes, and that generated ones always are among them.
#include "auth/password_policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "auth/strength.h"

namespace postern::auth {
namespace {

using testing::Contains;
using testing::IsEmpty;

const PasswordOwner kOwner{"j.fisher", "Johanna Fisher-Meyer", "mail.bluewhale.test"};

std::set<PasswordRule> broken(std::string_view password, const PasswordPolicy& policy = {},
                              const PasswordOwner& owner = kOwner) {
  std::set<PasswordRule> out;
  for (const auto& rule : judge(policy, password, owner).broken) out.insert(rule.rule);
  return out;
}

TEST(PasswordPolicy, takes_several_unrelated_words_and_random_text) {
  EXPECT_THAT(broken("quartz-tumble-ledger-owl"), IsEmpty());
  EXPECT_THAT(broken("t7#Kp0vQ2xLm"), IsEmpty());
  EXPECT_THAT(broken("Zwölf Boxkämpfer jagen"), IsEmpty());
}

TEST(PasswordPolicy, length_is_counted_in_characters) {
  EXPECT_THAT(broken("t7#Kp0vQ2xL"), Contains(PasswordRule::length));
  EXPECT_THAT(broken("äöüßéèøåñçžš"), testing::Not(Contains(PasswordRule::length)));
  EXPECT_THAT(broken("äöüßéèøåñçž"), Contains(PasswordRule::length));
  EXPECT_THAT(broken(std::string(kLongestPassword + 1, 'x')), Contains(PasswordRule::longest));
  EXPECT_THAT(broken(std::string(10'000, 'x')), testing::Not(Contains(PasswordRule::characters)));
}

TEST(PasswordPolicy, H07_own_names_are_refused_in_any_case_and_place) {
  for (const char* password : {"xxFISHERxx-92-tumble", "t7#KpJohanna0vQ2x", "meyer-quartz-ledger-owl",
                               "bluewhale-quartz-77-owl", "j.fisher-quartz-77"})
    EXPECT_THAT(broken(password), Contains(PasswordRule::own_names)) << password;
  EXPECT_THAT(broken("quartz-test-ledger-owl9"), testing::Not(Contains(PasswordRule::own_names)))
      << "the top-level label is no name";
  EXPECT_THAT(broken("al-quartz-tumble-ledger", {}, {"al", "", "x.test"}), IsEmpty()) << "too short to be told from chance";
  EXPECT_THAT(broken("bob-quartz-tumble-ledger", {}, {"bob", "", "x.test"}), Contains(PasswordRule::own_names));
  EXPECT_THAT(broken("ÄNNCHEN-quartz-ledger", {}, {"a", "Ännchen", "x.test"}), Contains(PasswordRule::own_names));
  PasswordPolicy lenient;
  lenient.forbid_own_names = false;
  EXPECT_THAT(broken("t7#KpJohanna0vQ2x", lenient), testing::Not(Contains(PasswordRule::own_names)));
}

TEST(PasswordPolicy, H07_common_passwords_are_refused_also_when_decorated) {
  for (const char* password : {"password", "Passw0rd", "password123!", "qwertyuiop12", "interesting1", "Chocolate2!"})
    EXPECT_THAT(broken(password), Contains(PasswordRule::common)) << password;
  EXPECT_THAT(broken("quartz-tumble-ledger-owl"), testing::Not(Contains(PasswordRule::common)));
}

TEST(PasswordPolicy, easy_patterns_are_too_weak) {
  for (const char* password : {"aaaaaaaaaaaaaa", "abcdefghijklmn", "12345678901234", "passwordpassword", "qazwsxedcrfv"})
    EXPECT_THAT(broken(password), Contains(PasswordRule::strength)) << password;
}

TEST(PasswordPolicy, words_of_the_organisation_count_as_common) {
  PasswordPolicy policy;
  policy.also_forbidden = {"Zephyrkontor"};
  EXPECT_THAT(broken("zephyrkontor"), testing::Not(Contains(PasswordRule::common)));
  EXPECT_THAT(broken("zephyrkontor", policy), Contains(PasswordRule::common));
  EXPECT_THAT(broken("ZephyrKontor2026!", policy), Contains(PasswordRule::common));
}

TEST(PasswordPolicy, a_forbidden_word_is_no_longer_than_a_password) {
  for (const auto& good : {std::string("x"), std::string(kLongestPassword, 'x')}) EXPECT_EQ(check_forbidden_word(good), "");
  for (const auto& bad : {std::string(), std::string(kLongestPassword + 1, 'x')})
    EXPECT_EQ(check_forbidden_word(bad), "must be a word of at most 256 characters");
}

TEST(PasswordPolicy, kinds_are_counted_when_asked_for) {
  PasswordPolicy policy;
  policy.numbers = 2, policy.capitals = 1, policy.lowercase = 1, policy.symbols = 1;
  EXPECT_THAT(broken("quartztumbleledgerowl", policy),
              testing::IsSupersetOf({PasswordRule::numbers, PasswordRule::capitals, PasswordRule::symbols}));
  EXPECT_THAT(broken("Quartz-tumble-42-owl", policy), IsEmpty());
  EXPECT_THAT(broken("QUARTZ-TUMBLE-42-OWL", policy), Contains(PasswordRule::lowercase));
}

TEST(PasswordPolicy, control_characters_and_broken_utf8_are_refused) {
  EXPECT_THAT(broken("quartz\x07-tumble-owl"), Contains(PasswordRule::characters));
  EXPECT_THAT(broken("quartz\xFF-tumble-owl"), Contains(PasswordRule::characters));
}

TEST(PasswordPolicy, every_broken_rule_is_told_in_one_answer) {
  const auto verdict = judge({}, "fisher1", kOwner);
  EXPECT_GE(verdict.broken.size(), 3U);
  const auto result = as_result(verdict);
  ASSERT_FALSE(result);
  for (const auto& rule : verdict.broken) EXPECT_NE(result.error().text.find(rule.text), std::string::npos);
  EXPECT_TRUE(as_result(judge({}, "quartz-tumble-ledger-owl", kOwner)));
}

TEST(PasswordStrength, scores_rise_with_the_guesses) {
  EXPECT_EQ(strength("password", {}).score, 0U);
  EXPECT_EQ(strength("t7#Kp0vQ2xLm", {}).score, 4U);
  const std::vector<std::string> known{"zephyrkontor"};
  EXPECT_LT(strength("zephyrkontor", known).guesses_log10, strength("zephyrkontor", {}).guesses_log10);
}

TEST(PasswordStrength, a_very_long_password_takes_no_time) {
  EXPECT_EQ(strength(std::string(100'000, 'x') + "y", {}).common, false);
}

TEST(GeneratePassword, H08_a_thousand_pass_the_policy_and_differ) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto made = generate_password({}, kOwner, system_random());
    ASSERT_TRUE(made);
    ASSERT_TRUE(judge({}, made->reveal(), kOwner).good()) << made->reveal();
    EXPECT_TRUE(seen.emplace(made->reveal()).second);
  }
}

TEST(GeneratePassword, meets_stricter_policies) {
  PasswordPolicy policy;
  policy.minimum_length = 40, policy.minimum_strength = 4;
  policy.numbers = 5, policy.capitals = 4, policy.lowercase = 10, policy.symbols = 6;
  for (int i = 0; i < 100; ++i) {
    const auto made = generate_password(policy, kOwner, system_random());
    ASSERT_TRUE(made);
    EXPECT_TRUE(judge(policy, made->reveal(), kOwner).good()) << made->reveal();
  }
}

TEST(GeneratePassword, says_when_a_policy_cannot_be_met) {
  PasswordPolicy policy;
  policy.minimum_length = kLongestPassword + 1;
  EXPECT_EQ(generate_password(policy, kOwner, system_random()).error().kind, Failure::invalid);
}

}  // namespace
}  // namespace postern::auth
