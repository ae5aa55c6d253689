// The cap of service accounts: in any hour, and over restarts.   H08
#include "auth/hourly_cap.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "directory/keys.h"
#include "kv/open.h"

namespace postern::auth {
namespace {

using std::chrono::minutes;

class HourlyCapTest : public testing::Test {
 protected:
  bool take(AccountId account, std::uint32_t most, Time now) { return run_here(cap->take(account, most, now)); }
  void restart() { cap.emplace(*kv); }
  std::string stored(AccountId account) {
    return run_here(kv->get(kv::Family::hot, directory::keys::hourly(account))).value().value_or("");
  }
  const AccountId one{1}, other{2};
  const Time start{1'790'000'000'000 / 60'000 * 60'000 + 59'000};  // the last second of a minute
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  std::optional<HourlyCap> cap{std::in_place, *kv};
};

TEST_F(HourlyCapTest, lets_no_more_through_than_it_says_in_any_hour) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(take(one, 3, start + minutes(i)));
  EXPECT_FALSE(take(one, 3, start + minutes(3)));
  EXPECT_TRUE(take(other, 3, start + minutes(3)));
  EXPECT_FALSE(take(one, 3, start + minutes(60) + std::chrono::milliseconds(-1)));
  EXPECT_TRUE(take(one, 3, start + minutes(61))) << "what was refused did not count";
  EXPECT_FALSE(take(one, 3, start + minutes(61)));
  EXPECT_TRUE(take(one, 3, start + std::chrono::hours(30)));
  EXPECT_FALSE(take(one, 0, start + std::chrono::hours(300)));
}

TEST_F(HourlyCapTest, H08_a_restart_gives_no_fresh_cap) {
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(take(one, 3, start + minutes(i)));
    restart();
  }
  EXPECT_FALSE(take(one, 3, start + minutes(3)));
  EXPECT_TRUE(take(other, 3, start + minutes(3)));
  EXPECT_TRUE(take(one, 3, start + minutes(61))) << "an hour later there is room, as without it";
}

// A crash at any moment: what is stored is what was let through, or a little more.
TEST_F(HourlyCapTest, H08_nor_does_one_in_the_midst_of_a_minute) {
  for (const std::uint32_t most : {7U, 100U, 1000U}) {
    const AccountId account(most);
    std::uint32_t sent = 0;
    for (int round = 0; sent < most; ++round) {
      for (int i = 0; i < 33; ++i)
        if (take(account, most, start + minutes(round / 4))) ++sent;
      restart();
      if (round > 200) break;
      if (!take(account, most, start + minutes(round / 4))) break;
      ++sent;
    }
    EXPECT_LE(sent, most);
    EXPECT_FALSE(take(account, most, start + minutes(59)));
  }
}

TEST_F(HourlyCapTest, is_written_once_a_minute_and_once_a_twentieth) {
  std::string last;
  int writes = 0;
  for (int i = 0; i < 100; ++i) {
    EXPECT_TRUE(take(one, 1000, start));
    if (stored(one) != std::exchange(last, stored(one))) ++writes;
  }
  EXPECT_EQ(writes, 2);
  EXPECT_TRUE(take(one, 1000, start + minutes(1)));
  EXPECT_NE(stored(one), last);
}

TEST_F(HourlyCapTest, what_cannot_be_read_lets_nothing_through) {
  for (const std::string& bad : {std::string("?"), stored(one) + "x"}) {
    const auto put = [&](kv::Transaction& t) -> Result<void> {
      t.put(kv::Family::hot, directory::keys::hourly(one), bad);
      return {};
    };
    ASSERT_TRUE(run_here(kv->commit({0}, put)));
    EXPECT_FALSE(take(one, 3, start));
  }
}

TEST_F(HourlyCapTest, a_clock_that_is_set_back_gives_no_room) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(take(one, 3, start));
  EXPECT_FALSE(take(one, 3, start + minutes(-30)));
}

}  // namespace
}  // namespace postern::auth
