// A clock that is set back is told from one that goes, and from one that is kept right.
#include "base/clock_watch.h"

#include <gtest/gtest.h>

#include "support/manual_time.h"

namespace postern {
namespace {

using namespace std::chrono_literals;

TEST(ClockWatch, a_clock_that_is_set_back_is_told_once_and_by_how_much) {
  test::ManualTime time;
  ClockWatch watch;
  EXPECT_FALSE(watch.set_back(time)) << "nobody knows what it was before";
  time.pass(5s);
  EXPECT_FALSE(watch.set_back(time));
  time.pass(5s);
  time.set_back(3h);
  EXPECT_EQ(watch.set_back(time), 3h);
  time.pass(5s);
  EXPECT_FALSE(watch.set_back(time));
}

TEST(ClockWatch, a_clock_that_is_kept_right_or_set_ahead_was_not_set_back) {
  test::ManualTime time;
  ClockWatch watch;
  watch.set_back(time);
  time.pass(5s);
  time.set_back(30s);
  EXPECT_FALSE(watch.set_back(time));
  time.set_back(-2h);
  EXPECT_FALSE(watch.set_back(time));
}

}  // namespace
}  // namespace postern
