// The heap of timers against a plain sorted set, under random adding and removing.
#include "net/timers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace postern::net {
namespace {

Deadline at(std::int64_t n) { return Deadline(Clock::duration(n)); }

TEST(Timers, come_due_in_order_of_time) {
  Timers timers;
  std::array<Timer, 5> five;
  for (std::size_t i = 0; i < five.size(); ++i) {
    five[i].at = at(std::array{30, 10, 50, 20, 40}[i]);
    timers.add(five[i]);
  }
  EXPECT_EQ(timers.next(), at(10));
  EXPECT_EQ(timers.take_due(at(9)), nullptr);
  EXPECT_EQ(timers.take_due(at(25)), &five[1]);
  EXPECT_EQ(timers.take_due(at(25)), &five[3]);
  EXPECT_EQ(timers.take_due(at(25)), nullptr);
  EXPECT_EQ(timers.size(), 3u);
}

TEST(Timers, removing_from_anywhere_keeps_the_order) {
  std::mt19937 random(7);
  Timers timers;
  std::vector<Timer> all(500);
  std::vector<std::int64_t> expected;
  for (auto& timer : all) {
    timer.at = at(static_cast<std::int64_t>(random() % 1000));
    timers.add(timer);
  }
  for (auto& timer : all) {
    if (random() % 3 == 0)
      timers.remove(timer);
    else
      expected.push_back(timer.at.time_since_epoch().count());
  }
  std::ranges::sort(expected);
  std::vector<std::int64_t> got;
  while (Timer* due = timers.take_due(at(1000))) {
    EXPECT_FALSE(due->is_set());
    got.push_back(due->at.time_since_epoch().count());
  }
  EXPECT_EQ(got, expected);
}

TEST(Timers, removing_twice_does_nothing) {
  Timers timers;
  Timer timer;
  timer.at = at(1);
  timers.add(timer);
  timers.remove(timer);
  timers.remove(timer);
  EXPECT_EQ(timers.size(), 0u);
}

}  // namespace
}  // namespace postern::net
