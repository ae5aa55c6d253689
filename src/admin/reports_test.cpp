// Reports as administrators see them, and send them by hand.
#include "reports/reports.h"

#include <gtest/gtest.h>

#include "reports/day.h"
#include "reports/sender.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class ReportOperations : public OperationsTest {
 protected:
  ReportOperations() { must("domain.create", {{"name", "home.test"}}); }

  void keep(std::string reporter, std::string source, std::uint64_t count, std::string dkim = "pass") {
    reports::DmarcReport report{.organization = reporter, .id = reporter, .published = {.domain = "home.test"}};
    report.begin = reports::begin_of("2026-11-25");
    report.end = report.begin + std::chrono::hours(23);
    report.rows.push_back(
        {.source = std::move(source), .count = count, .disposition = "none", .dkim = std::move(dkim), .spf = "fail"});
    report.rows.back().dkim_results.push_back({.domain = "home.test", .result = "pass"});
    ASSERT_TRUE(run_here(world.reports.dmarc_about_us.keep("home.test", report)));
  }
};

TEST_F(ReportOperations, tell_who_sends_in_the_name_of_a_domain) {
  keep("Far", "192.0.2.1", 3);
  keep("Near", "192.0.2.1", 4);
  keep("Third", "203.0.113.9", 1, "fail");
  const auto all = must("dmarc.reports", {{"domain", "home.test"}}).as_array();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].at("source"), "192.0.2.1");
  EXPECT_EQ(all[0].at("messages"), 7);
  EXPECT_EQ(all[0].at("passed"), true);
  EXPECT_EQ(all[0].at("reported_by"), (json::array{"Far", "Near"}));
  EXPECT_EQ(all[0].at("first"), "2026-11-25T00:00:00Z");
  EXPECT_EQ(all[1].at("passed"), false);
  EXPECT_EQ(refusal("dmarc.reports", {{"domain", "nobody.test"}}), Failure::not_found);
}

TEST_F(ReportOperations, tell_how_tls_to_a_domain_went) {
  reports::TlsPolicy policy{.type = "sts", .domain = "home.test"};
  policy.failures = 2;
  policy.details.push_back({.result = "certificate-expired", .receiving_host = "mail.home.test", .sessions = 2});
  ASSERT_TRUE(run_here(world.reports.tls_about_us.keep("home.test", {.organization = "Far", .id = "1", .policies = {policy}})));
  const auto all = must("tlsrpt.list", {{"domain", "home.test"}}).as_array();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].at("failures"), 2);
  EXPECT_EQ(all[0].at("details"), "certificate-expired x2 at mail.home.test");
}

TEST_F(ReportOperations, tell_what_others_complain_of) {
  reports::FeedbackReport complaint{.type = "abuse", .subject = "buy"};
  ASSERT_TRUE(run_here(world.reports.complaints.keep("home.test", complaint)));
  const auto all = must("dmarc.complaints", {{"domain", "home.test"}}).as_array();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].at("kind"), "abuse");
  EXPECT_EQ(all[0].at("subject"), "buy");
}

TEST_F(ReportOperations, send_those_of_a_day) {
  std::vector<std::pair<ReportKind, std::string>> asked;
  auto parts = world.world();
  parts.send_reports = [&](ReportKind kind, std::string day) -> Task<Result<reports::Sent>> {
    asked.emplace_back(kind, std::move(day));
    co_return reports::Sent{.reports = 3};
  };
  const auto run = [&](std::string_view operation, const json::object& arguments) {
    return run_operation(parts, operation, arguments, owner("root"), [](const json::value&) { return true; });
  };
  EXPECT_EQ(run("tlsrpt.send", {})->at("sent"), 3);
  EXPECT_TRUE(run("dmarc.send", {{"day", "2026-11-25"}}));
  EXPECT_EQ(run("dmarc.send", {{"day", "yesterday"}}).error().kind, Failure::invalid);
  const auto yesterday = reports::day_of(world.time.now() - std::chrono::hours(24));
  EXPECT_EQ(asked,
            (std::vector<std::pair<ReportKind, std::string>>{{ReportKind::tls, yesterday}, {ReportKind::dmarc, "2026-11-25"}}));
  EXPECT_EQ(refusal("tlsrpt.send", {}), Failure::unavailable);  // without a running server
}

}  // namespace
}  // namespace postern::admin
