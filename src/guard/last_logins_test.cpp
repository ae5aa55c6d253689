// Who has logged in last, and when.
#include "guard/last_logins.h"

#include <gtest/gtest.h>

#include "support/guard_world.h"

namespace postern::guard {
namespace {

TEST_F(GuardTest, the_last_right_login_is_known_at_once_and_after_a_restart) {
  const AccountId ann(3), bob(4);
  const auto first = time.now();
  Time last;
  {
    Running running(*this);
    EXPECT_FALSE(running.guard.last_login(ann));
    log_in(running.guard, "192.0.2.1");
    EXPECT_EQ(running.guard.last_login(ann), first);
    time.pass(std::chrono::seconds(5));
    fail_from_many(running.guard, 1, 1);
    EXPECT_EQ(running.guard.last_login(ann), first) << "a wrong password is no login";
    last = time.now();
    log_in(running.guard, "192.0.2.1");  // the row of the last minute is not written again until the stop
    settle(running);
  }
  Running again(*this);
  EXPECT_EQ(again.guard.last_login(ann), last);
  EXPECT_GT(last, first);
  EXPECT_FALSE(again.guard.last_login(bob));
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
  EXPECT_EQ(again.guard.last_login(AccountId(3)), first);
}

TEST_F(GuardTest, who_is_forgotten_has_never_logged_in) {
  Running running(*this);
  log_in(running.guard, "192.0.2.1");
  settle(running);
  ASSERT_TRUE(executor.run(running.guard.forget_logins(AccountId(3))));
  EXPECT_FALSE(running.guard.last_login(AccountId(3)));
  LastLogins kept(*kv);
  EXPECT_FALSE(executor.run(kept.load()).value());
}

TEST_F(GuardTest, what_comes_late_does_not_go_back) {
  LastLogins logins(*kv);
  EXPECT_TRUE(logins.note(AccountId(3), Time{100'000}));
  EXPECT_FALSE(logins.note(AccountId(3), Time{99'000}));
  EXPECT_EQ(logins.of(AccountId(3)), Time{100'000});
}

}  // namespace
}  // namespace postern::guard
