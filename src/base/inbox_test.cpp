// The queue between threads: order, waiting, closing.
#include "base/inbox.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace postern {
namespace {

TEST(Inbox, gives_items_in_the_order_they_came) {
  Inbox<int> inbox;
  for (const int i : {1, 2, 3}) EXPECT_TRUE(inbox.put(i));
  EXPECT_EQ(inbox.take(), 1);
  EXPECT_EQ(inbox.take_now(), 2);
  EXPECT_EQ(inbox.take_until(Clock::now()), 3);
  EXPECT_EQ(inbox.take_now(), std::nullopt);
  EXPECT_EQ(inbox.take_until(Clock::now()), std::nullopt);
}

TEST(Inbox, once_closed_takes_nothing_and_gives_what_is_left) {
  Inbox<int> inbox;
  inbox.put(1);
  inbox.close();
  EXPECT_FALSE(inbox.put(2));
  EXPECT_EQ(inbox.take(), 1);
  EXPECT_EQ(inbox.take(), std::nullopt);
}

TEST(Inbox, all_that_is_there_comes_behind_what_the_taker_has) {
  Inbox<int> inbox;
  std::deque<int> mine{1};
  inbox.take_all(mine);  // has something: does not wait
  EXPECT_EQ(mine, (std::deque<int>{1}));
  inbox.put(2);
  inbox.put(3);
  inbox.take_all(mine);
  EXPECT_EQ(mine, (std::deque<int>{1, 2, 3}));
  inbox.close();
  mine.clear();
  inbox.take_all(mine);
  EXPECT_TRUE(mine.empty());
}

TEST(Inbox, many_threads_lose_and_double_nothing) {
  constexpr int kEach = 2000;
  Inbox<int> inbox;
  std::atomic<std::int64_t> sum = 0;
  std::atomic<int> taken = 0;
  {
    std::vector<std::jthread> takers;
    for (int t = 0; t < 3; ++t)
      takers.emplace_back([&] {
        while (auto item = inbox.take()) {
          sum += *item;
          ++taken;
        }
      });
    {
      std::vector<std::jthread> givers;
      for (int t = 0; t < 3; ++t)
        givers.emplace_back([&] {
          for (int i = 1; i <= kEach; ++i) inbox.put(i);
        });
    }
    inbox.close();
  }
  EXPECT_EQ(taken, 3 * kEach);
  EXPECT_EQ(sum, 3ll * kEach * (kEach + 1) / 2);
}

}  // namespace
}  // namespace postern
