// Records as domains publish them.
#include "reports/destination.h"

#include <gtest/gtest.h>

namespace postern::reports {
namespace {

dns::Answer answer(std::vector<std::string> texts) {
  dns::Answer out{.status = dns::Status::found};
  for (auto& one : texts) out.records.emplace_back(std::move(one));
  return out;
}

// RFC 8460 §3.1
TEST(TlsRecord, names_mailboxes_and_web_servers) {
  const auto mail = parse_tls_record("v=TLSRPTv1;rua=mailto:reports@example.com");
  ASSERT_EQ(mail.size(), 1u);
  EXPECT_EQ(mail[0].mailbox.text(), "reports@example.com");
  EXPECT_FALSE(mail[0].url);
  const auto both =
      parse_tls_record("v=TLSRPTv1; rua=https://reporting.example.com/v1/tlsrpt , mailto:a%2Bb@example.com?subject=x;");
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].url->host, "reporting.example.com");
  EXPECT_EQ(both[0].url->path, "/v1/tlsrpt");
  EXPECT_EQ(both[1].mailbox.text(), "a+b@example.com");
}

TEST(TlsRecord, is_none_when_there_are_several_or_it_is_something_else) {
  EXPECT_TRUE(parse_tls_record("v=TLSRPTv2; rua=mailto:a@example.com").empty());
  EXPECT_TRUE(parse_tls_record("rua=mailto:a@example.com; v=TLSRPTv1").empty());
  EXPECT_TRUE(parse_tls_record("v=TLSRPTv1").empty());
  const std::string good = "v=TLSRPTv1; rua=mailto:a@example.com";
  EXPECT_EQ(tls_destinations(answer({"google-site=1", good})).size(), 1u);
  EXPECT_TRUE(tls_destinations(answer({good, good})).empty());
  EXPECT_TRUE(tls_destinations(dns::Answer{}).empty());
}

// RFC 7489 §6.2
TEST(DmarcRecord, says_how_large_a_report_may_be) {
  const auto all = dmarc_destinations(
      answer({"v=DMARC1; p=none; rua=mailto:a@example.com!10m, mailto:b@example.com!5k,mailto:c@example.com!77"}));
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].most, 10u << 20);
  EXPECT_EQ(all[0].mailbox.text(), "a@example.com");
  EXPECT_EQ(all[1].most, 5u << 10);
  EXPECT_EQ(all[2].most, 77u);
}

TEST(Destinations, that_cannot_be_sent_to_are_passed_over) {
  EXPECT_TRUE(
      parse_destinations("ftp://example.com, http://example.com/, mailto:, mailto:nobody, mailto:a@[192.0.2.1]").empty());
  EXPECT_TRUE(
      parse_destinations("mailto:a@example.com!x,mailto:a@example.com!,mailto:a@example.com!99999999999999999999t").empty());
  EXPECT_TRUE(parse_destinations("mailto:a%0D%0ARCPT@example.com").empty());
  EXPECT_EQ(parse_destinations("mailto:a@example.com,mailto:a@example.com").size(), 1u);
  std::string many;
  for (int i = 0; i < 50; ++i) many += "mailto:a" + std::to_string(i) + "@example.com,";
  EXPECT_EQ(parse_destinations(many).size(), kMostDestinations);
}

}  // namespace
}  // namespace postern::reports
