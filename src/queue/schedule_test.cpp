// When what failed is tried again, and when it is given up.
#include "queue/schedule.h"

#include <gtest/gtest.h>

#include "config/registry.h"

namespace postern::queue {
namespace {

TEST(Schedule, waits_grow_by_a_share_of_the_time_waited_between_the_shortest_and_the_longest) {
  const Settings s{.first_retry = 1min, .retry_growth = 50, .longest_retry = 10min, .give_up = 24h};
  const Time queued{1'000'000};
  std::vector<long> minutes;
  for (Time now = queued; minutes.size() < 9;) {
    const Time next = next_try(s, queued, now);
    minutes.push_back((next - now) / 1s);
    now = next;
  }
  EXPECT_EQ(minutes, (std::vector<long>{60, 60, 60, 90, 135, 202, 303, 455, 600}));
  EXPECT_EQ(next_try(s, queued, queued + 24h * 3650), queued + 24h * 3650 + 10min);
  EXPECT_EQ(next_try(s, queued, queued - 1h), queued - 1h + 1min);  // a clock that was set back
}

TEST(Schedule, the_time_to_give_up_is_passed_once) {
  const Settings s{.first_retry = 1min, .retry_growth = 50, .longest_retry = 1h, .give_up = 24h};
  const Time queued{1'000'000};
  int passed = 0;
  for (Time due = queued; due < queued + 48h;) {
    const Time next = next_try(s, queued, due);
    passed += gives_up_first(s, queued, due, next) ? 1 : 0;
    due = next;
  }
  EXPECT_EQ(passed, 1);
}

TEST(QueueSettings, are_sound) {
  config::Registry registry;
  registry.add<Settings>("queue");
  EXPECT_EQ(registry.find("queue.give_up")->text, "5d");
}

}  // namespace
}  // namespace postern::queue
