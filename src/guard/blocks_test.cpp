// Blocks over the memory engine.
#include "guard/blocks.h"

#include <gtest/gtest.h>

#include "guard/entry.h"
#include "kv/open.h"
#include "support/manual_executor.h"

namespace postern::guard {
namespace {

using events::Service;

constexpr Time kNow{1'790'000'000'000};

IpAddress address(std::string_view text) { return IpAddress::parse(text).value(); }
IpNetwork network(std::string_view text) { return IpNetwork::parse(text).value(); }

Block block(std::string_view where, std::string rule = "brute-force-by-address",
            std::chrono::minutes lasts = std::chrono::minutes(60)) {
  Block b;
  b.network = network(where);
  b.rule = std::move(rule);
  b.kind = Kind::brute_force_by_address;
  b.services = Services::of(Service::imap) | Services::of(Service::pop3);
  b.since = kNow;
  b.until = kNow + lasts;
  b.sum = 5;
  b.marks = {{.second = 9, .who = 1, .credential = 2, .score = 1}, {.second = 8}};
  b.description = "Guesses passwords";
  return b;
}

class BlocksTest : public testing::Test {
 protected:
  bool holds(std::string_view ip, Service service = Service::imap, Time now = kNow) {
    return blocks.find(address(ip), service, now).has_value();
  }
  ManualExecutor executor;
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  Blocks blocks{*kv, 3};
};

TEST_F(BlocksTest, of_an_account_are_apart_from_those_of_networks) {
  auto b = block("::/0", "brute-force-by-account");
  b.account = AccountId(1);  // whose key looks like ::1
  b.action = Action::second_factor;
  b.first = kNow - std::chrono::minutes(9);
  blocks.add(b);
  ASSERT_TRUE(executor.run(blocks.save(std::vector{b})));
  EXPECT_FALSE(holds("192.0.2.1"));
  EXPECT_FALSE(holds("::1"));
  ASSERT_TRUE(blocks.find(AccountId(1), Action::second_factor, kNow));
  EXPECT_EQ(blocks.find(AccountId(1), Action::second_factor, kNow)->first, b.first);
  EXPECT_FALSE(blocks.find(AccountId(1), Action::hold_queue, kNow));
  EXPECT_FALSE(blocks.find(AccountId(2), Action::second_factor, kNow));
  EXPECT_EQ(executor.run(blocks.list(kNow)).value(), std::vector{b});
  EXPECT_EQ(executor.run(blocks.lift(network("::1"), {})).value(), 0u);
  EXPECT_EQ(executor.run(blocks.lift(AccountId(1), {})).value(), 1u);
  EXPECT_FALSE(blocks.find(AccountId(1), Action::second_factor, kNow));
}

TEST_F(BlocksTest, hold_for_their_network_and_services_until_they_run_out) {
  blocks.add(block("192.0.2.0/24"));
  EXPECT_TRUE(holds("192.0.2.1"));
  EXPECT_TRUE(holds("192.0.2.255", Service::pop3));
  EXPECT_FALSE(holds("192.0.3.1"));
  EXPECT_FALSE(holds("192.0.2.1", Service::smtp));
  EXPECT_FALSE(holds("192.0.2.1", Service::imap, kNow + std::chrono::minutes(60)));
}

TEST_F(BlocksTest, a_block_weighs_more_than_a_delay) {
  auto delay = block("192.0.2.1", "slow", std::chrono::minutes(600));
  delay.action = Action::delay;
  delay.delay = std::chrono::seconds(2);
  blocks.add(delay);
  EXPECT_EQ(blocks.find(address("192.0.2.1"), Service::imap, kNow)->action, Action::delay);
  blocks.add(block("192.0.2.0/24"));
  EXPECT_EQ(blocks.find(address("192.0.2.1"), Service::imap, kNow)->action, Action::block);
}

TEST_F(BlocksTest, saved_ones_are_there_after_a_start) {
  ASSERT_TRUE(executor.run(blocks.save(std::vector{block("192.0.2.1")})));
  ASSERT_TRUE(executor.run(blocks.save(std::vector{block("2001:db8:1:2::/64", "x")})));
  Blocks after(*kv, 9);
  ASSERT_TRUE(executor.run(after.load(kNow)));
  EXPECT_TRUE(after.find(address("192.0.2.1"), Service::imap, kNow));
  EXPECT_TRUE(after.find(address("2001:db8:1:2::77"), Service::pop3, kNow));
  const auto listed = executor.run(after.list(kNow)).value();
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0], block("192.0.2.1"));
}

TEST_F(BlocksTest, lifting_takes_the_block_and_not_its_neighbours) {
  for (const auto* where : {"192.0.2.1", "192.0.2.2", "192.0.2.0/24"}) {
    blocks.add(block(where));
    ASSERT_TRUE(executor.run(blocks.save(std::vector{block(where)})));
  }
  EXPECT_EQ(executor.run(blocks.lift(network("192.0.2.0/24"), "")).value(), 1u);
  EXPECT_TRUE(holds("192.0.2.1"));
  EXPECT_FALSE(holds("192.0.2.3"));
  EXPECT_EQ(executor.run(blocks.lift(network("192.0.2.1"), "another-rule")).value(), 0u);
  EXPECT_EQ(executor.run(blocks.lift(network("192.0.2.1"), "")).value(), 1u);
  EXPECT_FALSE(holds("192.0.2.1"));
  EXPECT_EQ(executor.run(blocks.list(kNow)).value().size(), 1u);
}

TEST_F(BlocksTest, those_of_one_network_or_account_are_listed_by_themselves) {
  auto of_account = block("::/0", "brute-force-by-account");
  of_account.account = AccountId(1);
  const auto first = block("192.0.2.1", "a"), second = block("192.0.2.1", "b"), wider = block("192.0.2.0/24");
  ASSERT_TRUE(executor.run(blocks.save(std::vector{first, second, wider, block("192.0.2.2"), of_account})));
  EXPECT_EQ(executor.run(blocks.list(network("192.0.2.1"), kNow)).value(), (std::vector{first, second}));
  EXPECT_EQ(executor.run(blocks.list(network("192.0.2.0/24"), kNow)).value(), std::vector{wider});
  EXPECT_EQ(executor.run(blocks.list(AccountId(1), kNow)).value(), std::vector{of_account});
  EXPECT_TRUE(executor.run(blocks.list(network("::1"), kNow)).value().empty());
  EXPECT_TRUE(executor.run(blocks.list(network("192.0.2.1"), kNow + std::chrono::hours(24))).value().empty());
}

TEST_F(BlocksTest, earlier_ones_are_counted_for_thirty_days) {
  auto b = block("192.0.2.1");
  ASSERT_TRUE(executor.run(blocks.save(std::vector{b})));
  for (const int days : {20, 40}) {
    b.since = kNow + std::chrono::hours(24 * days);
    b.until = b.since + std::chrono::minutes(60);
    ASSERT_TRUE(executor.run(blocks.save(std::vector{b})));
  }
  const auto listed = executor.run(blocks.list(b.since)).value();
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].earlier, std::vector{kNow + std::chrono::hours(24 * 20)});
}

TEST_F(BlocksTest, what_has_run_out_is_swept_from_memory_and_remembered_a_month) {
  blocks.add(block("192.0.2.1"));
  ASSERT_TRUE(executor.run(blocks.save(std::vector{block("192.0.2.1")})));
  EXPECT_EQ(executor.run(blocks.sweep(kNow + std::chrono::minutes(61))).value(), 1u);
  EXPECT_EQ(blocks.size(), 0u);
  EXPECT_EQ(executor.run(blocks.sweep(kNow + std::chrono::hours(24 * 31))).value(), 1u);
  EXPECT_EQ(executor.run(blocks.sweep(kNow + std::chrono::hours(24 * 31))).value(), 0u);
}

TEST_F(BlocksTest, too_many_give_up_those_that_end_first_and_none_that_somebody_made) {
  Blocks few(*kv, 3, 20);
  std::vector<Block> all;
  for (int n = 1; n <= 19; ++n) all.push_back(block("192.0.2." + std::to_string(n), "x", std::chrono::minutes(n)));
  all.push_back(block("198.51.100.1", std::string(kByHand), std::chrono::minutes(1)));
  all.push_back(block("198.51.100.2", "x", std::chrono::minutes(1)));
  all.back().until = kForEver;
  auto longer = all[0];
  longer.rule = "y";
  longer.until = kNow + std::chrono::minutes(60);
  all.push_back(longer);  // 192.0.2.1 has one that ends last
  for (const auto& b : all) few.add(b);
  ASSERT_TRUE(executor.run(few.save(all)));
  EXPECT_EQ(few.size(), 21u);
  EXPECT_EQ(executor.run(few.make_room()).value(), 3u);
  EXPECT_EQ(executor.run(few.make_room()).value(), 0u);
  EXPECT_EQ(few.size(), 18u);
  for (const auto* gone : {"192.0.2.2", "192.0.2.3", "192.0.2.4"})
    EXPECT_FALSE(few.find(address(gone), Service::imap, kNow)) << gone;
  for (const auto* there : {"192.0.2.1", "192.0.2.5", "192.0.2.19", "198.51.100.1", "198.51.100.2"})
    EXPECT_TRUE(few.find(address(there), Service::imap, kNow)) << there;
  Blocks after(*kv, 9, 20);
  ASSERT_TRUE(executor.run(after.load(kNow)));
  EXPECT_EQ(after.size(), 18u);  // on the disk as well
  EXPECT_EQ(executor.run(after.list(kNow)).value().size(), 19u);
}

TEST_F(BlocksTest, of_accounts_and_by_hand_are_never_given_up) {
  Blocks few(*kv, 3, 1);
  for (const auto* where : {"192.0.2.1", "192.0.2.2", "192.0.2.3"}) few.add(block(where, std::string(kByHand)));
  EXPECT_EQ(executor.run(few.make_room()).value(), 0u);
  EXPECT_EQ(few.size(), 3u);
}

TEST_F(BlocksTest, no_more_that_are_over_are_remembered_than_there_is_room_for) {
  Blocks few(*kv, 3, 10);
  std::vector<Block> all;
  for (int n = 1; n <= 24; ++n) {
    auto b = block("192.0.2." + std::to_string(n), "x", std::chrono::minutes(1));
    b.since = kNow - std::chrono::hours(n);
    b.until = b.since + std::chrono::minutes(1);
    all.push_back(b);
  }
  ASSERT_TRUE(executor.run(few.save(all)));
  EXPECT_EQ(executor.run(few.sweep(kNow + std::chrono::minutes(1))).value(), 24u);
  EXPECT_EQ(executor.run(few.sweep(kNow + std::chrono::minutes(1))).value(), 10u);
  auto again = block("192.0.2.9", "x");
  ASSERT_TRUE(executor.run(few.save(std::vector{again})));
  EXPECT_EQ(executor.run(few.list(kNow)).value().front().earlier, std::vector{all[8].since});
}

TEST(BlockRecord, comes_back_equal_and_refuses_what_is_cut) {
  auto b = block("2001:db8::/48");
  b.earlier = {kNow, kNow + std::chrono::hours(1)};
  const auto bytes = encode(b);
  EXPECT_EQ(decode_block(bytes).value(), b);
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(decode_block(bytes.substr(0, n)));
}

TEST(NetworkMap, walks_from_the_most_specific_network_upwards) {
  NetworkMap<int> map(1);
  map.at(network("10.0.0.0/8")) = 8;
  map.at(network("10.1.0.0/16")) = 16;
  map.at(network("10.1.2.3")) = 32;
  map.at(network("2001:db8::/32")) = 6;
  std::vector<int> seen;
  map.walk(address("10.1.2.3"), [&](const IpNetwork&, int v) {
    seen.push_back(v);
    return false;
  });
  EXPECT_EQ(seen, (std::vector{32, 16, 8}));
  EXPECT_TRUE(map.erase(network("10.1.0.0/16")));
  EXPECT_FALSE(map.erase(network("10.1.0.0/16")));
  EXPECT_EQ(map.size(), 3u);
  EXPECT_EQ(map.find(network("10.1.0.0/16")), nullptr);
}

}  // namespace
}  // namespace postern::guard
