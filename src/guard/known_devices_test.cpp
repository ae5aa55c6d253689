// Accounts that are attacked from everywhere, and the devices that get in all the same.
#include <gtest/gtest.h>

#include "base/codec.h"
#include "guard/keys.h"
#include "support/guard_world.h"

namespace postern::guard {
namespace {

TEST_F(GuardTest, an_account_under_attack_from_anywhere_lets_in_known_devices_alone) {
  Running running(*this);
  log_in(running.guard, "192.0.2.1");
  fail_from_many(running.guard, 1, 19);
  EXPECT_TRUE(lets_in(running.guard, "198.51.100.99"));
  fail_from_many(running.guard, 20, 20);
  EXPECT_FALSE(lets_in(running.guard, "198.51.100.99"));
  EXPECT_TRUE(lets_in(running.guard, "192.0.2.1"));
  EXPECT_FALSE(lets_in(running.guard, "192.0.2.2")) << "the owner's neighbour";
  EXPECT_TRUE(lets_in(running.guard, "198.51.100.99", AccountId(4))) << "other accounts";
  EXPECT_TRUE(running.guard.admit(client("198.51.100.1"), Service::imap)) << "no address did too much";
  EXPECT_EQ(log.last(events::Event::account_conspicuous, events::Key::name), "brute-force-by-account");
  time.pass(std::chrono::minutes(60));
  EXPECT_TRUE(lets_in(running.guard, "198.51.100.99"));
}

TEST_F(GuardTest, an_application_password_makes_no_device_known_and_pays_for_no_guess_at_the_password) {
  Running running(*this);
  const auto by_key = [&] {
    auto e = attempt("192.0.2.7", AccountId(3), events::Cause::none);
    e.credential = 2;
    running.guard.record(std::move(e));
    time.pass(std::chrono::seconds(1));
  };
  by_key();
  fail_from_many(running.guard, 1, 20);
  EXPECT_FALSE(lets_in(running.guard, "192.0.2.7"));
  EXPECT_EQ(executor.run(running.guard.rightful_logins(IpNetwork(client("192.0.2.7"), 128))).value(), 1u)
      << "who blocks it is told of it all the same";
  fail_logins(running.guard, 1, 4);
  by_key();
  fail_logins(running.guard, 5, 5);
  EXPECT_FALSE(running.guard.admit(client("192.0.2.7"), Service::imap));
  settle(running);
}

TEST_F(GuardTest, who_got_in_while_passwords_were_guessed_is_no_known_device) {
  Running running(*this);
  fail_from_many(running.guard, 1, 10);
  log_in(running.guard, "198.51.100.77");  // guessed
  fail_from_many(running.guard, 11, 20);
  EXPECT_FALSE(lets_in(running.guard, "198.51.100.77"));
  time.pass(std::chrono::minutes(30));
  fail_from_many(running.guard, 21,
                 40);  // it goes on: what was guessed is no better known by that
  time.pass(std::chrono::minutes(45));
  EXPECT_FALSE(lets_in(running.guard, "198.51.100.77"));
}

TEST_F(GuardTest, a_device_is_known_for_thirty_days_and_in_ipv6_by_its_64) {
  Running running(*this);
  log_in(running.guard, "192.0.2.1");
  time.pass(std::chrono::hours(20 * 24));
  log_in(running.guard, "2001:db8:0:1::1");
  time.pass(std::chrono::hours(12 * 24));
  fail_from_many(running.guard, 1, 20);
  EXPECT_FALSE(lets_in(running.guard, "192.0.2.1"));
  EXPECT_TRUE(lets_in(running.guard, "2001:db8:0:1:ffff::2"));
  EXPECT_FALSE(lets_in(running.guard, "2001:db8:0:2::1"));
}

TEST_F(GuardTest, a_browser_that_was_known_before_the_attack_gets_in_from_anywhere) {
  Running running(*this);
  const std::string hers(32, 'a'), new_one(32, 'b');
  const auto gets_in = [&](const std::string& browser, AccountId account = AccountId(3)) {
    return executor.run(running.guard.lets_in(account, client("198.51.100.99"), Service::web, browser));
  };
  running.guard.note_browser(AccountId(3), hers);
  running.guard.note_browser(AccountId(4), new_one);
  EXPECT_TRUE(executor.run(running.guard.knows_browser(AccountId(3), hers)));
  EXPECT_FALSE(executor.run(running.guard.knows_browser(AccountId(3), new_one))) << "another's";
  time.pass(std::chrono::seconds(1));
  fail_from_many(running.guard, 1, 20);
  running.guard.note_browser(AccountId(3), new_one);
  EXPECT_TRUE(gets_in(hers));
  EXPECT_FALSE(gets_in(new_one)) << "known by the attack itself";
  EXPECT_FALSE(gets_in({}));
  settle(running);
  EXPECT_EQ(executor.run(running.guard.rightful_logins(IpNetwork())).value(), 0u) << "a browser is no address";
  time.pass(std::chrono::hours(31 * 24));
  fail_from_many(running.guard, 21, 40);
  EXPECT_FALSE(gets_in(hers)) << "too long ago";
}

TEST_F(GuardTest, accounts_under_attack_and_known_devices_survive_a_restart_and_unblocking_ends_it) {
  {
    Running running(*this);
    log_in(running.guard, "192.0.2.1");
    fail_from_many(running.guard, 1, 20);
    settle(running);
  }
  Running again(*this);
  EXPECT_FALSE(lets_in(again.guard, "198.51.100.99"));
  EXPECT_TRUE(lets_in(again.guard, "192.0.2.1"));
  EXPECT_EQ(executor.run(again.guard.unblock(AccountId(3))).value(), 1u);
  EXPECT_TRUE(lets_in(again.guard, "198.51.100.99"));
  fail_from_many(again.guard, 21, 39);
  EXPECT_TRUE(lets_in(again.guard, "198.51.100.99")) << "counting began at nothing";
}

TEST_F(GuardTest, what_an_account_is_known_by_is_shown_the_last_one_first_and_forgotten) {
  Running running(*this);
  const std::string browser(32, 'a');
  const auto known = [&] { return executor.run(running.guard.known_devices(AccountId(3))).value(); };
  const auto first = time.now();
  log_in(running.guard, "192.0.2.1");
  time.pass(std::chrono::hours(24));
  log_in(running.guard, "2001:db8:0:1:ffff::1");
  auto by_key = attempt("192.0.2.1", AccountId(3), events::Cause::none);
  by_key.credential = 2;
  running.guard.record(std::move(by_key));
  time.pass(std::chrono::hours(1));
  const auto last = time.now();
  log_in(running.guard, "192.0.2.1");
  time.pass(std::chrono::hours(1));
  running.guard.note_browser(AccountId(3), browser, std::string(1000, 'n'));
  const auto all = known();
  ASSERT_EQ(all.size(), 3u) << "where a key came from is none";
  EXPECT_EQ(all[0].kind, KnownDevice::Kind::browser);
  EXPECT_EQ(all[0].name, std::string(Devices::kLongestName, 'n'));
  EXPECT_EQ(all[1].network.text(), "192.0.2.1/32");
  EXPECT_EQ(all[1].kind, KnownDevice::Kind::address);
  EXPECT_EQ((std::pair{all[1].first.seconds(), all[1].last.seconds()}), (std::pair{first.seconds(), last.seconds()}));
  EXPECT_EQ(all[2].network.text(), "2001:db8:0:1::/64");
  EXPECT_TRUE(executor.run(running.guard.known_devices(AccountId(4))).value().empty()) << "another's";

  for (const auto& one : all) {
    EXPECT_EQ(Device::with_id(one.device.id())->subject(), one.device.subject());
    EXPECT_FALSE(executor.run(running.guard.forget_device(AccountId(4), one.device)).value());
    EXPECT_TRUE(executor.run(running.guard.forget_device(AccountId(3), one.device)).value());
    EXPECT_FALSE(executor.run(running.guard.forget_device(AccountId(3), one.device)).value());
  }
  EXPECT_TRUE(known().empty());
  fail_from_many(running.guard, 1, 20);
  EXPECT_FALSE(lets_in(running.guard, "192.0.2.1"));
  EXPECT_FALSE(executor.run(running.guard.lets_in(AccountId(3), client("198.51.100.99"), Service::web, browser)));
}

TEST(KnownDevices, no_other_text_is_an_id) {
  for (const auto* bad : {"", "00", "zz", "00000000000000000000ffffc00002016b", "00000000000000000000ffffc000020100",
                          "00000000000000000000ffffc0000201 "})
    EXPECT_FALSE(Device::with_id(bad)) << bad;
  EXPECT_TRUE(Device::with_id("00000000000000000000ffffc0000201"));
}

TEST_F(GuardTest, a_row_of_before_browsers_had_names_is_known_all_the_same) {
  const auto key = std::string(keys::kKnownDevices) + Encoder().big64(3).raw(Device(client("192.0.2.1")).subject()).take();
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::meta, key, Encoder().u8(1).zigzag(time.now().ms).take());
    return {};
  };
  ASSERT_TRUE(executor.run(kv->commit(kv::Shard{0}, std::move(write), kv::Durability::relaxed)));
  Running running(*this);
  const auto all = executor.run(running.guard.known_devices(AccountId(3))).value();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].last.ms, time.now().ms);
}

TEST_F(GuardTest, rows_of_devices_that_let_nobody_in_are_swept) {
  Running running(*this);
  log_in(running.guard, "192.0.2.1");
  settle(running);
  Devices devices(*kv);
  EXPECT_EQ(executor.run(devices.sweep(time.now() + Devices::kKnownFor)).value(), 0u);
  EXPECT_EQ(executor.run(devices.sweep(time.now() + Devices::kKnownFor + std::chrono::hours(25))).value(), 1u);
}

}  // namespace
}  // namespace postern::guard
