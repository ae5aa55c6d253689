// Aggregate reports: those of other programs, our own, and those that nobody honest writes.
#include "reports/dmarc_report.h"

#include <gtest/gtest.h>

namespace postern::reports {
namespace {

DmarcReport one_message(std::string source, std::string dkim = "pass") {
  DmarcRow row{.source = std::move(source), .count = 1, .disposition = "none", .dkim = std::move(dkim), .spf = "fail"};
  row.header_from = "far.example";
  row.dkim_results.push_back({.domain = "far.example", .selector = "s", .result = "pass"});
  row.spf_results.push_back({.domain = "other.example", .scope = "mfrom", .result = "softfail"});
  DmarcReport out;
  out.published = {.domain = "far.example", .p = "reject"};
  out.rows.push_back(std::move(row));
  return out;
}

TEST(DmarcReport, counts_messages_by_who_sent_them_and_what_came_of_it) {
  DmarcReport all;
  for (int i = 0; i < 5; ++i) all.add(one_message("192.0.2.1"));
  all.add(one_message("192.0.2.1", "fail"));
  all.add(one_message("192.0.2.2"));
  ASSERT_EQ(all.rows.size(), 3u);
  EXPECT_EQ(all.rows[0].count, 5u);
  EXPECT_EQ(all.published.p, "reject");
}

TEST(DmarcReport, keeps_to_its_bounds_and_says_what_it_left_out) {
  DmarcReport all;
  for (std::size_t i = 0; i < kMostRows + 7; ++i) all.add(one_message("192.0.2." + std::to_string(i)));
  EXPECT_EQ(all.rows.size(), kMostRows);
  EXPECT_EQ(all.left_out, 7u);
  EXPECT_TRUE(all.text().contains("<error>7 messages of further sources are not listed</error>"));
  EXPECT_EQ(DmarcReport::read(all.text()).value(), all);
}

TEST(DmarcReport, is_read_as_it_was_written) {
  auto report = one_message("2001:db8::1");
  report.organization = "Home & <Garden>";
  report.email = "postmaster@home.test";
  report.id = "1";
  report.generator = "Postern";
  report.begin = Time{1'790'000'000'000};
  report.end = Time{1'790'086'399'000};
  report.errors = {"\"quoted\""};
  report.published = {.domain = "far.example", .p = "reject", .sp = "none", .np = "reject", .adkim = "r", .aspf = "s"};
  report.published.testing = "n";
  report.published.discovery = "treewalk";
  report.rows[0].reasons.push_back({"trusted_forwarder", "ARC"});
  report.rows[0].envelope_from = "other.example";
  EXPECT_TRUE(report.text().contains("<org_name>Home &amp; &lt;Garden&gt;</org_name>")) << report.text();
  EXPECT_EQ(DmarcReport::read(report.text()).value(), report);
}

std::string document(const std::string& rest) {
  return "<feedback><policy_published><domain>far.example</domain></policy_published>" + rest + "</feedback>";
}

TEST(DmarcReport, that_is_hostile_is_refused_or_bounded) {
  const auto kind = [](const std::string& xml) {
    const auto read = DmarcReport::read(xml);
    return read ? Failure::io : read.error().kind;
  };
  EXPECT_EQ(kind(""), Failure::invalid);
  EXPECT_EQ(kind("<feedback>"), Failure::invalid);
  EXPECT_EQ(kind("<feedback/>"), Failure::invalid);
  EXPECT_EQ(kind(document("<x>")), Failure::invalid);
  EXPECT_EQ(kind("<!DOCTYPE f [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + document("&b;")), Failure::invalid);
  EXPECT_EQ(kind("<!DOCTYPE f SYSTEM \"file:///etc/passwd\">" + document("")), Failure::invalid);
  EXPECT_EQ(kind(document("&nowhere;")), Failure::invalid);
  EXPECT_EQ(kind(std::string(11 << 20, ' ')), Failure::too_large);
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<a>";
  EXPECT_EQ(kind(deep), Failure::invalid);
  const auto odd = DmarcReport::read(
      document("<record><row><count>-1</count><source_ip>" + std::string(5000, '1') + "&#10;</source_ip></row></record>"));
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->rows.at(0).count, 0u);
  EXPECT_LE(odd->rows[0].source.size(), 300u);
}

TEST(DmarcReport, may_have_prefixes_and_what_nobody_knows) {
  const auto report = DmarcReport::read(
      "<d:feedback xmlns:d='urn:x'><d:policy_published><d:domain>far.example</d:domain><d:new>1</d:new></d:policy_published>"
      "</d:feedback>");
  ASSERT_TRUE(report);
  EXPECT_EQ(report->published.domain, "far.example");
}

}  // namespace
}  // namespace postern::reports
