// Who has logged in last, and when.
#include "guard/last_logins.h"

#include <gtest/gtest.h>

#include "base/codec.h"
#include "guard/administrator_id.h"
#include "guard/keys.h"
#include "support/guard_world.h"

namespace postern::guard {
namespace {

TEST_F(GuardTest, the_last_right_login_is_known_at_once_and_after_a_restart) {
  const AccountId ann(3), bob(4);
  const auto first = time.now();
  Time last;
  {
    Running running(*this);
    EXPECT_FALSE(running.guard.last_logins(ann).right.was_made());
    log_in(running.guard, "192.0.2.1");
    EXPECT_EQ(running.guard.last_logins(ann).right, (LoginTry{first, client("192.0.2.1")}));
    time.pass(std::chrono::seconds(5));
    fail_from_many(running.guard, 1, 1);
    EXPECT_EQ(running.guard.last_logins(ann).right.at, first) << "a wrong password is no login";
    last = time.now();
    log_in(running.guard, "192.0.2.2");  // the row of the last minute is not written again until the stop
    settle(running);
  }
  Running again(*this);
  EXPECT_EQ(again.guard.last_logins(ann).right, (LoginTry{last, client("192.0.2.2")}));
  EXPECT_GT(last, first);
  EXPECT_FALSE(again.guard.last_logins(ann).wrong.was_made()) << "of accounts the recorder has them all";
  EXPECT_FALSE(again.guard.last_logins(bob).right.was_made());
}

TEST_F(GuardTest, of_an_administrator_the_last_that_failed_is_known_too) {
  const auto keeper = id_of_administrator("keeper");
  Time failed;
  {
    Running running(*this);
    fail_from_many(running.guard, 1, 1, keeper);
    EXPECT_FALSE(running.guard.last_logins(keeper).right.was_made());
    time.pass(std::chrono::minutes(2));
    log_in(running.guard, "192.0.2.1", keeper);
    failed = time.now();
    fail_from_many(running.guard, 2, 2, keeper);
    settle(running);
  }
  Running again(*this);
  const auto [right, wrong] = again.guard.last_logins(keeper);
  EXPECT_EQ(right.from, client("192.0.2.1"));
  EXPECT_EQ(wrong, (LoginTry{failed, client("198.51.100.2")}));
}

TEST_F(GuardTest, a_row_from_before_addresses_were_kept_is_a_time) {
  kv::Intent write = [](kv::Transaction& in) -> Result<void> {
    in.put(kv::Family::hot, std::string(keys::kLastLogins) + Encoder().big64(3).take(),
           Encoder().zigzag(1'790'000'000'000).view());
    return {};
  };
  ASSERT_TRUE(executor.run(kv->commit(kv::Shard{0}, std::move(write))));
  LastLogins kept(*kv);
  ASSERT_TRUE(executor.run(kept.load()).value());
  EXPECT_EQ(kept.of(AccountId(3)).right, LoginTry{Time{1'790'000'000'000}});
}

TEST_F(GuardTest, a_store_from_before_knows_last_logins_by_what_is_recorded) {
  const auto first = time.now();
  {
    Running running(*this);
    log_in(running.guard, "192.0.2.1");
    settle(running);
  }
  LastLogins kept(*kv);
  EXPECT_TRUE(executor.run(kept.load()).value());
  ASSERT_TRUE(executor.run(kept.forget(AccountId(3))));
  EXPECT_FALSE(executor.run(kept.load()).value());
  time.pass(std::chrono::hours(24 * 90));
  Running again(*this);
  EXPECT_EQ(again.guard.last_logins(AccountId(3)).right, (LoginTry{first, client("192.0.2.1")}));
}

TEST_F(GuardTest, who_is_forgotten_has_never_logged_in) {
  Running running(*this);
  log_in(running.guard, "192.0.2.1");
  settle(running);
  ASSERT_TRUE(executor.run(running.guard.forget_logins(AccountId(3))));
  EXPECT_FALSE(running.guard.last_logins(AccountId(3)).right.was_made());
  LastLogins kept(*kv);
  EXPECT_FALSE(executor.run(kept.load()).value());
}

TEST_F(GuardTest, what_comes_late_does_not_go_back) {
  LastLogins logins(*kv);
  EXPECT_TRUE(logins.note_right(AccountId(3), {Time{100'000}, client("192.0.2.1")}));
  EXPECT_FALSE(logins.note_right(AccountId(3), {Time{99'000}, client("192.0.2.2")}));
  EXPECT_EQ(logins.of(AccountId(3)).right, (LoginTry{Time{100'000}, client("192.0.2.1")}));
}

}  // namespace
}  // namespace postern::guard
