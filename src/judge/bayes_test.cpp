// Learning, unlearning, forgetting, and what is said of a message.
#include "judge/bayes.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace postern::judge {
namespace {

using Features = std::vector<Feature>;

Features of(std::string text) {
  const auto message = mime::parse("From: a@far.example\r\nSubject: x\r\n\r\n");
  return features_of(message, {{false, std::move(text)}}, nullptr);
}

const Features kJunk = of("cheap pills casino winner lottery http://pills.example/");
const Features kWanted = of("the minutes of the meeting about the garden fence");

Model taught(int junk = 20, int wanted = 20) {
  Model m;
  for (int i = 0; i < junk; ++i) m.learn(MessageNumber(static_cast<std::uint32_t>(i)), Class::junk, kJunk);
  for (int i = 0; i < wanted; ++i) m.learn(MessageNumber(static_cast<std::uint32_t>(1000 + i)), Class::wanted, kWanted);
  return m;
}

TEST(Bayes, says_nothing_before_it_has_learnt_enough_of_both) {
  EXPECT_FALSE(Model().likeness(kJunk));
  EXPECT_FALSE(taught(20, 9).likeness(kJunk));
  EXPECT_FALSE(taught(9, 20).likeness(kJunk));
  EXPECT_TRUE(taught(10, 10).likeness(kJunk));
}

TEST(Bayes, tells_what_is_like_junk_from_what_is_like_what_was_wanted) {
  const auto m = taught();
  EXPECT_GT(m.likeness(kJunk).value(), 0.95);
  EXPECT_LT(m.likeness(kWanted).value(), 0.05);
  EXPECT_NEAR(m.likeness(of("something else entirely, never seen before")).value(), 0.5, 0.2);
  EXPECT_GT(m.likeness(of("winner of the casino pills")).value(), 0.7);
  EXPECT_EQ(m.likeness({}), 0.5);
}

TEST(Bayes, what_is_moved_back_is_as_if_it_had_never_been_moved) {
  auto m = taught();
  const auto more = of("a newsletter about bicycles");
  auto there = m;
  EXPECT_TRUE(there.learn(MessageNumber(5000), Class::junk, more));
  EXPECT_FALSE(there.learn(MessageNumber(5000), Class::junk, more)) << "once";
  EXPECT_TRUE(there.learn(MessageNumber(5000), Class::wanted, more));
  EXPECT_TRUE(m.learn(MessageNumber(5000), Class::wanted, more));
  EXPECT_EQ(there, m);
}

TEST(Bayes, follows_what_comes_now_and_stays_of_one_size) {
  Model m;
  for (std::uint32_t i = 0; i < 20'000; ++i)
    m.learn(MessageNumber(i), i % 2 ? Class::junk : Class::wanted, i % 2 ? kJunk : kWanted);
  EXPECT_LT(m.learnt(Class::junk) + m.learnt(Class::wanted), Model::kHalveAt);
  EXPECT_FALSE(m.known(MessageNumber(1)));
  EXPECT_EQ(m.known(MessageNumber(19'999)), Class::junk);
  EXPECT_LT(encode(m).size(), 45'000u);
  for (std::uint32_t i = 0; i < 400; ++i) m.learn(MessageNumber(50'000 + i), Class::wanted, kJunk);
  EXPECT_LT(m.likeness(kJunk).value(), 0.6) << "what was junk is wanted by now";
}

TEST(Bayes, is_stored_and_read_and_nothing_else_is_read) {
  const auto m = taught();
  const auto stored = encode(m);
  EXPECT_EQ(decode_model(stored), m);
  EXPECT_FALSE(decode_model(""));
  EXPECT_FALSE(decode_model(stored + "x"));
  EXPECT_FALSE(decode_model(stored.substr(0, stored.size() - 1)));
}

TEST(Features, are_bounded_and_the_same_each_time) {
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "word" + std::to_string(i) + " ";
  const auto features = of(many);
  EXPECT_LE(features.size(), kMostFeatures);
  EXPECT_EQ(features, of(many));
  EXPECT_TRUE(std::ranges::all_of(features, [](Feature f) { return f < kFeatures; }));
  EXPECT_EQ(of("Hello World"), of("hello  WORLD, a b"));
  EXPECT_LE(of(std::string(1'000'000, 'x')).size(), 3u);
}

}  // namespace
}  // namespace postern::judge
