// Sums, levels, what a message would have needed for the inbox, and the words of it.
#include "judge/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace postern::judge {
namespace {

using queue::Level;

Opinion weighs(std::string stage, std::int32_t points, std::string words = "x") {
  return {.stage = std::move(stage), .weight = points * kPoint, .words = std::move(words)};
}

TEST(Verdict, a_sum_reaches_the_level_whose_threshold_it_has) {
  const Settings s;  // 5, 10, 20
  const auto level = [&](Hundredths n) { return verdict(s, {{.stage = "a", .weight = n, .words = {}}}).level; };
  EXPECT_EQ(level(499), Level::none);
  EXPECT_EQ(level(500), Level::low);
  EXPECT_EQ(level(999), Level::low);
  EXPECT_EQ(level(1000), Level::medium);
  EXPECT_EQ(level(1999), Level::medium);
  EXPECT_EQ(level(2000), Level::high);
  EXPECT_EQ(verdict(s, {}).level, Level::none);
  EXPECT_EQ(verdict(s, {weighs("a", 12), weighs("b", -3)}).score, 900);
}

TEST(Verdict, what_could_not_be_found_out_weighs_nothing_whatever_it_says) {
  auto doubt = cannot_say("list", "the DNS does not answer");
  doubt.weight = 100 * kPoint;
  EXPECT_EQ(verdict({}, {doubt}).score, 0);
  doubt.clears = true;
  EXPECT_EQ(verdict({}, {doubt, weighs("a", 12)}).score, 1200);
}

TEST(Verdict, trust_takes_away_all_that_speaks_against_and_nothing_else) {
  const Opinion trust{.stage = "trust", .words = {}, .clears = true};
  EXPECT_EQ(verdict({}, {weighs("a", 900), trust}).score, 0);
  EXPECT_EQ(verdict({}, {weighs("a", 3), weighs("b", -5), trust}).score, -200);
}

TEST(Verdict, no_sum_overflows) {
  EXPECT_EQ(verdict({}, Opinions(100'000, {.stage = "a", .weight = INT32_MAX, .words = {}})).score, INT32_MAX);
  EXPECT_EQ(verdict({}, Opinions(100'000, {.stage = "a", .weight = INT32_MIN, .words = {}})).score, INT32_MIN);
}

TEST(Verdict, the_fewest_stages_without_which_it_would_be_in_the_inbox) {
  const auto without = [](Opinions all) { return verdict({}, std::move(all)).inbox_without; };
  EXPECT_EQ(without({weighs("a", 4), weighs("b", 7)}), std::vector<std::string>{"b"});
  EXPECT_EQ(without({weighs("a", 9), weighs("b", 9), weighs("c", 1)}), (std::vector<std::string>{"a", "b"}))
      << "without a alone 10 points are left";
  EXPECT_TRUE(without({weighs("a", 9)}).empty()) << "it is in the inbox";
  Settings strict;
  strict.low_action = Action::junk;
  EXPECT_EQ(verdict(strict, {weighs("a", 9)}).inbox_without, std::vector<std::string>{"a"});
}

TEST(Verdict, the_field_says_all_and_the_heaviest_first) {
  const auto v = verdict({}, {weighs("helo", 2, "x has no address"), weighs("dmarc", 10, "fail"), weighs("spf", -1),
                              cannot_say("list bl.example", "no answer")});
  EXPECT_EQ(field_value({}, v),
            "medium; score=11.00; levels=5/10/20;\r\n\tinbox-without=\"dmarc\";\r\n\tdmarc +10.00 (fail);\r\n"
            "\thelo +2.00 (x has no address);\r\n\tlist bl.example ? (no answer);\r\n\tspf -1.00 (x)\r\n");
}

TEST(Verdict, words_of_strangers_cannot_forge_a_field_and_a_crowd_of_them_is_cut) {
  Opinions all(1000,
               weighs("a\r\nX-Evil: 1", 1, std::string("w\r\nX-Evil: 2\"); dmarc -9 (\xC3\xA4") + std::string(5000, 'x')));
  const auto value = field_value({}, verdict({}, all));
  EXPECT_LT(value.size(), 20'000u);
  EXPECT_FALSE(value.contains("\nX-Evil"));
  EXPECT_FALSE(value.contains("; dmarc"));
  EXPECT_TRUE(std::ranges::all_of(value, [](char c) { return static_cast<unsigned char>(c) < 127; }));
  for (std::size_t at = value.find('\n'); at + 1 < value.size(); at = value.find('\n', at + 1)) EXPECT_EQ(value[at + 1], '\t');
}

TEST(Points, are_written_with_two_places) {
  EXPECT_EQ(points(0), "0.00");
  EXPECT_EQ(points(-5), "-0.05");
  EXPECT_EQ(points(1250), "12.50");
  EXPECT_EQ(points(-1250), "-12.50");
}

}  // namespace
}  // namespace postern::judge
