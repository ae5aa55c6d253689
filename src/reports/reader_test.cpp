// Messages with reports on our domains, on others, and with nothing that can be read.
#include "reports/reader.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "events/table.h"
#include "kv/open.h"
#include "reports/letter.h"
#include "reports/packing.h"
#include "support/event_list.h"
#include "support/seeded_random.h"

namespace postern::reports {
namespace {

struct Mailroom {
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  Reports reports{*kv};
  EventList events;
  test::SeededRandom random{1};
  Reader reader{reports, events, [](const std::string& name) {
                  return name == "home.test" || name.ends_with(".home.test") ? "home.test" : name == "second.test" ? name : "";
                }};

  Result<void> bring(const std::string& file) {
    Letter letter{.to = address::parse_mailbox("postmaster@home.test", address::Charset::ascii).value(),
                  .from = "far.example",
                  .host = "mx.far.example",
                  .subject = "Report",
                  .type = "multipart/mixed",
                  .text = "A report.\r\n",
                  .file_type = "application/gzip",
                  .file_name = "report.gz",
                  .file = file};
    return run_here(reader.read(compose(letter, random, {})));
  }
};

TEST(Reader, keeps_a_report_on_tls_under_each_domain_that_it_is_on) {
  Mailroom mailroom;
  TlsReport report{.organization = "Far", .id = "1"};
  for (const auto* domain : {"home.test", "elsewhere.test", "mail.home.test", "second.test"})
    report.policies.push_back({.type = "sts", .domain = domain});
  ASSERT_TRUE(mailroom.bring(gzip(report.text())));
  const auto home = run_here(mailroom.reports.tls_about_us.list("home.test", 9)).value();
  ASSERT_EQ(home.size(), 1u);
  ASSERT_EQ(home[0].policies.size(), 2u);
  EXPECT_EQ(home[0].policies[1].domain, "mail.home.test");
  EXPECT_EQ(run_here(mailroom.reports.tls_about_us.list("second.test", 9)).value().at(0).policies.size(), 1u);
  EXPECT_TRUE(run_here(mailroom.reports.tls_about_us.list("elsewhere.test", 9)).value().empty());
  EXPECT_EQ(mailroom.events.count(events::Event::report_read), 2u);
}

TEST(Reader, keeps_an_aggregate_report_on_a_domain_of_ours) {
  Mailroom mailroom;
  DmarcReport report{.organization = "Far", .id = "1", .published = {.domain = "home.test", .p = "reject"}};
  ASSERT_TRUE(mailroom.bring(report.text()));
  EXPECT_EQ(run_here(mailroom.reports.dmarc_about_us.list("home.test", 9)).value().at(0), report);
  report.published.domain = "elsewhere.test";
  EXPECT_EQ(mailroom.bring(report.text()).error().kind, Failure::not_found);
}

TEST(Reader, keeps_a_complaint_under_the_domain_that_it_names) {
  Mailroom mailroom;
  const auto complaint = [&](const std::string& fields) {
    return run_here(mailroom.reader.read(
        "From: <abuse@far.example>\r\nMessage-ID: <1@far.example>\r\nContent-Type: multipart/report; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: 1\r\n" +
        fields + "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: buy\r\n\r\nx\r\n--b--\r\n"));
  };
  ASSERT_TRUE(complaint("Original-Mail-From: <ann@home.test>\r\n"));
  const auto kept = run_here(mailroom.reports.complaints.list("home.test", 9)).value();
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].subject, "buy");
  EXPECT_EQ(kept[0].organization, "<abuse@far.example>");
  EXPECT_TRUE(complaint("Reported-Domain: second.test\r\n"));
  EXPECT_EQ(complaint("Reported-Domain: elsewhere.test\r\n").error().kind, Failure::not_found);
}

TEST(Reader, keeps_each_of_the_complaints_that_have_no_message_id) {
  Mailroom mailroom;
  for (const std::string subject : {"one", "two", "two"})
    EXPECT_TRUE(
        run_here(mailroom.reader.read("From: <abuse@far.example>\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
                                      "Content-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nVersion: "
                                      "1\r\nOriginal-Mail-From: <ann@home.test>\r\n"
                                      "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: " +
                                      subject + "\r\n\r\nx\r\n--b--\r\n")));
  EXPECT_EQ(run_here(mailroom.reports.complaints.list("home.test", 9)).value().size(), 2u);
}

TEST(Reader, says_what_it_could_not_read) {
  Mailroom mailroom;
  EXPECT_FALSE(mailroom.bring("nonsense"));
  EXPECT_EQ(mailroom.events.last(events::Event::report_not_read, events::Key::reason), "The report is no XML");
}

}  // namespace
}  // namespace postern::reports
