// Sums by stretches of time against a plain model, in rows that do not grow.
#include "guard/prefix_table.h"

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <random>

namespace postern::guard {
namespace {

TallyKey prefix(std::uint32_t n) {
  return {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 10, static_cast<std::uint8_t>(n >> 8), static_cast<std::uint8_t>(n)};
}

TEST(PrefixTable, sums_what_lies_in_the_window_as_whole_stretches) {
  PrefixTable table(110, 64, 1);  // stretches of ten seconds
  EXPECT_EQ(table.bytes(), 0u);
  table.add(prefix(1), 1000, 3);
  table.add(prefix(1), 1009, 4);
  table.add(prefix(1), 1010, 5);
  EXPECT_EQ(table.sum(prefix(1), 1010), 12u);
  EXPECT_EQ(table.sum(prefix(1), 1109), 12u);
  EXPECT_EQ(table.sum(prefix(1), 1110), 5u);  // what came at 1000 is too old
  EXPECT_EQ(table.sum(prefix(1), 1120), 0u);
  EXPECT_EQ(table.sum(prefix(2), 1010), 0u);
  table.add(prefix(1), 1200, 1);
  EXPECT_EQ(table.sum(prefix(1), 1200), 1u);
  table.add(prefix(1), 1195, 1);  // a little late
  table.add(prefix(1), 1000, 1);  // too late
  EXPECT_EQ(table.sum(prefix(1), 1200), 2u);
  table.forget(prefix(1));
  EXPECT_EQ(table.sum(prefix(1), 1200), 0u);
}

TEST(PrefixTable, agrees_with_a_plain_model_to_a_stretch) {
  constexpr std::uint32_t kWindow = 300, kStretch = 28;
  std::mt19937 random(20261126);
  PrefixTable table(kWindow, 1024, 5);
  std::map<std::uint32_t, std::deque<std::uint32_t>> model;
  std::uint32_t now = 5000;
  for (int step = 0; step < 50'000; ++step) {
    now += static_cast<std::uint32_t>(random() % 3 == 0 ? 1 : 0) + (random() % 2000 == 0 ? 400u : 0u);
    const auto n = static_cast<std::uint32_t>(random() % 20);
    table.add(prefix(n), now, 1);
    model[n].push_back(now);
    const auto within = [&](std::uint32_t seconds) {
      return static_cast<std::uint64_t>(std::ranges::count_if(model[n], [&](auto at) { return at + seconds > now; }));
    };
    const auto sum = table.sum(prefix(n), now);
    ASSERT_LE(sum, within(kWindow)) << "step " << step;
    ASSERT_GE(sum, within(kWindow - kStretch)) << "step " << step;
  }
}

TEST(PrefixTable, keeps_those_with_most_in_the_octets_that_it_says) {
  PrefixTable table(600, 512, 1);
  for (std::uint32_t n = 0; n < 20; ++n) table.add(prefix(n), 1000, 100);
  for (std::uint32_t n = 1000; n < 30'000; ++n) table.add(prefix(n), 1001, 1);
  for (std::uint32_t n = 0; n < 20; ++n) EXPECT_EQ(table.sum(prefix(n), 1002), 100u);
  EXPECT_EQ(table.sum(prefix(29'999), 1002), 1u);
  EXPECT_EQ(table.bytes(), 512u * 64);
}

TEST(PrefixTable, a_sum_that_is_too_large_stays_at_the_largest) {
  PrefixTable table(5, 8, 1);  // a window shorter than its stretches are many
  for (int i = 0; i < 3; ++i) table.add(prefix(1), 9, 0x7FFF'FFFF);
  EXPECT_EQ(table.sum(prefix(1), 9), 0xFFFF'FFFFu);
  EXPECT_EQ(table.sum(prefix(1), 13), 0xFFFF'FFFFu);
  EXPECT_EQ(table.sum(prefix(1), 14), 0u);
}

}  // namespace
}  // namespace postern::guard
