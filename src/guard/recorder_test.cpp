// Security events over the memory engine.
#include "guard/recorder.h"

#include <gtest/gtest.h>

#include "kv/open.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"

namespace postern::guard {
namespace {

events::SecurityEvent login(std::int64_t ms, std::string name) {
  events::SecurityEvent e;
  e.at = Time{ms};
  e.signal = events::Signal::login;
  e.cause = events::Cause::wrong_password;
  e.name = std::move(name);
  return e;
}

class RecorderTest : public testing::Test {
 protected:
  std::vector<events::SecurityEvent> read(Time since) { return executor_.run(recorder_.read(since, 100)).value(); }

  ManualExecutor executor_;
  test::ManualTime time_;
  std::unique_ptr<kv::Store> kv_ = kv::open_memory().value();
  Recorder recorder_{*kv_, time_};
};

TEST_F(RecorderTest, events_come_back_in_the_order_of_time_and_from_a_moment_on) {
  recorder_.record(login(1000, "first"));
  recorder_.record(login(1000, "second"));
  recorder_.record(login(2000, "third"));
  ASSERT_TRUE(executor_.run(recorder_.write()));
  const auto all = read(Time{0});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].name, "first");
  EXPECT_EQ(all[1].name, "second");
  EXPECT_EQ(read(Time{1500}).size(), 1u);
}

TEST_F(RecorderTest, on_an_executor_events_are_written_by_themselves) {
  recorder_.run_on(&executor_);
  recorder_.record(login(1000, "only"));
  executor_.run_until_idle();
  EXPECT_TRUE(read(Time{0}).empty());  // they wait for company
  time_.pass(Recorder::kInterval);
  executor_.advance(Recorder::kInterval * 2);
  executor_.run_until([&] { return read(Time{0}).size() == 1; });
  recorder_.run_on(nullptr);
}

TEST_F(RecorderTest, a_flood_is_counted_and_not_kept) {
  for (std::size_t i = 0; i < Recorder::kMostWaiting + 5; ++i) recorder_.record(login(1000, "x"));
  EXPECT_EQ(recorder_.dropped(), 5u);
}

}  // namespace
}  // namespace postern::guard
