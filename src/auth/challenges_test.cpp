// Challenges of passkeys: one purpose, a few minutes, once.
#include "auth/challenges.h"

#include <gtest/gtest.h>

#include "auth/webauthn.h"
#include "support/manual_time.h"
#include "support/seeded_random.h"

namespace postern::auth {
namespace {

class ChallengesTest : public testing::Test {
 protected:
  test::SeededRandom random_{1};
  test::ManualTime time_;
  Challenges challenges_{random_};
};

TEST_F(ChallengesTest, each_is_taken_once) {
  const auto one = challenges_.draw("log in", time_.now()), other = challenges_.draw("log in", time_.now());
  EXPECT_EQ(one.size(), kChallengeSize);
  EXPECT_NE(one, other);
  EXPECT_TRUE(challenges_.take(one, "log in", time_.now()));
  EXPECT_FALSE(challenges_.take(one, "log in", time_.now()));
  EXPECT_TRUE(challenges_.take(other, "log in", time_.now()));
}

TEST_F(ChallengesTest, one_is_good_for_its_purpose_alone) {
  const auto one = challenges_.draw("session 1", time_.now());
  EXPECT_FALSE(challenges_.take(one, "session 2", time_.now()));
  EXPECT_FALSE(challenges_.take(one, "", time_.now()));
  EXPECT_TRUE(challenges_.take(one, "session 1", time_.now()));
}

TEST_F(ChallengesTest, one_ends_and_is_not_good_again_by_being_forgotten) {
  const auto late = challenges_.draw("log in", time_.now()), taken = challenges_.draw("log in", time_.now());
  EXPECT_TRUE(challenges_.take(taken, "log in", time_.now()));
  time_.pass(kChallengeLife);
  EXPECT_FALSE(challenges_.take(late, "log in", time_.now()));
  EXPECT_TRUE(challenges_.take(challenges_.draw("log in", time_.now()), "log in", time_.now()));
  EXPECT_FALSE(challenges_.take(taken, "log in", time_.now()));
}

TEST_F(ChallengesTest, no_octet_of_one_can_be_changed_and_none_is_made_elsewhere) {
  const auto one = challenges_.draw("log in", time_.now());
  for (std::size_t i = 0; i < one.size(); ++i) {
    auto bent = one;
    bent[i] = static_cast<char>(bent[i] ^ 1);
    EXPECT_FALSE(challenges_.take(bent, "log in", time_.now())) << i;
  }
  for (std::size_t n = 0; n < one.size(); ++n) EXPECT_FALSE(challenges_.take(one.substr(0, n), "log in", time_.now())) << n;
  EXPECT_FALSE(challenges_.take(one + 'x', "log in", time_.now()));
  test::SeededRandom elsewhere(2);
  EXPECT_FALSE(challenges_.take(Challenges(elsewhere).draw("log in", time_.now()), "log in", time_.now()));
  EXPECT_TRUE(challenges_.take(one, "log in", time_.now()));
}

}  // namespace
}  // namespace postern::auth
