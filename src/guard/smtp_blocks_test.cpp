// SMTP blocks over the memory engine.
#include "guard/smtp_blocks.h"

#include <gtest/gtest.h>

#include "kv/open.h"
#include "support/manual_executor.h"

namespace postern::guard {
namespace {

constexpr Time kThatDay{1'790'000'000'000};

class SmtpBlocksTest : public testing::Test {
 protected:
  void add(Named what, std::string name, Way way = Way::both, bool soft = false, Time until = kForEver) {
    SmtpBlock b;
    b.what = what;
    b.name = std::move(name);
    b.way = way;
    b.soft = soft;
    b.since = kThatDay;
    b.until = until;
    ASSERT_TRUE(executor.run(blocks.add(std::move(b))));
  }
  bool sender(std::string_view address, Way way = Way::inbound, Time now = kThatDay) {
    return blocks.sender(address, way, now).has_value();
  }
  ManualExecutor executor;
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  SmtpBlocks blocks{*kv};
};

TEST_F(SmtpBlocksTest, hold_for_an_address_a_domain_and_those_below_it_in_any_case) {
  add(Named::sender, "ann@evil.test");
  add(Named::domain, "spam.test");
  EXPECT_TRUE(sender("ANN@evil.test"));
  EXPECT_FALSE(sender("bob@evil.test"));
  EXPECT_TRUE(sender("x@spam.test"));
  EXPECT_TRUE(sender("x@a.b.Spam.test"));
  EXPECT_FALSE(sender("x@notspam.test"));
  EXPECT_FALSE(sender("x@spam.test.home"));
  EXPECT_FALSE(sender("spam.test"));
  EXPECT_FALSE(blocks.client("spam.test", Way::inbound, kThatDay)) << "what a client calls itself is something else";
  add(Named::client, "bot.test");
  EXPECT_TRUE(blocks.client("host7.BOT.test", Way::inbound, kThatDay));
  EXPECT_FALSE(blocks.client("robot.test", Way::inbound, kThatDay));
}

TEST_F(SmtpBlocksTest, hold_for_their_way_and_their_time_and_may_be_soft) {
  add(Named::domain, "in.test", Way::inbound, true);
  add(Named::domain, "out.test", Way::outbound, false, kThatDay + std::chrono::hours(1));
  EXPECT_TRUE(sender("x@in.test", Way::inbound));
  EXPECT_FALSE(sender("x@in.test", Way::outbound));
  EXPECT_TRUE(blocks.sender("x@in.test", Way::inbound, kThatDay)->soft);
  EXPECT_FALSE(sender("x@out.test", Way::inbound));
  EXPECT_TRUE(sender("x@out.test", Way::outbound));
  EXPECT_FALSE(blocks.sender("x@out.test", Way::outbound, kThatDay)->soft);
  EXPECT_FALSE(sender("x@out.test", Way::outbound, kThatDay + std::chrono::hours(1)));
  EXPECT_EQ(executor.run(blocks.sweep(kThatDay + std::chrono::hours(1))).value(), 1u);
  EXPECT_EQ(executor.run(blocks.list()).value().size(), 1u);
}

TEST_F(SmtpBlocksTest, and_their_hits_are_there_after_a_restart_until_they_are_removed) {
  add(Named::domain, "spam.test");
  EXPECT_TRUE(sender("x@spam.test"));
  EXPECT_TRUE(sender("y@spam.test", Way::outbound, kThatDay + std::chrono::seconds(5)));
  ASSERT_TRUE(executor.run(blocks.save_hits()));
  SmtpBlocks again(*kv);
  ASSERT_TRUE(executor.run(again.load(kThatDay)));
  const auto all = executor.run(again.list()).value();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].hits, 2u);
  EXPECT_EQ(all[0].last_hit, kThatDay + std::chrono::seconds(5));
  EXPECT_TRUE(again.sender("z@spam.test", Way::inbound, kThatDay));
  EXPECT_TRUE(executor.run(again.remove(Named::domain, "SPAM.test")).value());
  EXPECT_FALSE(executor.run(again.remove(Named::domain, "spam.test")).value());
  EXPECT_FALSE(again.sender("z@spam.test", Way::inbound, kThatDay));
  EXPECT_TRUE(executor.run(again.list()).value().empty());
}

TEST_F(SmtpBlocksTest, that_were_cut_short_or_are_of_another_version_are_refused) {
  SmtpBlock b;
  b.name = "ann@evil.test";
  b.soft = true;
  const auto whole = encode(b);
  ASSERT_EQ(decode_smtp_block(whole).value(), b);
  for (std::size_t n = 0; n < whole.size(); ++n) EXPECT_FALSE(decode_smtp_block(std::string_view(whole).substr(0, n))) << n;
  EXPECT_FALSE(decode_smtp_block(whole + "x"));
  EXPECT_FALSE(decode_smtp_block("\x7F" + whole.substr(1)));
}

}  // namespace
}  // namespace postern::guard
