// Reports on TLS: those of other programs, our own, and those that nobody honest writes.
#include "reports/tls_report.h"

#include <gtest/gtest.h>

#include "reports/day.h"

namespace postern::reports {
namespace {

TlsReport session(std::string result = {}, std::string type = "sts") {
  TlsPolicy policy{.type = std::move(type), .domain = "far.example", .text = {"version: STSv1"}, .hosts = {}, .details = {}};
  if (result.empty())
    policy.successes = 1;
  else
    policy.failures = 1;
  if (!result.empty())
    policy.details.push_back({.result = std::move(result), .receiving_host = "mx.far.example", .sessions = 1});
  return {.organization = "Home", .contact = "postmaster@home.test", .id = "1", .begin = {}, .end = {}, .policies = {policy}};
}

TEST(TlsReport, counts_sessions_by_policy_and_failure) {
  TlsReport all;
  for (const auto* result : {"", "certificate-expired", "", "certificate-expired", "starttls-not-supported"})
    all.add(session(result));
  all.add(session("", "no-policy-found"));
  ASSERT_EQ(all.policies.size(), 2u);
  EXPECT_EQ(all.policies[0].successes, 2u);
  EXPECT_EQ(all.policies[0].failures, 3u);
  ASSERT_EQ(all.policies[0].details.size(), 2u);
  EXPECT_EQ(all.policies[0].details[0].sessions, 2u);
  EXPECT_EQ(all.policies[1].successes, 1u);
}

TEST(TlsReport, keeps_to_its_bounds_and_goes_on_counting) {
  TlsReport all;
  for (std::size_t i = 0; i < kMostDetails + 50; ++i) all.add(session("failure-" + std::to_string(i)));
  EXPECT_EQ(all.policies[0].details.size(), kMostDetails);
  EXPECT_EQ(all.policies[0].failures, kMostDetails + 50);
  for (std::size_t i = 0; i < kMostPolicies + 50; ++i) all.add(session("", "type-" + std::to_string(i)));
  EXPECT_EQ(all.policies.size(), kMostPolicies);
}

TEST(TlsReport, is_read_as_it_was_written) {
  auto report = session("validation-failure");
  report.begin = begin_of("2026-11-25");
  report.end = end_of("2026-11-25") - std::chrono::seconds(1);
  report.policies[0].details[0].information = "\"quoted\"";
  const auto text = report.text();
  EXPECT_TRUE(text.contains(R"("start-datetime":"2026-11-25T00:00:00Z","end-datetime":"2026-11-25T23:59:59Z")")) << text;
  EXPECT_TRUE(text.contains(R"("failed-session-count":1)"));
  EXPECT_FALSE(text.contains("mx-host\"")) << text;
  EXPECT_EQ(TlsReport::read(text).value(), report);
}

TEST(TlsReport, that_is_hostile_is_refused_or_bounded) {
  const std::string range = R"("date-range":{"start-datetime":"2026-11-25T00:00:00Z","end-datetime":"2026-11-25T23:59:59Z"})";
  const auto read = [&](const std::string& rest) { return TlsReport::read("{" + range + "," + rest + "}"); };
  EXPECT_EQ(TlsReport::read("[]").error().kind, Failure::invalid);
  EXPECT_EQ(TlsReport::read("{}").error().kind, Failure::invalid);
  EXPECT_EQ(read(R"("policies":7)").error().kind, Failure::invalid);
  EXPECT_EQ(read("\"policies\":" + std::string(100'000, '[')).error().kind, Failure::invalid);
  EXPECT_EQ(TlsReport::read(std::string(11 << 20, ' ')).error().kind, Failure::too_large);
  const auto odd = read(R"("report-id":"a\r\nb","policies":[7,{"summary":{"total-failure-session-count":-5,)"
                        R"("total-successful-session-count":18446744073709551615}}]})");
  EXPECT_FALSE(odd);
  const auto taken = read(R"("report-id":"a\r\nb","policies":[7,{"summary":{"total-failure-session-count":-5,)"
                          R"("total-successful-session-count":18446744073709551615}}])");
  ASSERT_TRUE(taken);
  EXPECT_FALSE(taken->id.contains('\n'));
  ASSERT_EQ(taken->policies.size(), 1u);
  EXPECT_EQ(taken->policies[0].failures, 0u);
  EXPECT_EQ(taken->policies[0].successes, static_cast<std::uint64_t>(INT64_MAX));
}

TEST(Days, are_of_the_calendar) {
  EXPECT_EQ(day_of(Time{1'790'000'000'000}), "2026-09-21");
  EXPECT_EQ(time_text(begin_of("2026-09-21")), "2026-09-21T00:00:00Z");
  EXPECT_EQ(day_of(end_of("2026-12-31")), "2027-01-01");
  EXPECT_TRUE(parse_day("2028-02-29"));
  for (const auto* wrong : {"", "2027-02-29", "2026-13-01", "26-01-01", "2026-1-01", "2026-01-01 "})
    EXPECT_FALSE(parse_day(wrong));
}

TEST(Times, may_have_a_fraction_and_an_offset) {
  const auto noon = begin_of("2026-11-25") + std::chrono::hours(12);
  for (const auto* good :
       {"2026-11-25T12:00:00Z", "2026-11-25t12:00:00.123z", "2026-11-25T13:30:00+01:30", "2026-11-25T04:00:00-08:00"})
    EXPECT_EQ(parse_time(good), noon) << good;
  for (const auto* wrong : {"", "2026-11-25", "2026-11-25T12:00:00", "2026-11-25 12:00:00Z", "2026-11-25T24:00:00Z",
                            "2026-11-25T12:00:00+1", "2026-11-25T12:00:00.Zx"})
    EXPECT_FALSE(parse_time(wrong)) << wrong;
}

}  // namespace
}  // namespace postern::reports
