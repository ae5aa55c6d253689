// When the daily run is due.
#include <gtest/gtest.h>

#include "audit/settings.h"

namespace postern::audit {
namespace {

constexpr std::int64_t kHour = 3600 * 1000;
constexpr Time kMidnight{20'000LL * 24 * kHour};

TEST(AuditSchedule, it_is_due_at_its_hour_once_a_day) {
  const Settings at_four{.daily = true, .hour = 4};
  EXPECT_EQ(next_run(at_four, {}, kMidnight), Time{kMidnight.ms + 4 * kHour}) << "never run yet: it waits for the hour";
  EXPECT_EQ(next_run(at_four, {}, Time{kMidnight.ms + 5 * kHour}), Time{kMidnight.ms + 28 * kHour});
  const Time ran{kMidnight.ms + 4 * kHour};
  EXPECT_EQ(next_run(at_four, ran, ran), Time{kMidnight.ms + 28 * kHour});
  EXPECT_EQ(next_run(at_four, Time{ran.ms + 1}, Time{ran.ms + 2}), Time{kMidnight.ms + 28 * kHour});
}

TEST(AuditSchedule, what_was_missed_while_the_server_stood_still_is_due_at_once) {
  const Settings at_four{.daily = true, .hour = 4};
  const Time ran{kMidnight.ms + 4 * kHour};
  const Time back{kMidnight.ms + 100 * kHour};
  EXPECT_LE(next_run(at_four, ran, back), back);
}

TEST(AuditSchedule, another_hour_counts_from_the_last_run) {
  const Time ran{kMidnight.ms + 4 * kHour};
  EXPECT_EQ(next_run({.daily = true, .hour = 22}, ran, ran), Time{kMidnight.ms + 22 * kHour});
  EXPECT_EQ(next_run({.daily = true, .hour = 0}, ran, ran), Time{kMidnight.ms + 24 * kHour});
}

}  // namespace
}  // namespace postern::audit
