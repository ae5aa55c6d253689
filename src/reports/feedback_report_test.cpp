// Complaints, and what is none.
#include "reports/feedback_report.h"

#include <gtest/gtest.h>

namespace postern::reports {
namespace {

constexpr std::string_view kComplaint =
    "Feedback-Type: abuse\r\nUser-Agent: Gen/1.0\r\nVersion: 1\r\nOriginal-Mail-From: <a@home.test>\r\n"
    "Original-Rcpt-To: <b@far.example>\r\nArrival-Date: Thu, 8 Mar 2005 14:00:00 EDT\r\nSource-IP: 192.0.2.1\r\n"
    "Authentication-Results: mail.far.example;\r\n  spf=fail\r\nReported-Domain: home.test\r\n"
    "Reported-Uri: http://home.test/\r\nReported-Uri: mailto:x@home.test\r\nIncidents: 3\r\nNew-Field: x\r\n";

// RFC 5965 §3, RFC 6591 §3
TEST(FeedbackReport, is_read_field_by_field) {
  const auto report = FeedbackReport::read(kComplaint).value();
  EXPECT_EQ(report.type, "abuse");
  EXPECT_EQ(report.mail_from, "<a@home.test>");
  EXPECT_EQ(report.rcpt_to, std::vector<std::string>{"<b@far.example>"});
  EXPECT_EQ(report.end.seconds(), 1110304800);
  EXPECT_EQ(report.results.at(0), "mail.far.example;  spf=fail");
  EXPECT_EQ(report.uris.size(), 2u);
  EXPECT_EQ(report.incidents, 3u);
  EXPECT_EQ(FeedbackReport::read(report.text()).value(), report);
}

TEST(FeedbackReport, that_is_hostile_is_refused_or_bounded) {
  EXPECT_EQ(FeedbackReport::read("").error().kind, Failure::invalid);
  EXPECT_EQ(FeedbackReport::read("Version: 1\r\n").error().kind, Failure::invalid);
  EXPECT_EQ(FeedbackReport::read("Feedback-Type: abuse\r\nVersion: 2\r\n").error().kind, Failure::invalid);
  EXPECT_EQ(FeedbackReport::read(std::string(kLargestFeedback + 1, 'x')).error().kind, Failure::too_large);
  std::string many(kComplaint);
  for (int i = 0; i < 100; ++i) many += "Reported-Domain: d" + std::to_string(i) + "\r\n";
  EXPECT_EQ(FeedbackReport::read(many)->domains.size(), kMostMentioned);
}

}  // namespace
}  // namespace postern::reports
