// Hours: counted, written, added up, and forgotten after 400 days.
#include "counts/counts.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/run_here.h"
#include "counts/figures.h"
#include "events/table.h"
#include "kv/open.h"
#include "support/manual_time.h"

namespace postern::counts {
namespace {

using namespace std::chrono_literals;
using events::Event;
using events::Key;

class CountsTest : public testing::Test {
 protected:
  static std::uint64_t value(Counts& of, Number number, Hour hour) {
    const auto records = run_here(of.read(hour, hour)).value();
    const auto at = records.front().values.find(number);
    return at == records.front().values.end() ? 0 : at->second;
  }
  [[nodiscard]] Hour this_hour() const { return hour_of(time.now()); }

  test::ManualTime time{begin_of(497'222) + 30min};
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  Counts counts{*kv, time};
};

TEST_F(CountsTest, what_is_heard_shows_before_and_after_it_is_written) {
  counts.write(Event::delivered, {}, {});
  counts.write(Event::delivered, {}, {});
  EXPECT_EQ(value(counts, series::kDelivered, this_hour()), 2u);
  ASSERT_TRUE(run_here(counts.write()));
  EXPECT_EQ(value(counts, series::kDelivered, this_hour()), 2u);
}

TEST_F(CountsTest, recipients_that_our_own_relay_test_tries_are_not_counted_as_refused) {
  const auto refused = [&](std::string_view to) {
    counts.write(Event::smtp_recipient_refused, {}, {{Key::ip, "127.80.79.83"}, {Key::to, to}});
  };
  refused("someone@relay-test.example.com");
  refused("TO:<relay-test.example.com!someone@home.test>");
  EXPECT_EQ(value(counts, series::kRecipientsRefused, this_hour()), 0u);
  refused("nobody@home.test");
  EXPECT_EQ(value(counts, series::kRecipientsRefused, this_hour()), 1u);
}

TEST_F(CountsTest, who_waits_is_put_off_once_however_often_it_is_tried) {
  for (std::int64_t n = 1; n <= 9; ++n)
    counts.write(Event::put_off, {}, {{Key::who, "bob@away.test"}, {Key::reason, "451 later"}, {Key::count, n}});
  EXPECT_EQ(value(counts, series::kDeferred, this_hour()), 1u);
}

TEST_F(CountsTest, a_restart_adds_to_the_hour) {
  counts.write(Event::delivered, {}, {});
  counts.measure(series::kQueueLength, 7);
  ASSERT_TRUE(run_here(counts.write()));
  Counts again(*kv, time);
  again.write(Event::delivered, {}, {});
  again.measure(series::kQueueLength, 5);
  ASSERT_TRUE(run_here(again.write()));
  EXPECT_EQ(value(again, series::kDelivered, this_hour()), 2u);
  EXPECT_EQ(value(again, series::kQueueLength, this_hour()), 7u) << "of what is measured the highest stays";
}

TEST_F(CountsTest, each_hour_has_its_own_though_it_is_written_in_the_next) {
  counts.write(Event::sent, {}, {});
  time.pass(30min);
  counts.write(Event::sent, {}, {});
  counts.write(Event::sent, {}, {});
  ASSERT_TRUE(run_here(counts.write()));
  EXPECT_EQ(value(counts, series::kSent, this_hour() - 1), 1u);
  EXPECT_EQ(value(counts, series::kSent, this_hour()), 2u);
  time.pass(1h);
  EXPECT_EQ(value(counts, series::kSent, this_hour()), 0u);
}

TEST_F(CountsTest, many_threads_count_at_once) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 1000; ++n) counts.write(Event::delivered, {}, {});
    });
  for (int n = 0; n < 20; ++n) ASSERT_TRUE(run_here(counts.write()));
  for (auto& thread : threads) thread.join();
  ASSERT_TRUE(run_here(counts.write()));
  EXPECT_EQ(value(counts, series::kDelivered, this_hour()), 4000u);
}

TEST_F(CountsTest, after_400_days_an_hour_is_forgotten) {
  counts.write(Event::sent, {}, {});
  ASSERT_TRUE(run_here(counts.write()));
  const auto then = this_hour();
  time.pass(Counts::kKept);
  ASSERT_TRUE(run_here(counts.sweep({})));
  EXPECT_EQ(value(counts, series::kSent, then), 1u);
  time.pass(1h);
  ASSERT_TRUE(run_here(counts.sweep({})));
  EXPECT_EQ(value(counts, series::kSent, then), 0u);
}

TEST_F(CountsTest, logins_are_counted_by_service_and_country) {
  Counts abroad(*kv, time, [](std::string_view ip) { return ip == "192.0.2.1" ? std::string("DE") : std::string(); });
  abroad.write(Event::login_succeeded, {}, {{Key::ip, "192.0.2.1"}, {Key::service, "imap"}});
  abroad.write(Event::login_failed, {}, {{Key::ip, "192.0.2.2"}, {Key::service, "submission"}});
  const auto records = run_here(abroad.read(this_hour(), this_hour())).value();
  const std::vector<std::string> all{"logins.*"};
  const auto figures = figures_of(records, 1, all).value();
  const std::map<std::string, Values> expected{
      {"logins.ok", {1}},     {"logins.ok.imap", {1}},           {"logins.ok.country.DE", {1}},
      {"logins.failed", {1}}, {"logins.failed.submission", {1}}, {"logins.failed.country.ZZ", {1}}};
  EXPECT_EQ(figures, expected);
}

TEST_F(CountsTest, mail_and_verdicts_are_told_apart) {
  const auto hears = [&](Event event, std::initializer_list<events::Field> fields) { counts.write(event, {}, fields); };
  hears(Event::smtp_message_accepted, {{Key::account, ""}});
  hears(Event::smtp_message_accepted, {{Key::account, "ann@home.test"}});
  hears(Event::smtp_message_judged, {{Key::name, "none"}, {Key::value, "inbox"}});
  hears(Event::smtp_message_judged, {{Key::name, "low"}, {Key::value, "inbox"}});
  hears(Event::smtp_message_judged, {{Key::name, "high"}, {Key::value, "junk"}});
  hears(Event::smtp_message_judged, {{Key::name, "high"}, {Key::value, "refuse"}});
  for (const auto number :
       {series::kReceived, series::kSubmitted, series::kClean, series::kSpam, series::kJunk, series::kRejected})
    EXPECT_EQ(value(counts, number, this_hour()), 1u) << name_of(number);
}

TEST_F(CountsTest, blocks_are_counted_by_service_and_those_by_hand_apart) {
  counts.write(Event::rule_triggered, {}, {{Key::value, "block"}, {Key::service, "imap"}});
  counts.write(Event::rule_triggered, {}, {{Key::value, "notify"}, {Key::service, "imap"}});
  counts.write(Event::administrator_acted, {}, {{Key::name, "ids.block"}, {Key::reason, "done"}});
  counts.write(Event::administrator_acted, {}, {{Key::name, "ids.block"}, {Key::reason, "invalid"}});
  EXPECT_EQ(value(counts, series::kBlocks, this_hour()), 2u);
  EXPECT_EQ(value(counts, of_service(series::kBlocks, events::Service::imap), this_hour()), 1u);
  EXPECT_EQ(value(counts, series::kBlocksByHand, this_hour()), 1u);
}

}  // namespace
}  // namespace postern::counts
