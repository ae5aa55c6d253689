// How much may be sent.
#include "queue/throttle.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/run_here.h"
#include "kv/open.h"

namespace postern::queue {
namespace {

using namespace std::chrono_literals;
using What = Throttle::What;

address::Mailbox at(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

class ThrottleTest : public testing::Test {
 protected:
  Throttle::Turn take(std::string_view who, std::size_t recipients) {
    return throttle_.take(shares_of(at(who), recipients), now_);
  }

  Time now_{1'795'000'000'000};
  config::Live<ThrottleSettings> settings_{
      ThrottleSettings{.account_hourly = 60, .domain_hourly = 0, .action = OverLimit::delay, .rows = {}}};
  std::unique_ptr<kv::Store> kv_ = kv::open_memory().value();
  Throttle throttle_{*kv_, settings_};
};

TEST_F(ThrottleTest, recipients_count_and_who_goes_beyond_waits_for_his_share) {
  for (int i = 0; i < 6; ++i) EXPECT_EQ(take("ann@a.test", 10).what, What::go) << i;
  const auto next = take("Ann@A.test", 10);
  EXPECT_EQ(next.what, What::wait);
  EXPECT_EQ(next.until, now_ + 10min) << "a recipient a minute";
  EXPECT_EQ(next.hourly, 60u);
  EXPECT_EQ(take("ann@a.test", 10).until, now_ + 20min) << "what waits counts";
  EXPECT_EQ(take("bob@a.test", 10).what, What::go);
  now_ = now_ + 3h;
  EXPECT_EQ(take("ann@a.test", 60).what, What::go);
}

TEST_F(ThrottleTest, a_clock_that_was_ahead_keeps_nobody_waiting_once_it_is_set_back) {
  EXPECT_EQ(take("ann@a.test", 10).what, What::go);
  ASSERT_TRUE(run_here(throttle_.keep(shares_of(at("ann@a.test"), 10), now_)));
  now_ = now_ - 6h;
  ASSERT_TRUE(run_here(throttle_.clock_was_set_back(6h)));
  EXPECT_EQ(throttle_.reached(now_).at(0).recipients, 10u) << "what was sent still counts";
  Throttle again{*kv_, settings_};
  ASSERT_TRUE(run_here(again.load(now_)));
  EXPECT_EQ(again.reached(now_).at(0).recipients, 10u);
  EXPECT_EQ(take("ann@a.test", 10).what, What::go) << "and not hours later";
}

TEST_F(ThrottleTest, tells_what_is_used_up_and_forgets_it_as_time_goes_by) {
  auto s = *settings_.current();
  s.rows = {{"a.test", 600, OverLimit::reject}};
  settings_.set(s);
  EXPECT_TRUE(throttle_.reached(now_).empty());
  EXPECT_EQ(take("Ann@a.test", 40).what, What::go);
  auto all = throttle_.reached(now_);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].of, "a.test");
  EXPECT_EQ(all[0].recipients, 40u);
  EXPECT_EQ(all[0].hourly, 600u);
  EXPECT_EQ(all[0].action, OverLimit::reject);
  EXPECT_EQ(all[1].of, "ann@a.test");
  EXPECT_EQ(all[1].recipients, 40u);
  EXPECT_EQ(all[1].until, now_ + 40min);
  now_ = now_ + 10min;
  all = throttle_.reached(now_);
  ASSERT_EQ(all.size(), 1u) << "a domain that may more is nobody again";
  EXPECT_EQ(all[0].recipients, 30u);
  now_ = now_ + 30min;
  EXPECT_TRUE(throttle_.reached(now_).empty());
}

TEST_F(ThrottleTest, one_message_to_many_goes_and_the_next_one_waits) {
  EXPECT_EQ(take("ann@a.test", 600).what, What::go);
  EXPECT_EQ(take("ann@a.test", 1).until, now_ + 9h + 1min);
}

TEST_F(ThrottleTest, what_is_refused_does_not_count) {
  auto s = *settings_.current();
  s.action = OverLimit::reject;
  settings_.set(s);
  EXPECT_EQ(take("ann@a.test", 60).what, What::go);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(take("ann@a.test", 1).what, What::refuse);
  now_ = now_ + 2min;
  EXPECT_EQ(take("ann@a.test", 1).what, What::go);
}

TEST_F(ThrottleTest, a_domain_has_a_limit_of_its_own_and_rows_say_otherwise) {
  auto s = *settings_.current();
  s.domain_hourly = 100;
  s.rows = {{"boss@a.test", 0, OverLimit::delay}, {"b.test", 10, OverLimit::reject}};
  settings_.set(s);
  EXPECT_EQ(take("ann@a.test", 50).what, What::go);
  EXPECT_EQ(take("bob@a.test", 50).what, What::go);
  EXPECT_EQ(take("eve@a.test", 10).of, "a.test");
  EXPECT_EQ(take("boss@a.test", 1).what, What::wait) << "his domain has none left";
  EXPECT_EQ(take("x@b.test", 10).what, What::go);
  EXPECT_EQ(take("y@b.test", 1).what, What::refuse);
}

TEST_F(ThrottleTest, a_list_counts_whom_it_means_and_only_where_a_row_says_so) {
  const auto bring = [&](std::size_t members) {
    auto shares = shares_of(at("ann@a.test"), 1);
    shares.push_back(share_of_list(at("team@a.test"), members));
    return throttle_.take(shares, now_);
  };
  for (int i = 0; i < 5; ++i) EXPECT_EQ(bring(1000).what, What::go);
  auto s = *settings_.current();
  s.rows = {{"Team@a.test", 100, OverLimit::reject}};
  settings_.set(s);
  EXPECT_EQ(bring(100).what, What::go);
  const auto refused = bring(100);
  EXPECT_EQ(refused.what, What::refuse);
  EXPECT_EQ(refused.of, "team@a.test");
  EXPECT_EQ(take("ann@a.test", 54).what, What::go) << "what the list refused does not count for her either";
}

TEST_F(ThrottleTest, what_was_kept_counts_in_the_next_server) {
  auto s = *settings_.current();
  s.domain_hourly = 100;
  settings_.set(s);
  EXPECT_EQ(take("ann@a.test", 60).what, What::go);
  ASSERT_TRUE(run_here(throttle_.keep(shares_of(at("Ann@A.test"), 1), now_)));
  ASSERT_TRUE(run_here(throttle_.keep(shares_of(at("nobody@b.test"), 1), now_)));
  Throttle next(*kv_, settings_);
  ASSERT_TRUE(run_here(next.load(now_)));
  EXPECT_EQ(next.known(), 2u) << "the account, and its domain";
  EXPECT_EQ(next.take(shares_of(at("ann@a.test"), 1), now_).until, now_ + 1min);
  EXPECT_EQ(next.take(shares_of(at("bob@a.test"), 50), now_).of, "a.test");
}

TEST_F(ThrottleTest, who_has_written_a_letter_needs_no_row) {
  EXPECT_EQ(take("ann@a.test", 1).what, What::go);
  ASSERT_TRUE(run_here(throttle_.keep(shares_of(at("ann@a.test"), 1), now_)));
  Throttle next(*kv_, settings_);
  ASSERT_TRUE(run_here(next.load(now_)));
  EXPECT_EQ(next.known(), 0u);
}

TEST_F(ThrottleTest, what_is_over_is_no_longer_kept) {
  EXPECT_EQ(take("ann@a.test", 60).what, What::go);
  ASSERT_TRUE(run_here(throttle_.keep(shares_of(at("ann@a.test"), 1), now_)));
  for (int i = 0; i < 2; ++i) {  // once it is read and taken away, and then it is not there
    Throttle next(*kv_, settings_);
    ASSERT_TRUE(run_here(next.load(now_ + 1h)));
    EXPECT_EQ(next.known(), 0u);
  }
  Throttle earlier(*kv_, settings_);
  ASSERT_TRUE(run_here(earlier.load(now_)));
  EXPECT_EQ(earlier.known(), 0u);
}

TEST_F(ThrottleTest, who_has_nothing_to_wait_for_is_forgotten) {
  for (int i = 0; i < 10'000; ++i) take("u" + std::to_string(i) + "@a.test", 1);
  now_ = now_ + 1h;
  take("ann@a.test", 1);
  EXPECT_LT(throttle_.known(), 10u);
}

TEST_F(ThrottleTest, each_of_as_many_rows_as_there_may_be_holds_for_whom_it_names_and_as_it_is_now) {
  constexpr std::size_t kRows = 10'000;
  const auto of = [](std::size_t i) { return fmt::format("u{:05}@a.test", i); };
  auto s = *settings_.current();
  for (std::size_t i = 0; i < kRows; ++i) s.rows.push_back({"U" + of(i).substr(1), static_cast<std::uint32_t>(100 + i), {}});
  s.rows.push_back({of(7), 1, OverLimit::reject});  // the first one that names him holds
  settings_.set(s);
  for (std::size_t i = 0; i < kRows; ++i) ASSERT_EQ(take(of(i), 5).what, What::go);
  const auto all = throttle_.reached(now_);
  ASSERT_EQ(all.size(), kRows);
  for (std::size_t i = 0; i < kRows; ++i) {
    ASSERT_EQ(all[i].of, of(i));
    ASSERT_EQ(all[i].hourly, 100 + i);
    ASSERT_EQ(all[i].recipients, 5u);
  }
  s.rows = {{of(1), 50, OverLimit::reject}};
  settings_.set(s);
  EXPECT_EQ(throttle_.reached(now_)[1].hourly, 50u);
  EXPECT_EQ(throttle_.reached(now_)[0].hourly, 60u) << "as everybody";
}

TEST_F(ThrottleTest, where_many_have_to_wait_they_are_all_kept_and_go_once_they_have_not) {
  for (int i = 0; i < 15'000; ++i) take("u" + std::to_string(i) + "@a.test", 10);
  EXPECT_EQ(throttle_.known(), 15'000u);
  now_ = now_ + 1h;
  for (int i = 0; i < 10'000; ++i) take("v" + std::to_string(i) + "@a.test", 10);
  EXPECT_LT(throttle_.known(), 15'000u) << "those of the hour before are gone";
}

}  // namespace
}  // namespace postern::queue
