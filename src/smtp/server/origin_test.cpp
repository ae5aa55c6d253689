// Mail from outside: what is refused, what is written into it, and what the DNS cannot change.
#include "smtp/server/origin.h"

#include <gtest/gtest.h>

#include "events/table.h"
#include "support/signed_message.h"
#include "support/smtp_bare_session.h"

namespace postern::smtp {
namespace {

using senderauth::Origin, senderauth::Outcome;

constexpr std::string_view kFrom = "MAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\nDATA\r\n";

class OriginTest : public testing::Test {
 protected:
  OriginTest() {
    world.judges = true;
    world.zone.says = [this](const dns::Question& question) { return dns_is_down ? dns::Answer{} : zone.answer(question); };
    zone.txt("far.example", "v=spf1 ip4:192.0.2.7 -all");
    zone.txt("other.example", "v=spf1 -all");
    zone.txt("key._domainkey.here.example", senderauth::key_record_of(key));
    zone.txt("_dmarc.here.example", "v=DMARC1; p=none");
  }
  // The last reply.
  std::string send(std::string_view message, std::string_view envelope = kFrom) {
    Dialogue d(world, {}, exchange_listener());
    d.give("EHLO mail.far.example\r\n");
    d.give(envelope);
    const auto said = d.give(std::string(message) + "\r\n.\r\n");
    return said.substr(0, said.size() - 2);
  }
  std::string sent_by_other(std::string_view message) {
    return send(message, "MAIL FROM:<a@other.example>\r\nRCPT TO:<joe@here.example>\r\nDATA\r\n");
  }
  std::string is_signed(std::string_view message) const {
    const std::vector<senderauth::Signer> signers{{dns::parse_name("here.example").value(), "key", key}};
    return test::sign_dkim(message, signers, {.now = world.now()}).value() + std::string(message);
  }
  std::string results() const {
    const auto parsed = mime::parse(world.delivered.at(0).bytes);
    return parsed.unfolded(0, "Authentication-Results");
  }
  bool told(events::Event event) const {
    return std::ranges::any_of(world.log, [&](const auto& one) { return one.event == event; });
  }
  test::FakeZone zone;
  bool dns_is_down = false;
  World world;
  senderauth::PrivateKey key = senderauth::PrivateKey::generate(senderauth::KeyType::ed25519).value();
};

// RFC 8601 §4.1
TEST_F(OriginTest, what_was_found_stands_in_front_of_the_message_and_in_its_structure) {
  EXPECT_EQ(send("From: a@far.example\r\nSubject: x\r\n\r\nbody").substr(0, 3), "250");
  const auto& got = world.delivered.at(0);
  EXPECT_EQ(got.return_path, "Return-Path: <a@far.example>\r\n");
  EXPECT_TRUE(got.bytes.starts_with("Authentication-Results: mx.example;\r\n\tspf=pass")) << got.bytes;
  EXPECT_TRUE(got.bytes.contains("smtp.mailfrom=a@far.example"));
  EXPECT_TRUE(got.bytes.contains("dmarc=none"));
  EXPECT_TRUE(got.bytes.ends_with("From: a@far.example\r\nSubject: x\r\n\r\nbody\r\n"));
  EXPECT_TRUE(told(events::Event::smtp_origin_judged));
}

TEST_F(OriginTest, a_large_message_gets_it_too) {
  std::string body;
  for (int i = 0; i < 20'000; ++i) body += "a line of a long message\r\n";
  EXPECT_EQ(send("From: a@far.example\r\n\r\n" + body).substr(0, 3), "250");
  const auto& got = world.delivered.at(0);
  EXPECT_TRUE(got.blob);
  EXPECT_TRUE(got.bytes.starts_with("Authentication-Results: mx.example;\r\n\tspf=pass"));
  EXPECT_TRUE(got.bytes.ends_with("From: a@far.example\r\n\r\n" + body + "\r\n"));
}

// RFC 8601 §5
TEST_F(OriginTest, results_that_came_in_our_name_are_gone_others_stay) {
  send(
      "Authentication-Results: mx.example; dmarc=pass\r\nAuthentication-Results: (we) MX.Example 1;\r\n\tspf=pass\r\n"
      "Authentication-Results:\r\nAuthentication-Results: far.example; spf=fail\r\nFrom: a@far.example\r\n\r\nbody");
  const auto& bytes = world.delivered.at(0).bytes;
  EXPECT_EQ(mime::parse(bytes).all(0, "Authentication-Results").size(), 2u) << bytes;
  EXPECT_TRUE(bytes.contains("\r\nAuthentication-Results: far.example; spf=fail\r\nFrom: "));
  EXPECT_FALSE(bytes.contains("dmarc=pass"));
}

TEST_F(OriginTest, who_logged_in_is_not_judged_and_cannot_write_in_our_name_either) {
  Dialogue d(world, {}, submission_listener(), true);
  d.give(
      "EHLO c\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\nMAIL FROM:<joe@here.example>\r\nRCPT "
      "TO:<a@far.example>\r\nDATA\r\n");
  d.give("Authentication-Results: mx.example; dmarc=pass\r\nFrom: joe@here.example\r\n\r\nbody\r\n.\r\n");
  ASSERT_EQ(world.delivered.size(), 1u);
  EXPECT_FALSE(world.delivered[0].bytes.contains("Authentication-Results"));
  EXPECT_FALSE(told(events::Event::smtp_origin_judged));
}

TEST_F(OriginTest, mail_of_ours_is_signed_for_its_author_and_mail_of_strangers_is_not) {
  world.signer.fields = "DKIM-Signature: x\r\n";
  Dialogue d(world, {}, submission_listener(), true);
  d.give("EHLO c\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\n");
  for (const auto* from : {"From: joe@here.example\r\n", "From: joe@here.example, j@here.example\r\n", ""}) {
    d.give("MAIL FROM:<joe@here.example>\r\nRCPT TO:<a@far.example>\r\nDATA\r\n");
    d.give(std::string(from) + "Subject: x\r\n\r\nbody\r\n.\r\n");
  }
  ASSERT_EQ(world.delivered.size(), 3u);
  EXPECT_EQ(world.signer.authors, std::vector<std::string>{"here.example"}) << "one author, one signature";
  EXPECT_TRUE(world.delivered[0].bytes.starts_with("DKIM-Signature: x\r\nReceived: "));
  EXPECT_FALSE(world.delivered[1].bytes.contains("DKIM-Signature"));
  send("From: a@far.example\r\n\r\nbody");
  EXPECT_FALSE(world.delivered.at(3).bytes.contains("DKIM-Signature"));
}

// RFC 9989 §5.3
TEST_F(OriginTest, what_its_domain_asks_to_refuse_is_refused) {
  zone.txt("_dmarc.far.example", "v=DMARC1; p=reject");
  EXPECT_EQ(sent_by_other("From: a@far.example\r\n\r\nbody"),
            "550 5.7.26 far.example asks to refuse mail in its name that neither SPF nor DKIM proves (DMARC)");
  EXPECT_TRUE(world.delivered.empty());
  EXPECT_TRUE(told(events::Event::smtp_origin_refused));
  world.origin.dmarc = DmarcUse::note;
  EXPECT_EQ(sent_by_other("From: a@far.example\r\n\r\nbody").substr(0, 3), "250");
  EXPECT_TRUE(results().contains("dmarc=fail"));
}

TEST_F(OriginTest, what_its_domain_asks_to_quarantine_is_taken_and_noted) {
  zone.txt("_dmarc.far.example", "v=DMARC1; p=quarantine");
  EXPECT_EQ(sent_by_other("From: a@far.example\r\n\r\nbody").substr(0, 3), "250");
  EXPECT_TRUE(results().contains("dmarc=fail (p=quarantine dis=quarantine)")) << results();
}

TEST_F(OriginTest, several_from_fields_are_refused_and_none_is_noted) {
  EXPECT_EQ(send("From: a@far.example\r\nFrom: b@far.example\r\n\r\nbody"), "550 5.7.1 More than one From field");
  EXPECT_EQ(send("Subject: x\r\n\r\nbody").substr(0, 3), "250");
  EXPECT_TRUE(results().contains("dmarc=")) << results();
}

// RFC 7208 §8.4
TEST_F(OriginTest, an_address_that_the_domain_excludes_is_refused_unless_something_proves_the_message) {
  EXPECT_EQ(sent_by_other("From: a@other.example\r\n\r\nbody"),
            "550 5.7.23 other.example does not let this address send in its name (SPF)");
  EXPECT_EQ(sent_by_other(is_signed("From: joe@here.example\r\n\r\nbody\r\n")).substr(0, 3), "250") << "a forwarder";
  world.origin.spf_fail = SpfUse::refuse;
  EXPECT_EQ(sent_by_other(is_signed("From: joe@here.example\r\n\r\nbody\r\n")).substr(0, 10), "550 5.7.23");
  world.origin.spf_fail = SpfUse::note;
  EXPECT_EQ(sent_by_other("From: a@other.example\r\n\r\nbody").substr(0, 3), "250");
}

// H06
TEST_F(OriginTest, a_name_of_ours_needs_a_login_or_a_proof) {
  EXPECT_EQ(send("From: joe@here.example\r\n\r\nbody"),
            "550 5.7.1 Authentication is required to send as the address in the From field");
  EXPECT_EQ(send(is_signed("From: joe@here.example\r\n\r\nbody\r\n")).substr(0, 3), "250") << "a list brings it back";
  EXPECT_TRUE(results().contains("dkim=pass"));
  const auto tampered = is_signed("From: joe@here.example\r\n\r\nbody\r\n") + "more";
  EXPECT_EQ(send(tampered).substr(0, 9), "550 5.7.1");
}

TEST_F(OriginTest, while_the_dns_is_down_mail_is_taken_and_noted_or_put_off) {
  dns_is_down = true;
  EXPECT_EQ(send("From: a@far.example\r\n\r\nbody").substr(0, 3), "250");
  EXPECT_TRUE(results().contains("spf=temperror"));
  EXPECT_TRUE(results().contains("dmarc=temperror"));
  world.origin.unknown = Unknown::put_off;
  EXPECT_EQ(send("From: a@far.example\r\n\r\nbody"), "451 4.4.3 The DNS does not say now where this message comes from");
}

// ---- the rules alone ----

Origin failed(Outcome arc, std::vector<std::pair<std::string, std::string>> links) {
  Origin origin;
  origin.dmarc.outcome = Outcome::fail;
  origin.dmarc.disposition = senderauth::DmarcPolicy::reject;
  origin.dmarc.record.emplace();
  origin.arc.outcome = arc;
  for (auto& [domain, results] : links) origin.arc.links.push_back({domain, "s", results});
  return origin;
}

// RFC 8617 §7.2
TEST(OriginDecision, a_chain_of_trusted_sealers_overturns_a_dmarc_failure) {
  const OriginSettings trusting{.trusted_sealers = {"lists.example", "relay.example"}};
  const auto accepted = [&](const Origin& origin) { return origin_decision(trusting, origin).positive(); };
  EXPECT_TRUE(accepted(failed(Outcome::pass, {{"Lists.Example", "lists.example; spf=pass;\r\n\tdmarc=pass header.from=a"}})));
  EXPECT_TRUE(accepted(failed(Outcome::pass, {{"lists.example", "x; dmarc=pass"}, {"relay.example", "y; dmarc=fail"}})));
  EXPECT_FALSE(accepted(failed(Outcome::fail, {{"lists.example", "x; dmarc=pass"}})));
  EXPECT_FALSE(accepted(failed(Outcome::pass, {{"lists.example", "x; dmarc=fail"}})));
  EXPECT_FALSE(
      accepted(failed(Outcome::pass, {{"lists.example", "x; spf=pass (; dmarc=pass) reason=\"; dmarc=pass\"; dmarc=passed"}})));
  EXPECT_FALSE(accepted(failed(Outcome::pass, {{"evil.example", "x; dmarc=pass"}, {"lists.example", "y; dmarc=pass"}})));
  EXPECT_FALSE(accepted(failed(Outcome::pass, {})));
  EXPECT_FALSE(origin_decision({}, failed(Outcome::pass, {{"lists.example", "x; dmarc=pass"}})).positive()) << "as shipped";
}

}  // namespace
}  // namespace postern::smtp
