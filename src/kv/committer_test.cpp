// The committer over an engine that can be held up, made to fail, or told that its disk is full.
#include "kv/committer.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/run_here.h"
#include "kv/open.h"
#include "support/event_list.h"
#include "support/held_engine.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"

namespace postern::kv {
namespace {

class CommitterTest : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = open_on(std::make_unique<test::HeldEngine>(on_), {.low_disk_bytes = 1000, .events = &log_, .time = &time_});
    ASSERT_TRUE(opened);
    store_ = std::move(*opened);
    on_.writes = 0;
    on_.syncs = 0;
  }

  static Intent puts(std::string key, std::string value = "v") {
    return [=](Transaction& t) -> Result<void> {
      t.put(Family::meta, key, value);
      return {};
    };
  }
  Result<void> commit(Intent intent, Durability d = Durability::synced, Purpose p = Purpose::grow) {
    return run_here(store_->commit({1}, std::move(intent), d, p));
  }
  std::optional<std::string> get(std::string key) { return *run_here(store_->get(Family::meta, std::move(key))); }

  // Starts one commit and waits until its write is held up: what is started after it makes the next group.
  void hold_first() {
    on_.hold_writes = true;
    executor_.start(store_->commit({1}, puts("Kfirst")), [](Result<void>) {});
    on_.held.acquire();
    on_.hold_writes = false;
  }
  void release() { on_.go_on.release(); }

  test::EngineControls on_;
  test::ManualTime time_;
  EventList log_;
  std::unique_ptr<Store> store_;
  test::ManualExecutor executor_;
};

struct Told final : Notice {
  explicit Told(int number) : n(number) {}
  int n;
};

TEST_F(CommitterTest, those_that_wait_make_one_group_with_one_sync) {
  hold_first();
  int done = 0;
  for (int i = 0; i < 50; ++i)
    executor_.start(store_->commit({1}, puts("K" + std::to_string(i))), [&](Result<void> r) { done += r.has_value(); });
  release();
  ASSERT_TRUE(executor_.run_until([&] { return done == 50; }));
  EXPECT_EQ(on_.writes, 2);
  EXPECT_EQ(on_.syncs, 2);
}

TEST_F(CommitterTest, a_group_has_at_most_512_intents) {
  hold_first();
  int done = 0;
  for (int i = 0; i < 600; ++i)
    executor_.start(store_->commit({1}, puts("K" + std::to_string(i))), [&](Result<void> r) { done += r.has_value(); });
  release();
  ASSERT_TRUE(executor_.run_until([&] { return done == 600; }));
  EXPECT_EQ(on_.writes, 3);
}

TEST_F(CommitterTest, a_group_ends_when_it_holds_8_megabytes) {
  hold_first();
  int done = 0;
  for (int i = 0; i < 4; ++i) {
    executor_.start(store_->commit({1}, puts("K" + std::to_string(i), std::string(5'000'000, 'x'))),
                    [&](Result<void> r) { done += r.has_value(); });
  }
  release();
  ASSERT_TRUE(executor_.run_until([&] { return done == 4; }));
  EXPECT_EQ(on_.writes, 3);
}

TEST_F(CommitterTest, relaxed_intents_alone_are_not_synced) {
  EXPECT_TRUE(commit(puts("Ka"), Durability::relaxed));
  EXPECT_EQ(on_.writes, 1);
  EXPECT_EQ(on_.syncs, 0);
}

TEST_F(CommitterTest, a_relaxed_intent_rides_with_a_synced_group) {
  hold_first();
  int done = 0;
  executor_.start(store_->commit({1}, puts("Ka"), Durability::relaxed), [&](Result<void>) { ++done; });
  executor_.start(store_->commit({1}, puts("Kb"), Durability::synced), [&](Result<void>) { ++done; });
  release();
  ASSERT_TRUE(executor_.run_until([&] { return done == 2; }));
  EXPECT_EQ(on_.writes, 2);
  EXPECT_EQ(on_.syncs, 2);
}

TEST_F(CommitterTest, what_the_last_group_wrote_is_not_asked_of_the_engine) {
  std::optional<std::string> seen;
  const auto reads = [&seen](std::string key) -> Intent {
    return [&seen, key](Transaction& t) -> Result<void> {
      auto found = t.get(Family::meta, key);
      if (!found) return pass_on(found);
      seen = *found;
      t.put(Family::meta, "Kother", "v");
      return {};
    };
  };
  ASSERT_TRUE(commit(puts("Ka", "one")));
  on_.gets = 0;
  ASSERT_TRUE(commit(reads("Ka")));
  EXPECT_EQ(seen, "one");
  EXPECT_EQ(on_.gets, 0);
  ASSERT_TRUE(commit(reads("Ka")));
  EXPECT_EQ(seen, "one");
  EXPECT_EQ(on_.gets, 1) << "two groups ago";
  ASSERT_TRUE(commit([](Transaction& t) -> Result<void> {
    t.erase_range(Family::meta, "Ka", "Kb");
    return {};
  }));
  ASSERT_TRUE(commit(reads("Ka")));
  EXPECT_EQ(seen, std::nullopt);
  EXPECT_EQ(on_.gets, 1);
}

TEST_F(CommitterTest, an_intent_without_changes_writes_nothing) {
  EXPECT_TRUE(commit([](Transaction&) -> Result<void> { return {}; }));
  EXPECT_EQ(on_.writes, 0);
}

TEST_F(CommitterTest, a_caller_goes_on_where_it_was) {
  const auto me = std::this_thread::get_id();
  std::thread::id resumed;
  bool done = false;
  executor_.start(store_->commit({1}, puts("Ka")), [&](Result<void>) {
    resumed = std::this_thread::get_id();
    done = true;
  });
  ASSERT_TRUE(executor_.run_until([&] { return done; }));
  EXPECT_EQ(resumed, me);
}

TEST_F(CommitterTest, observers_hear_in_commit_order_before_the_callers_go_on) {
  std::vector<int> heard;  // read by this thread after the commit has come back
  store_->observe([&](std::span<const std::shared_ptr<const Notice>> notices) {
    for (const auto& notice : notices) heard.push_back(static_cast<const Told&>(*notice).n);
  });
  hold_first();
  int done = 0;
  for (int i = 0; i < 10; ++i) {
    executor_.start(store_->commit({1},
                                   [i](Transaction& t) -> Result<void> {
                                     t.put(Family::meta, "K", "");
                                     t.notify(std::make_shared<Told>(i));
                                     if (i % 2) return fail(Failure::conflict, "No");
                                     return {};
                                   }),
                    [&](Result<void>) {
                      if (done++ == 0) EXPECT_EQ(heard, (std::vector<int>{0, 2, 4, 6, 8}));
                    });
  }
  release();
  ASSERT_TRUE(executor_.run_until([&] { return done == 10; }));
}

TEST_F(CommitterTest, after_an_engine_error_nothing_is_acknowledged) {
  ASSERT_TRUE(commit(puts("Ka")));
  int told = 0;
  store_->observe([&](auto) { ++told; });
  EXPECT_TRUE(store_->accepts_writes());
  on_.fail_writes = true;
  const auto failed = commit([](Transaction& t) -> Result<void> {
    t.put(Family::meta, "Kb", "");
    t.notify(std::make_shared<Told>(1));
    return {};
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().kind, Failure::io);
  EXPECT_EQ(failed.error().text, "Storage has stopped");
  EXPECT_FALSE(store_->accepts_writes());

  on_.fail_writes = false;
  bool ran = false;
  const auto after = commit([&](Transaction&) -> Result<void> {
    ran = true;
    return {};
  });
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().kind, Failure::io);
  EXPECT_FALSE(ran);
  EXPECT_EQ(told, 0);
  EXPECT_EQ(get("Ka"), "v");  // reading goes on
  EXPECT_EQ(get("Kb"), std::nullopt);
}

TEST_F(CommitterTest, what_finds_no_room_is_refused_and_leaves_nothing_and_once_there_is_room_all_goes_on) {
  ASSERT_TRUE(commit(puts("Ka", "one")));
  int told = 0;
  store_->observe([&](auto) { ++told; });
  on_.no_room = true;
  const auto refused = commit([](Transaction& t) -> Result<void> {
    t.put(Family::meta, "Ka", "two");
    t.notify(std::make_shared<Told>(1));
    return {};
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::unavailable);
  EXPECT_FALSE(store_->accepts_writes());
  EXPECT_EQ(get("Ka"), "one");
  EXPECT_FALSE(commit(puts("Kcounter"), Durability::relaxed));
  EXPECT_EQ(on_.recoveries, 0) << "within the second";
  time_.pass(std::chrono::seconds(2));
  EXPECT_FALSE(commit(puts("Kb")));
  EXPECT_GE(on_.recoveries, 1);

  on_.no_room = false;
  time_.pass(std::chrono::seconds(2));
  std::optional<std::string> seen;
  ASSERT_TRUE(commit([&](Transaction& t) -> Result<void> {
    auto found = t.get(Family::meta, "Ka");
    if (!found) return pass_on(found);
    seen = *found;
    t.put(Family::meta, "Kb", "v");
    return {};
  }));
  EXPECT_EQ(seen, "one") << "not what was refused";
  EXPECT_TRUE(store_->accepts_writes());
  EXPECT_EQ(told, 0);
}

TEST_F(CommitterTest, a_full_disk_and_room_again_are_each_told_once) {
  on_.no_room = true;
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(commit(puts("Ka")));
    time_.pass(std::chrono::seconds(2));
  }
  on_.no_room = false;
  for (int i = 0; i < 3; ++i) {
    time_.pass(std::chrono::seconds(2));
    EXPECT_TRUE(commit(puts("Ka")));
  }
  EXPECT_EQ(log_.count(events::Event::disk_full), 1U);
  EXPECT_EQ(log_.count(events::Event::disk_has_room), 1U);
}

TEST_F(CommitterTest, room_again_on_a_disk_that_was_low_before_it_was_full_is_told_once) {
  on_.free = 0;
  time_.pass(std::chrono::seconds(2));
  EXPECT_FALSE(commit(puts("Ka")));
  on_.no_room = true;
  EXPECT_FALSE(commit(puts("Kcounter"), Durability::relaxed));
  on_.no_room = false;
  on_.free = 1000;
  for (int i = 0; i < 3; ++i) {
    time_.pass(std::chrono::seconds(2));
    EXPECT_TRUE(commit(puts("Ka")));
    EXPECT_TRUE(store_->accepts_writes());
  }
  EXPECT_EQ(log_.count(events::Event::disk_low), 1U);
  EXPECT_EQ(log_.count(events::Event::disk_full), 1U);
  EXPECT_EQ(log_.count(events::Event::disk_has_room), 1U);
}

TEST_F(CommitterTest, room_again_after_the_watermark_alone_is_told_once) {
  on_.free = 999;
  time_.pass(std::chrono::seconds(2));
  EXPECT_FALSE(commit(puts("Ka")));
  on_.free = 1000;
  time_.pass(std::chrono::seconds(2));
  EXPECT_TRUE(commit(puts("Ka")));
  EXPECT_TRUE(commit(puts("Ka")));
  EXPECT_EQ(log_.count(events::Event::disk_low), 1U);
  EXPECT_EQ(log_.count(events::Event::disk_has_room), 1U);
}

TEST_F(CommitterTest, an_engine_that_cannot_recover_stops_for_good) {
  on_.no_room = true;
  EXPECT_FALSE(commit(puts("Ka")));
  on_.fail_recovery = true;
  time_.pass(std::chrono::seconds(2));
  EXPECT_EQ(commit(puts("Ka")).error().kind, Failure::io);
  on_.no_room = false;
  on_.fail_recovery = false;
  time_.pass(std::chrono::seconds(2));
  EXPECT_EQ(commit(puts("Ka")).error().kind, Failure::io);
  EXPECT_FALSE(store_->accepts_writes());
}

TEST_F(CommitterTest, an_engine_error_keeps_the_own_failure_of_an_intent) {
  hold_first();
  std::vector<Failure> kinds;
  on_.fail_writes = true;
  executor_.start(store_->commit({1}, [](Transaction&) -> Result<void> { return fail(Failure::over_quota, "Full"); }),
                  [&](Result<void> r) { kinds.push_back(r.error().kind); });
  executor_.start(store_->commit({1}, puts("Kb")), [&](Result<void> r) { kinds.push_back(r.error().kind); });
  on_.go_on.release();
  ASSERT_TRUE(executor_.run_until([&] { return kinds.size() == 2; }));
  EXPECT_EQ(kinds[1], Failure::io);
}

TEST_F(CommitterTest, below_the_watermark_only_commits_that_make_room_succeed) {
  ASSERT_TRUE(commit(puts("Ka")));
  on_.free = 999;
  time_.pass(std::chrono::seconds(2));
  EXPECT_FALSE(store_->accepts_writes());
  const auto refused = commit(puts("Kb"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::unavailable);
  EXPECT_EQ(refused.error().text, "The server's disk is full for now: make room on it, and try again");
  EXPECT_TRUE(commit(puts("Kcounter"), Durability::relaxed));
  EXPECT_EQ(get("Ka"), "v");
  EXPECT_TRUE(commit(
      [](Transaction& t) -> Result<void> {
        t.erase(Family::meta, "Ka");
        return {};
      },
      Durability::synced, Purpose::shrink));

  on_.free = 1000;
  time_.pass(std::chrono::seconds(2));
  EXPECT_TRUE(store_->accepts_writes());
  EXPECT_TRUE(commit(puts("Kb")));
}

TEST_F(CommitterTest, it_is_known_since_when_the_disk_is_low) {
  EXPECT_FALSE(store_->disk().low_since);
  on_.free = 999;
  time_.pass(std::chrono::seconds(2));
  const auto since = time_.now();
  for (int i = 0; i < 3; ++i) {
    const auto low = store_->disk();
    EXPECT_EQ(low.free, 999u);
    EXPECT_EQ(low.least, 1000u);
    EXPECT_EQ(low.low_since, since);
    time_.pass(std::chrono::seconds(60));
  }
  on_.free = 1000;
  time_.pass(std::chrono::seconds(2));
  EXPECT_FALSE(store_->disk().low_since);
}

TEST_F(CommitterTest, the_disk_is_asked_at_most_once_a_second) {
  on_.asked = 0;
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(commit(puts("Ka")));
    EXPECT_TRUE(store_->accepts_writes());
  }
  EXPECT_EQ(on_.asked, 1);
  time_.pass(std::chrono::milliseconds(1001));
  EXPECT_TRUE(store_->accepts_writes());
  EXPECT_EQ(on_.asked, 2);
}

TEST_F(CommitterTest, reads_that_need_the_disk_come_back_on_their_executor) {
  ASSERT_TRUE(commit(puts("Ka", "one")));
  std::vector<std::thread> threads;
  std::atomic<int> good = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 50; ++n) good += run_here(store_->get(Family::meta, "Ka")) == "one";
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 400);
}

}  // namespace
}  // namespace postern::kv
