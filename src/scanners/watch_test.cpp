// When a watch looks, and what it tells, by a clock that the test moves.
#include "scanners/watch.h"

#include <gtest/gtest.h>

#include "scanners/clamav.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"

namespace postern::scanners {
namespace {

constexpr Time kNow{1'790'000'000'000};

class WatchTest : public testing::Test {
 protected:
  WatchTest() { name("127.0.0.1:3310"); }
  void name(std::string place) {
    Settings now;
    now.clamav = std::move(place);
    settings.set(std::move(now));
  }
  Task<std::vector<Opinion>> look() {
    ++looks;
    std::vector<Opinion> out;
    out.push_back(is_there ? Opinion{.scanner = std::string(kClamav), .verdict = Verdict::passes, .words = {}}
                           : unknown(kClamav, "Connection refused"));
    co_return out;
  }
  void pass(std::chrono::milliseconds d) {
    time.pass(d);
    executor.advance(d);
  }
  [[nodiscard]] std::vector<Silence> silent() const { return silences.of(*settings.current()); }

  test::ManualTime time{kNow};
  ManualExecutor executor;
  config::Live<Settings> settings;
  Silences silences;
  bool is_there = true;
  int looks = 0;
  std::vector<Silences::News> told;
  Watch watch{{settings, silences, time, [this](const Settings&) { return look(); },
               [this](const std::vector<Silences::News>& news) { told.insert(told.end(), news.begin(), news.end()); }}};
};

TEST_F(WatchTest, looks_at_once_and_then_at_its_pace) {
  executor.start(watch.run());
  EXPECT_EQ(looks, 1);
  pass(Watch::kEvery - std::chrono::seconds(1));
  EXPECT_EQ(looks, 1);
  pass(std::chrono::seconds(2));
  EXPECT_EQ(looks, 2);
  watch.stop();
  pass(Watch::kEvery);
  EXPECT_EQ(looks, 2);
}

TEST_F(WatchTest, one_that_is_gone_is_told_before_any_mail_comes_and_told_again_when_it_is_back) {
  is_there = false;
  executor.start(watch.run());
  pass(Watch::kEvery);
  EXPECT_TRUE(told.empty()) << "it may be starting";
  pass(Watch::kEvery);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_FALSE(told[0].answers);
  EXPECT_EQ(silent(), (std::vector<Silence>{{"clamav", kNow, 0, "Connection refused"}})) << "for no message yet";
  pass(Watch::kEvery);
  EXPECT_EQ(told.size(), 1u) << "once";
  is_there = true;
  pass(Watch::kEvery);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_TRUE(told[1].answers);
  EXPECT_TRUE(silent().empty());
  watch.stop();
  pass(Watch::kEvery);
}

TEST_F(WatchTest, nobody_is_asked_where_none_is_named_and_one_that_is_named_later_is) {
  name("");
  executor.start(watch.run());
  pass(Watch::kEvery);
  EXPECT_EQ(looks, 0);
  name("unix:/run/clamav/clamd.ctl");
  pass(Watch::kEvery);
  EXPECT_EQ(looks, 1);
  watch.stop();
  pass(Watch::kEvery);
}

}  // namespace
}  // namespace postern::scanners
