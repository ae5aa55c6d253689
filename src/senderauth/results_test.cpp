// Authentication-Results written and recognised, and iprev.
#include "senderauth/results.h"

#include <gtest/gtest.h>

#include <array>

#include "support/fake_zone.h"

namespace postern::senderauth {
namespace {

IpAddress ip_from(std::string_view text) { return IpAddress::parse(text).value(); }

// RFC 8601 §2.2
TEST(Results, are_written_method_by_method) {
  SpfVerdict spf;
  spf.outcome = Outcome::pass;
  spf.domain = "example.net";
  spf.mechanism = "mx";
  DkimVerdict dkim;
  dkim.outcome = Outcome::fail;
  dkim.reason = "body hash did not verify";
  dkim.domain = "example.com";
  dkim.selector = "s";
  dkim.identity = "@example.com";
  dkim.algorithm = "rsa-sha256";
  dkim.mark = "AuUoFEfD";
  dkim.key_bits = 1024;
  dkim.weak = true;
  const std::array results{result_of(spf, "a@example.net"), result_of(dkim)};
  EXPECT_EQ(authentication_results(results_payload("mx.example", results)),
            "Authentication-Results: mx.example;\r\n\tspf=pass (mx) smtp.mailfrom=a@example.net;\r\n"
            "\tdkim=fail (1024-bit key, weak) reason=\"body hash did not verify\"\r\n"
            "\theader.d=example.com header.i=@example.com header.s=s\r\n\theader.a=rsa-sha256 header.b=AuUoFEfD\r\n");
  EXPECT_EQ(results_payload("mx.example", {}), "mx.example; none");
  EXPECT_EQ(result_of(spf, "").properties.front(), (std::pair<std::string, std::string>("smtp.helo", "example.net")));
}

TEST(Results, note_what_weakens_a_signature_in_a_list) {
  DkimVerdict dkim;
  dkim.testing = dkim.partial = true;
  EXPECT_EQ(result_of(dkim).comment, "testing, not the whole body");
  EXPECT_EQ(result_of(DkimVerdict{}).comment, "");
}

// What a stranger chose must not end the field, add a result, or leave a comment.
TEST(Results, strangers_words_stay_in_their_place) {
  const std::array results{MethodResult{"spf",
                                        Outcome::fail,
                                        "a\"; dmarc=pass\r\nX: y",
                                        "b) dmarc=pass (",
                                        {{"smtp.mailfrom", "x;dmarc=pass@e.example"}, {"smtp.helo", "a b\r\nc"}}}};
  const auto payload = results_payload("mx.example", results);
  const auto message = mime::parse(authentication_results(payload) + "\r\n");
  EXPECT_EQ(message.fields.size(), 1U);
  EXPECT_TRUE(payload.contains("reason=\"a\\\"; dmarc=pass")) << payload;
  EXPECT_TRUE(payload.contains("(b dmarc=pass )")) << payload;
  EXPECT_TRUE(payload.contains("smtp.mailfrom=\"x;dmarc=pass@e.example\"")) << payload;
  EXPECT_TRUE(payload.contains("smtp.helo=\"a b")) << payload;
}

TEST(Results, authserv_id_is_found_behind_comments_and_quotes) {
  EXPECT_EQ(authserv_id_of(" MX.example; none"), "mx.example");
  EXPECT_EQ(authserv_id_of(" (c;o) \"mx.example\" 1; none"), "mx.example");
  EXPECT_EQ(authserv_id_of("\r\n mx.example 1;x"), "mx.example");
  EXPECT_EQ(authserv_id_of("mx.example"), "mx.example");
  EXPECT_EQ(authserv_id_of(" ; none"), "");
  EXPECT_EQ(authserv_id_of("(mx.example"), "");
}

// RFC 8601 §5
TEST(Results, foreign_fields_in_our_name_are_found) {
  const auto message = mime::parse(
      "authentication-results: (x) \"MX.Example\" 1; spf=pass\r\nAuthentication-Results: other.example; spf=pass\r\n"
      "From: a@b\r\nAuthentication-Results : mx.example; dkim=pass\r\nAuthentication-Results: ; none\r\n\r\n"
      "Authentication-Results: mx.example; none\r\n");
  EXPECT_EQ(results_to_remove(message, "mx.example"), (std::vector<std::size_t>{0, 3, 4}));
  EXPECT_EQ(results_to_remove(message, "third.example"), (std::vector<std::size_t>{4}));
}

// RFC 8617 §4.1.1
TEST(Results, our_own_fields_are_put_together) {
  const auto message = mime::parse(
      "Authentication-Results: mx.example; spf=pass;\r\nAuthentication-Results: x.example; a=b\r\n"
      "Authentication-Results: mx.example 1 (a;b) ; dkim=pass\r\n  (c)\r\n\r\n");
  EXPECT_EQ(combined_results(message, "MX.example"), "MX.example; spf=pass; dkim=pass  (c)");
  EXPECT_EQ(combined_results(message, "none.example"), "");
}

IprevVerdict iprev(test::FakeZone& zone, std::string_view ip) {
  return zone.verdict([&](dns::Answers& answers) { return check_iprev(ip_from(ip), answers); });
}

// RFC 8601 §3
TEST(Iprev, asks_back_and_forth) {
  test::FakeZone zone;
  const auto ptr = [&](std::string_view ip, std::string_view name) {
    zone.add(dns::reverse_name(ip_from(ip)).text(), dns::Type::ptr, dns::parse_name(name).value());
  };
  ptr("192.0.2.1", "no.example");
  ptr("192.0.2.1", "a.example");
  ptr("192.0.2.2", "a.example");
  ptr("192.0.2.3", "lost.example");
  ptr("2001:db8::1", "a.example");
  zone.address("a.example", "192.0.2.1");
  zone.address("a.example", "2001:db8::1");
  zone.fail("lost.example");
  zone.fail(dns::reverse_name(ip_from("192.0.2.5")).text());
  EXPECT_EQ(iprev(zone, "192.0.2.1").name, "a.example");
  EXPECT_EQ(iprev(zone, "192.0.2.1").outcome, Outcome::pass);
  EXPECT_EQ(zone.rounds, 2);
  EXPECT_EQ(iprev(zone, "2001:db8::1").outcome, Outcome::pass);
  EXPECT_EQ(iprev(zone, "192.0.2.2").outcome, Outcome::fail);
  EXPECT_EQ(iprev(zone, "192.0.2.3").outcome, Outcome::temperror);
  EXPECT_EQ(iprev(zone, "192.0.2.4").outcome, Outcome::permerror);
  EXPECT_EQ(iprev(zone, "192.0.2.5").outcome, Outcome::temperror);
}

}  // namespace
}  // namespace postern::senderauth
