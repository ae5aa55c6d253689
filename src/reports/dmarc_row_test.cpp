// Verdicts in the words of reports.
#include "reports/dmarc_row.h"

#include <gtest/gtest.h>

namespace postern::reports {
namespace {

using senderauth::Outcome;

dns::Name domain(std::string_view text) { return dns::parse_name(text).value(); }

struct Message {
  senderauth::Origin origin;
  senderauth::OriginQuery query;
  mime::Message message = mime::parse("From: a@sub.far.example\r\n\r\nhello");

  Message() {
    query.ip = IpAddress::parse("192.0.2.1").value();
    query.sender = "a@Bounces.example";
    auto& dmarc = origin.dmarc;
    dmarc.outcome = Outcome::fail;
    dmarc.disposition = senderauth::DmarcPolicy::reject;
    dmarc.author = domain("sub.far.example");
    dmarc.policy_domain = dmarc.organisation = domain("far.example");
    dmarc.record = senderauth::parse_dmarc_record("v=DMARC1; p=reject; sp=quarantine; aspf=s; rua=mailto:a@far.example");
    senderauth::SpfVerdict spf;
    spf.outcome = Outcome::softfail;
    spf.domain = "bounces.example";
    origin.spf = spf;
    senderauth::DkimVerdict dkim;
    dkim.outcome = Outcome::pass;
    dkim.domain = "other.example";
    dkim.selector = "s";
    origin.dkim = {dkim};
  }
  std::optional<DmarcNote> note(Applied applied = Applied::taken) const { return note_of({origin, query, message, applied}); }
};

TEST(DmarcRow, says_who_sent_what_and_what_was_done_with_it) {
  const auto note = Message().note(Applied::refused);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->domain, "far.example");
  const auto& policy = note->report.published;
  EXPECT_EQ(policy.p, "reject");
  EXPECT_EQ(policy.sp, "quarantine");
  EXPECT_EQ(policy.aspf, "s");
  const DmarcRow expected{.source = "192.0.2.1",
                          .count = 1,
                          .disposition = "reject",
                          .dkim = "fail",
                          .spf = "fail",
                          .header_from = "sub.far.example",
                          .envelope_from = "bounces.example",
                          .dkim_results = {{.domain = "other.example", .selector = "s", .result = "pass"}},
                          .spf_results = {{.domain = "bounces.example", .scope = "mfrom", .result = "softfail"}}};
  EXPECT_EQ(note->report.rows, std::vector{expected});
}

TEST(DmarcRow, says_why_a_policy_was_not_applied) {
  Message message;
  EXPECT_EQ(message.note(Applied::vouched_for)->report.rows[0].reasons[0].type, "trusted_forwarder");
  EXPECT_EQ(message.note()->report.rows[0].reasons[0].type, "local_policy");
  EXPECT_EQ(message.note()->report.rows[0].disposition, "none");
  message.origin.dmarc.outcome = Outcome::pass;
  message.origin.dmarc.disposition = senderauth::DmarcPolicy::none;
  EXPECT_EQ(message.note()->report.rows[0].disposition, "pass");
  EXPECT_TRUE(message.note()->report.rows[0].reasons.empty());
}

TEST(DmarcRow, is_none_where_nobody_asks_or_nothing_is_known) {
  Message message;
  message.origin.dmarc.record = senderauth::parse_dmarc_record("v=DMARC1; p=reject");
  EXPECT_FALSE(message.note());
  message.origin.dmarc.record.reset();
  EXPECT_FALSE(message.note());
  Message unknown;
  unknown.origin.dmarc.outcome = Outcome::temperror;
  EXPECT_FALSE(unknown.note());
}

TEST(DmarcRow, is_none_of_a_report) {
  Message report;
  report.query.sender.clear();
  EXPECT_TRUE(report.note());
  report.message = mime::parse("From: a@sub.far.example\r\nContent-Type: application/gzip; name=a.xml.gz\r\n\r\nx");
  EXPECT_FALSE(report.note());
}

}  // namespace
}  // namespace postern::reports
