// Security events over the memory engine.
#include "guard/recorder.h"

#include <gtest/gtest.h>

#include "kv/open.h"
#include "support/held_engine.h"
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
  // What is read may be there before whoever wrote it goes on: he does so no later than who commits after him.
  void TearDown() override {
    kv::Intent nothing = [](kv::Transaction&) -> Result<void> { return {}; };
    EXPECT_TRUE(executor_.run(kv_->commit(kv::Shard{1}, std::move(nothing))));
  }
  std::vector<events::SecurityEvent> read(Time since) { return executor_.run(recorder_.read(since, 100)).value(); }

  ManualExecutor executor_;
  test::ManualTime time_{executor_.now()};
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

TEST_F(RecorderTest, events_from_before_the_executor_are_written_by_themselves_too) {
  recorder_.record(login(1000, "early"));
  recorder_.run_on(&executor_);
  recorder_.record(login(1001, "late"));
  executor_.run_until_idle();
  time_.pass(Recorder::kInterval);
  executor_.advance(Recorder::kInterval * 2);
  executor_.run_until([&] { return read(Time{0}).size() == 2; });
  recorder_.record(login(2000, "later"));
  executor_.run_until_idle();
  time_.pass(Recorder::kInterval);
  executor_.advance(Recorder::kInterval * 2);
  executor_.run_until([&] { return read(Time{0}).size() == 3; });
  recorder_.run_on(nullptr);
}

TEST_F(RecorderTest, what_the_store_refuses_is_counted) {
  test::EngineControls controls;
  auto failing = kv::open_on(std::make_unique<test::HeldEngine>(controls), {.low_disk_bytes = 0}).value();
  Recorder recorder(*failing, time_);
  controls.fail_writes = true;
  for (int i = 0; i < 3; ++i) recorder.record(login(1000, "x"));
  EXPECT_FALSE(executor_.run(recorder.write()));
  EXPECT_EQ(recorder.dropped(), 3u);
}

// The record of a full disk's days is worth most: events are bounded, so the low watermark does not stop them.
TEST_F(RecorderTest, events_are_kept_while_the_disk_is_low) {
  test::EngineControls controls;
  controls.free = 0;
  auto full = kv::open_on(std::make_unique<test::HeldEngine>(controls), {.low_disk_bytes = 1000}).value();
  Recorder recorder(*full, time_);
  recorder.record(login(1000, "x"));
  EXPECT_TRUE(executor_.run(recorder.write()));
  EXPECT_EQ(executor_.run(recorder.read(Time{0}, 10))->size(), 1u);
}

TEST_F(RecorderTest, a_flood_is_counted_and_not_kept) {
  for (std::size_t i = 0; i < Recorder::kMostWaiting + 5; ++i) recorder_.record(login(1000, "x"));
  EXPECT_EQ(recorder_.dropped(), 5u);
}

}  // namespace
}  // namespace postern::guard
