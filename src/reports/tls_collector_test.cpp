// Sessions as they are counted.
#include "reports/tls_collector.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "config/registry.h"
#include "kv/open.h"
#include "support/manual_time.h"

namespace postern::reports {
namespace {

using smtp::client::TlsSession;

TlsSession one_session(std::string result) {
  return {.domain = dns::parse_name("far.example").value(),
          .policy_type = "sts",
          .server = "mx.far.example",
          .server_ip = "192.0.2.1",
          .result = std::move(result),
          .reason = "it ended yesterday"};
}

TEST(TlsCollector, counts_by_day_and_domain) {
  const auto kv = kv::open_memory().value();
  test::ManualTime time{begin_of("2026-11-25") + std::chrono::hours(23)};
  config::Registry registry;
  auto settings = registry.add<Settings>("reports");
  Collected<TlsReport> collected(*kv, "tls");
  TlsCollector collector(collected, time, settings);
  collector.ended(one_session(""));
  collector.ended(one_session("certificate-expired"));
  collector.ended(one_session("certificate-expired"));
  time.pass(std::chrono::hours(2));
  collector.ended(one_session(""));
  collector.ended(TlsSession{.domain = {}, .policy_type = "sts"});
  ASSERT_TRUE(run_here(collected.flush()));
  const auto all = run_here(collected.waiting("2026-11-26", 9)).value();
  ASSERT_EQ(all, (std::vector<Subject>{{"2026-11-25", "far.example"}, {"2026-11-26", "far.example"}}));
  const auto row = run_here(collected.row(all[0])).value();
  ASSERT_EQ(row.report.policies.size(), 1u);
  EXPECT_EQ(row.report.policies[0].successes, 1u);
  EXPECT_EQ(row.report.policies[0].failures, 2u);
  const TlsFailure failure{.result = "certificate-expired",
                           .receiving_host = "mx.far.example",
                           .receiving_ip = "192.0.2.1",
                           .information = "it ended yesterday",
                           .sessions = 2};
  EXPECT_EQ(row.report.policies[0].details, std::vector{failure});
}

TEST(TlsCollector, counts_nothing_when_nobody_is_to_be_told) {
  const auto kv = kv::open_memory().value();
  test::ManualTime time;
  config::Registry registry;
  auto settings = registry.add<Settings>("reports");
  const std::vector<config::Change> changes{{"reports.send_tls", "off"}};
  auto plan = registry.plan(changes);
  ASSERT_TRUE(plan);
  registry.apply(std::move(*plan));
  Collected<TlsReport> collected(*kv, "tls");
  TlsCollector(collected, time, settings).ended(one_session(""));
  ASSERT_TRUE(run_here(collected.flush()));
  EXPECT_TRUE(run_here(collected.waiting("9999-01-01", 9)).value().empty());
}

}  // namespace
}  // namespace postern::reports
