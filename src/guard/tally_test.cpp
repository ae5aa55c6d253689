// Windows of marks against a plain model, and what they take of memory.
#include "guard/tally.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <random>

namespace postern::guard {
namespace {

TallyKey v4(std::uint32_t n) {
  return {0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0xFF,
          0xFF,
          static_cast<std::uint8_t>(n >> 24),
          static_cast<std::uint8_t>(n >> 16),
          static_cast<std::uint8_t>(n >> 8),
          static_cast<std::uint8_t>(n)};
}

TEST(Tally, counts_what_lies_in_the_window_and_nothing_older) {
  Tally tally(60, {}, 1);
  EXPECT_EQ(tally.add(v4(1), {.second = 1000}).own, 1u);
  EXPECT_EQ(tally.add(v4(1), {.second = 1030}).own, 2u);
  EXPECT_EQ(tally.add(v4(1), {.second = 1059}).own, 3u);
  EXPECT_EQ(tally.add(v4(1), {.second = 1060}).own, 3u);  // the first is 60 seconds old
  EXPECT_EQ(tally.sum(v4(1), 1119).own, 1u);
  EXPECT_EQ(tally.sum(v4(1), 1120).own, 0u);
  EXPECT_EQ(tally.sum(v4(2), 1060).own, 0u);
}

TEST(Tally, the_same_wrong_password_against_the_same_account_counts_once) {
  Tally tally(60, {}, 1);
  EXPECT_EQ(tally.add(v4(1), {.second = 1, .who = 7, .credential = 5}).own, 1u);
  EXPECT_EQ(tally.add(v4(1), {.second = 2, .who = 7, .credential = 5}).own, 1u);
  EXPECT_EQ(tally.add(v4(1), {.second = 3, .who = 8, .credential = 5}).own, 2u);
  EXPECT_EQ(tally.add(v4(1), {.second = 4, .who = 7, .credential = 6}).own, 3u);
  EXPECT_EQ(tally.add(v4(1), {.second = 5, .who = 7, .credential = 0}).own, 4u);  // cannot be compared
  EXPECT_EQ(tally.add(v4(1), {.second = 6, .who = 7, .credential = 0}).own, 5u);
}

TEST(Tally, forgets_one_account_or_all) {
  Tally tally(60, {}, 1);
  tally.add(v4(1), {.second = 1, .who = 7});
  tally.add(v4(1), {.second = 2, .who = 8});
  tally.forget(v4(1), 7);
  EXPECT_EQ(tally.sum(v4(1), 3).own, 1u);
  tally.forget(v4(1));
  EXPECT_EQ(tally.sum(v4(1), 3).own, 0u);
  EXPECT_EQ(tally.keys(), 0u);
}

TEST(Tally, agrees_with_a_plain_model_over_random_operations) {
  std::mt19937 random(20261125);
  constexpr std::uint32_t kWindow = 40;
  Tally tally(kWindow, {}, 99);
  std::map<std::uint32_t, std::deque<Mark>> model;
  std::uint32_t now = 1000;
  for (int step = 0; step < 50'000; ++step) {
    now += random() % 8 == 0 ? 1 : 0;
    const auto key = static_cast<std::uint32_t>(random() % 300);
    auto& marks = model[key];
    std::erase_if(marks, [&](const Mark& m) { return m.second + kWindow <= now; });
    const Mark mark{.second = now,
                    .who = static_cast<std::uint32_t>(random() % 3),
                    .credential = static_cast<std::uint16_t>(random() % 4),
                    .score = static_cast<std::uint16_t>(1 + random() % 3)};
    if (random() % 50 == 0) {
      tally.forget(v4(key), mark.who);
      std::erase_if(marks, [&](const Mark& m) { return m.who == mark.who; });
      continue;
    }
    const bool again = mark.credential != 0 && std::ranges::any_of(marks, [&](const Mark& m) {
                         return m.who == mark.who && m.credential == mark.credential;
                       });
    if (!again) marks.push_back(mark);
    std::uint64_t sum = 0;
    for (const auto& m : marks) sum += m.score;
    ASSERT_EQ(tally.add(v4(key), mark).own, sum) << "step " << step;
  }
}

TEST(Tally, a_key_with_five_marks_takes_at_most_128_octets) {
  Tally tally(3600, {}, 1);
  constexpr std::uint32_t kKeys = 200'000;
  for (std::uint32_t m = 0; m < 5; ++m)
    for (std::uint32_t k = 0; k < kKeys; ++k)
      tally.add(v4(k), {.second = 1000 + m, .who = m, .credential = static_cast<std::uint16_t>(m + 1)});
  EXPECT_EQ(tally.keys(), kKeys);
  EXPECT_LE(tally.bytes(), std::size_t{kKeys} * 128);
}

TEST(Tally, what_is_no_longer_active_gives_its_place_back) {
  Tally tally(60, {}, 1);
  for (std::uint32_t k = 0; k < 100'000; ++k) tally.add(v4(k), {.second = 1000 + k / 1000});
  EXPECT_LE(tally.keys(), 100'000u);
  for (std::uint32_t k = 0; k < 100'000; ++k) tally.add(v4(0x0A000000 + k % 50), {.second = 5000});
  EXPECT_LE(tally.keys(), 10'000u);  // a tenth
}

TEST(Tally, beyond_its_limit_the_least_suspicious_are_folded_into_their_prefix) {
  Tally tally(3600, {.keys = 6400, .prefixes = 1000}, 1);
  for (std::uint32_t k = 0; k < 20; ++k)
    for (int i = 0; i < 50; ++i) tally.add(v4(0xC0000200 + k), {.second = 1000, .who = static_cast<std::uint32_t>(i)});
  std::uint64_t most = 0;
  for (std::uint32_t k = 0; k < 20'000; ++k) most = std::max(most, tally.add(v4(0x0A010000 + k), {.second = 1001}).prefix);
  EXPECT_LE(tally.keys(), 6400u);
  EXPECT_GT(most, 0u);
  for (std::uint32_t k = 0; k < 20; ++k) EXPECT_EQ(tally.sum(v4(0xC0000200 + k), 1002).own, 50u);  // those with most stay exact
}

// What costs most: all keys are there, each with as many marks as there is room for, and prefixes count.
TEST(Tally, takes_no_more_octets_than_it_says_whatever_comes) {
  constexpr Tally::Limits kLimits{.keys = 12'800, .prefixes = 4096};
  Tally tally(3600, kLimits, 1);
  std::size_t most = 0;
  for (std::uint32_t n = 0; n < 120'000; ++n) {
    tally.add(v4(n % 15'000 * 77), {.second = 1000 + n / 1000, .who = n});
    if (n % 1000 == 0) most = std::max(most, tally.bytes());
  }
  for (std::uint32_t n = 0; n < 100'000; ++n)
    tally.add(v4(n % 100), {.second = 2000 + n / 1000, .who = n});  // a few with very many
  most = std::max(most, tally.bytes());
  EXPECT_LE(most, kLimits.most_bytes());
  EXPECT_GT(most, kLimits.most_bytes() / 4 * 3);  // it was full
  EXPECT_EQ(Tally::Limits{}.most_bytes(), 132'194'304u);
}

// Each address of a /14 guesses once.
TEST(Tally, of_a_narrow_attack_folds_it_in_no_more_octets) {
  constexpr Tally::Limits kLimits{.keys = 6400, .prefixes = 16 << 10};
  Tally tally(3600, kLimits, 1);
  std::uint64_t prefix = 0;
  for (std::uint32_t n = 0; n < 1U << 18; ++n)
    prefix = tally.add(v4(0x2D00'0000U | (n * 0x9E37'79B1U & 0x3'FFFFU)), {.second = 1000 + n / 100, .who = n}).prefix;
  EXPECT_GT(prefix, 200u);  // of 256, some of which are not folded
  EXPECT_LE(prefix, 256u);
  EXPECT_LE(tally.bytes(), kLimits.most_bytes());
}

TEST(Tally, one_key_with_very_many_marks_stays_bounded) {
  Tally tally(100'000, {}, 1);
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < 10'000; ++i) sum = tally.add(v4(1), {.second = 1000 + i, .who = i}).own;
  EXPECT_EQ(sum, 10'000u);
  EXPECT_LE(tally.marks(v4(1), 11'000).size(), MarkTable::kMostMarks);
}

}  // namespace
}  // namespace postern::guard
