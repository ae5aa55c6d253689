// Who is known, and what is thought of him: greylisting and reputation over the memory engine.
#include <gtest/gtest.h>

#include "judge/greylist.h"
#include "judge/reputation.h"
#include "kv/open.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"

namespace postern::judge {
namespace {

class SendersTest : public testing::Test {
 protected:
  bool comes(std::string who, std::string sender = "a@far.example", std::string recipient = "u1@here.example") {
    return executor.run(greylist.lets_in({std::move(who), std::move(sender), std::move(recipient)}, settings));
  }
  std::size_t rows() {
    std::size_t n = 0;
    kv::Visitor count = [&](std::string_view, std::string_view) { return ++n > 0; };
    EXPECT_TRUE(executor.run(store->scan(kv::Family::hot, "J", "K", std::move(count))));
    return n;
  }
  std::optional<Opinion> opinion(std::string who) { return executor.run(reputation.opinion(std::move(who), settings)); }
  void sent(const std::string& who, int n, Hundredths score, Opinion own = {}) {
    for (int i = 0; i < n; ++i) reputation.learn(who, verdict(settings, {{.stage = "x", .weight = score, .words = {}}, own}));
  }

  ManualExecutor executor;
  test::ManualTime time;
  std::unique_ptr<kv::Store> store = std::move(*kv::open_memory());
  Settings settings;
  Greylist greylist{*store, time};
  Reputation reputation{*store, time};
};

TEST(KnownAs, a_proven_domain_else_the_network) {
  const auto ip = [](std::string_view text) { return IpAddress::parse(text).value(); };
  EXPECT_EQ(known_as(ip("192.0.2.7"), ""), "192.0.2.0/24");
  EXPECT_EQ(known_as(ip("2001:db8:1:2:3::4"), ""), "2001:db8:1:2::/64");
  EXPECT_EQ(known_as(ip("192.0.2.7"), "Far.Example"), "far.example");
}

TEST_F(SendersTest, whoever_comes_again_in_time_is_known_with_all_he_sends) {
  EXPECT_FALSE(comes("192.0.2.0/24"));
  time.pass(4min);
  EXPECT_FALSE(comes("192.0.2.0/24")) << "too soon, and the first time counts";
  time.pass(1min);
  EXPECT_TRUE(comes("192.0.2.0/24"));
  EXPECT_TRUE(comes("192.0.2.0/24", "other@far.example", "u2@here.example")) << "he is known";
  EXPECT_FALSE(comes("198.51.100.0/24")) << "nobody else is";
  time.pass(35 * 24h);
  EXPECT_TRUE(comes("192.0.2.0/24"));
  time.pass(35 * 24h);
  EXPECT_TRUE(comes("192.0.2.0/24")) << "he came in between";
  time.pass(37 * 24h);
  EXPECT_FALSE(comes("192.0.2.0/24"));
}

TEST_F(SendersTest, another_message_is_not_coming_again_and_neither_is_a_late_one) {
  EXPECT_FALSE(comes("192.0.2.0/24"));
  time.pass(10min);
  EXPECT_FALSE(comes("192.0.2.0/24", "b@far.example"));
  EXPECT_FALSE(comes("192.0.2.0/24", "a@far.example", "u2@here.example"));
  time.pass(25h);
  EXPECT_FALSE(comes("192.0.2.0/24"));
}

TEST_F(SendersTest, rows_that_ran_out_go_in_bounded_steps) {
  for (int i = 0; i < 30; ++i) comes("10.0." + std::to_string(i) + ".0/24");
  time.pass(6min);
  EXPECT_TRUE(comes("10.0.3.0/24"));
  time.pass(25h);
  for (int i = 0; i < 5; ++i) comes("10.1." + std::to_string(i) + ".0/24");
  EXPECT_EQ(rows(), 35u);
  EXPECT_LE(executor.run(greylist.sweep(settings, 10)).value(), 10u);
  EXPECT_GE(rows(), 25u);
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(executor.run(greylist.sweep(settings, 10)));
  EXPECT_EQ(rows(), 6u) << "one who is known, and five who wait";
}

TEST_F(SendersTest, an_administrator_sees_who_waits_and_is_known_lets_him_in_and_forgets_him) {
  const auto listed = [&](std::string text = "", std::size_t most = 100) {
    std::string out;
    for (const auto& one : executor.run(greylist.list(settings, std::move(text), most)).value())
      out += one.who + (one.known ? " is known; " : " waits, " + one.sender + " to " + one.recipient + "; ");
    return out;
  };
  EXPECT_FALSE(comes("192.0.2.0/24", "Ann@far.example"));
  time.pass(1min);
  EXPECT_FALSE(comes("198.51.100.0/24", "", "u2@here.example"));
  EXPECT_FALSE(comes("192.0.2.0/24", "Bob@far.example"));
  const std::string bob = "192.0.2.0/24 waits, Bob@far.example to u1@here.example; ";
  const std::string nobody = "198.51.100.0/24 waits,  to u2@here.example; ";
  const std::string ann = "192.0.2.0/24 waits, Ann@far.example to u1@here.example; ";
  EXPECT_EQ(listed(), bob + nobody + ann);
  EXPECT_EQ(listed("ANN"), ann);
  EXPECT_EQ(listed("", 1), bob) << "the newest";
  EXPECT_EQ(executor.run(greylist.kept_of("192.0.2.0/24", settings))->waiting, 2u);

  time.pass(1min);
  ASSERT_TRUE(executor.run(greylist.let_in("192.0.2.0/24")));
  ASSERT_TRUE(executor.run(greylist.let_in("expected.example")));
  EXPECT_EQ(listed(), "192.0.2.0/24 is known; expected.example is known; " + nobody);
  EXPECT_TRUE(comes("192.0.2.0/24", "ann@far.example")) << "at once, and whatever else he sends";
  EXPECT_TRUE(comes("expected.example"));
  EXPECT_FALSE(comes("198.51.100.0/24", "", "u2@here.example")) << "nobody else";

  ASSERT_TRUE(executor.run(greylist.forget("192.0.2.0/24")));
  EXPECT_FALSE(executor.run(greylist.kept_of("192.0.2.0/24", settings))->known);
  EXPECT_FALSE(comes("192.0.2.0/24", "ann@far.example"));
  time.pass(25h);
  EXPECT_EQ(listed(), "expected.example is known; ") << "what has run out is not shown, swept or not";
}

TEST_F(SendersTest, a_sender_is_thought_of_as_he_has_sent_and_it_fades) {
  sent("far.example", 4, 0);
  EXPECT_FALSE(opinion("far.example")) << "of few nothing is said";
  sent("far.example", 6, 0);
  EXPECT_EQ(opinion("far.example")->weight, -200);
  sent("bad.example", 9, 1500);
  sent("bad.example", 1, 0);
  EXPECT_EQ(opinion("bad.example")->weight, 160);
  EXPECT_EQ(opinion("bad.example")->words, "spam lately: 9 of 10 messages of bad.example");
  ASSERT_TRUE(executor.run(reputation.write()));
  EXPECT_EQ(opinion("bad.example")->weight, 160) << "from the store";
  sent("bad.example", 10, 0);
  EXPECT_EQ(opinion("bad.example")->weight, -20) << "both count";
  ASSERT_TRUE(executor.run(reputation.write()));
  time.pass(14 * 24h);
  EXPECT_EQ(opinion("bad.example")->words, "spam lately: 4 of 10 messages of bad.example");
  time.pass(14 * 24h * 2);
  EXPECT_FALSE(opinion("bad.example"));
}

TEST_F(SendersTest, a_network_is_only_thought_ill_of) {
  sent("192.0.2.0/24", 20, 0);
  EXPECT_FALSE(opinion("192.0.2.0/24")) << "whoever sends from there next may be anybody";
  sent("192.0.2.0/24", 60, 1500);
  EXPECT_EQ(opinion("192.0.2.0/24")->weight, 100);
}

TEST_F(SendersTest, a_reputation_does_not_feed_itself) {
  const Opinion own{.stage = "reputation", .weight = 10 * kPoint, .words = {}};
  sent("far.example", 20, 0, own);
  EXPECT_FALSE(opinion("far.example"));
}

TEST_F(SendersTest, memory_is_bounded_and_who_is_not_heard_of_is_forgotten) {
  for (std::size_t i = 0; i < Reputation::kMostFresh + 10; ++i) sent(std::to_string(i), 1, 0);
  ASSERT_TRUE(executor.run(reputation.write()));
  EXPECT_EQ(rows(), Reputation::kMostFresh);
  time.pass(14 * 24h * 4);
  for (int i = 0; i < 12; ++i) EXPECT_LE(executor.run(reputation.sweep(1000)).value(), 1000u);
  EXPECT_EQ(rows(), 0u);
}

TEST(Standing, counts_neither_overflow_nor_grow_in_a_clock_that_was_set_back) {
  Standing s;
  s.count(UINT32_MAX, UINT32_MAX, Time{1000});
  s.count(UINT32_MAX, UINT32_MAX, Time{500});
  EXPECT_EQ(s.good, 1'000'000'000u);
  EXPECT_EQ(s.at, Time{1000});
  EXPECT_EQ(decode_standing(encode(s)), s);
  EXPECT_FALSE(decode_standing("x"));
  EXPECT_FALSE(decode_standing(encode(s) + "x"));
}

}  // namespace
}  // namespace postern::judge
