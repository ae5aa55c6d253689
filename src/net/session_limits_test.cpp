// What one client may do wrong, counted.
#include "net/session_limits.h"

#include <gtest/gtest.h>

namespace postern::net {
namespace {

Error because(Failure kind) { return {kind, "", "", std::source_location::current()}; }

TEST(Allowance, ends_with_the_last_error_that_is_allowed) {
  Allowance a({.max_bad_commands = 2}, true);
  a.bad_command();
  EXPECT_FALSE(a.no_more_commands());
  a.bad_command();
  EXPECT_TRUE(a.no_more_commands());
  EXPECT_FALSE(a.no_more_logins());
}

TEST(Allowance, counts_errors_in_a_row_where_good_commands_are_noted) {
  Allowance a({.max_bad_commands = 2}, true);
  for (int i = 0; i < 10; ++i) {
    a.bad_command();
    a.good_command();
  }
  EXPECT_FALSE(a.no_more_commands());
}

TEST(Allowance, does_not_count_a_login_that_failed_for_our_sake) {
  Allowance a({.max_failed_logins = 1}, true);
  for (const auto ours : {Failure::unavailable, Failure::io, Failure::timeout}) a.failed_login(because(ours));
  EXPECT_FALSE(a.no_more_logins());
  a.failed_login(because(Failure::denied));
  EXPECT_TRUE(a.no_more_logins());
}

TEST(Allowance, has_no_end_for_0_and_when_it_is_not_enforced) {
  for (auto a : {Allowance({.max_bad_commands = 0, .max_failed_logins = 0}, true), Allowance({}, false)}) {
    for (int i = 0; i < 1000; ++i) {
      a.bad_command();
      a.failed_login(because(Failure::denied));
    }
    EXPECT_FALSE(a.no_more_commands());
    EXPECT_FALSE(a.no_more_logins());
  }
  EXPECT_FALSE(Allowance({}, true).passed(1000, 0));
  EXPECT_FALSE(Allowance({}, true).passed(5, 5));
  EXPECT_TRUE(Allowance({}, true).passed(6, 5));
  EXPECT_FALSE(Allowance({}, false).passed(6, 5));
}

}  // namespace
}  // namespace postern::net
