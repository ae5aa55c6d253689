// Messages of other programs with reports, and messages with none.
#include "reports/intake.h"

#include <gtest/gtest.h>

#include <fstream>

#include "reports/day.h"
#include "support/vectors.h"

namespace postern::reports {
namespace {

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  EXPECT_FALSE(text.empty()) << path;
  return text;
}

std::optional<std::filesystem::path> samples() {
  const auto all = vectors();
  if (!all) EXPECT_EQ(std::getenv("NEED_VECTORS"), nullptr) << "no vectors";
  return all ? std::optional(*all / "reports") : std::nullopt;
}

TlsReport tls(Result<AnyReport> report) { return std::get<TlsReport>(report.value()); }
DmarcReport dmarc(Result<AnyReport> report) { return std::get<DmarcReport>(report.value()); }

TEST(ReportVectors, on_tls_are_read_from_messages_as_from_files) {
  const auto at = samples();
  if (!at) GTEST_SKIP() << "the shared vectors are not here";
  for (const auto* name : {"rpt01", "rpt02"}) {
    const auto mail = slurp(*at / "tlsrpt" / (std::string(name) + ".eml"));
    const auto message = mime::parse(mail);
    EXPECT_TRUE(may_carry_report(message));
    const auto brought = tls(report_in(message, mail));
    EXPECT_EQ(brought, tls(read_report(slurp(*at / "tlsrpt" / (std::string(name) + ".json")))));
    EXPECT_EQ(TlsReport::read(brought.text()).value(), brought);
  }
  const auto first = tls(read_report(slurp(*at / "tlsrpt/rpt01.json")));
  EXPECT_EQ(first.id, "5065427c-23d3-47ca-b6e0-946ea0e8c4be");
  EXPECT_EQ(first.begin, begin_of("2016-04-01"));
  ASSERT_EQ(first.policies.size(), 1u);
  EXPECT_EQ(first.policies[0].successes, 5326u);
  EXPECT_EQ(first.policies[0].hosts, std::vector<std::string>{"*.mail.company-y.example"});
  ASSERT_EQ(first.policies[0].details.size(), 3u);
  EXPECT_EQ(first.policies[0].details[2].reason, "X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED");
  const auto third = tls(read_report(slurp(*at / "tlsrpt/rpt03.json")));
  ASSERT_EQ(third.policies.size(), 2u);
  EXPECT_EQ(third.policies[1].type, "invalid-policy-type");
}

TEST(ReportVectors, on_dmarc_are_read) {
  const auto at = samples();
  if (!at) GTEST_SKIP() << "the shared vectors are not here";
  const auto read = [&](const char* name) { return dmarc(read_report(slurp(*at / "dmarc-feedback" / name))); };
  const auto first = read("001.xml");
  EXPECT_EQ(first.organization, "Sample Reporter");
  EXPECT_EQ(first.begin.seconds(), 161212415);
  EXPECT_EQ(first.published, (PublishedPolicy{.domain = "example.com", .p = "quarantine", .sp = "none", .testing = "n"}));
  ASSERT_EQ(first.rows.size(), 1u);
  EXPECT_EQ(first.rows[0].count, 123u);
  EXPECT_EQ(first.rows[0].dkim_results.at(0).selector, "abc123");
  const auto third = read("003.xml");
  ASSERT_GE(third.rows.size(), 3u);
  EXPECT_EQ(third.rows[0].reasons.at(0).comment, "Policy ignored due to local white list");
  EXPECT_EQ(third.rows[0].envelope_from, "jmap.bounce.topicbox.com");
  const auto fourth = read("004.xml");
  EXPECT_EQ(fourth.generator, "Example DMARC Aggregate Reporter v1.2");
  EXPECT_EQ(fourth.published.discovery, "treewalk");
  EXPECT_EQ(fourth.rows.at(0).disposition, "pass");
  EXPECT_EQ(read("005.xml").rows.at(0).spf_results.at(0).scope, "helo");
  for (const auto* name : {"001.xml", "002.xml", "003.xml", "004.xml", "005.xml"})
    EXPECT_EQ(DmarcReport::read(read(name).text()).value(), read(name)) << name;
}

TEST(ReportVectors, on_single_messages_are_read) {
  const auto at = samples();
  if (!at) GTEST_SKIP() << "the shared vectors are not here";
  const auto read = [&](const char* name) {
    const auto mail = slurp(*at / "arf" / name);
    return std::get<FeedbackReport>(report_in(mime::parse(mail), mail).value());
  };
  const auto first = read("001.eml"), second = read("002.eml"), third = read("003.eml");
  EXPECT_EQ(first.type, "abuse");
  EXPECT_EQ(first.user_agent, "SomeGenerator/1.0");
  EXPECT_EQ(first.end, Time{});
  EXPECT_EQ(first.from, "<somespammer@example.net>");
  EXPECT_EQ(first.message_id, "8787KJKJ3K4J3K4J3K4J3.mail@example.net");
  EXPECT_EQ(second.end.seconds(), 1110304800);
  EXPECT_EQ(second.domains, std::vector<std::string>{"example.net"});
  EXPECT_EQ(second.uris, (std::vector<std::string>{"http://example.net/earn_money.html", "mailto:user@example.com"}));
  EXPECT_EQ(third.type, "auth-failure");
  EXPECT_EQ(third.end.seconds(), 1271272531);
  EXPECT_EQ(third.auth_failure, "bodyhash");
  EXPECT_EQ(third.dkim_domain, "example.net");
  EXPECT_EQ(third.subject, "This is a test");
}

TEST(Intake, finds_no_report_where_there_is_none) {
  const std::string text = "Subject: x\r\n\r\n{}\r\n";
  EXPECT_FALSE(may_carry_report(mime::parse(text)));
  EXPECT_EQ(report_in(mime::parse(text), text).error().kind, Failure::not_found);
  const std::string picture = "Content-Type: image/png; name=a.png\r\n\r\nx";
  EXPECT_FALSE(may_carry_report(mime::parse(picture)));
}

TEST(Intake, says_what_is_wrong_with_what_looks_like_a_report) {
  const std::string named = "Content-Type: application/octet-stream; name=\"a!b!1!2.xml.GZ\"\r\n\r\nnothing";
  EXPECT_TRUE(may_carry_report(mime::parse(named)));
  EXPECT_EQ(report_in(mime::parse(named), named).error().text, "The report is no XML");
  const auto large = named + std::string(kLargestMessage, 'x');
  EXPECT_EQ(report_in(mime::parse(large), large).error().kind, Failure::too_large);
}

}  // namespace
}  // namespace postern::reports
