// What is said of a message to a server that offers this or that, and what cannot be said to it.
#include "smtp/client/commands.h"

#include <gtest/gtest.h>

#include "support/smtp_client_play.h"

namespace postern::smtp::client {
namespace {

using test::mail_of;

const std::string kAscii = "Subject: a\r\n\r\nb\r\n";
const std::string kEightBit = "Subject: a\r\n\r\n\xC3\xA4\r\n";
const std::string kUtf8Header = "Subject: \xC3\xA4\r\n\r\nb\r\n";

Planned plan(const Mail& mail, const Offers& offers, bool proven = false) {
  const Terms terms{.offers = offers, .lmtp = false, .proven_tls = proven};
  auto planned = plan_of(mail, terms, nullptr);
  if (!planned.needs_scan) return planned;
  TextScan scan;
  scan.add(*mail.content.bytes);
  return plan_of(mail, terms, &scan);
}

std::string refusal(const Mail& mail, const Offers& offers) {
  const auto planned = plan(mail, offers);
  return planned.refusal ? planned.refusal->status : "";
}

Offers everything() {
  Offers offers;
  offers.eight_bit_mime = offers.smtputf8 = offers.dsn = offers.chunking = offers.binary_mime = offers.require_tls = true;
  offers.mt_priority = offers.deliver_by = offers.pipelining = true;
  offers.size = 0;
  return offers;
}

TEST(Commands, say_nothing_that_was_not_offered) {
  auto mail = mail_of(kAscii);
  mail.envelope.body = Body::eight_bit_mime;
  mail.envelope.ret = Ret::headers;
  mail.envelope.envid = "id";
  mail.envelope.recipients[0].notify.success = true;
  mail.envelope.priority = 3;
  mail.deliver_by = DeliverBy{std::chrono::seconds(60)};
  const auto planned = plan(mail, {});
  EXPECT_EQ(planned.plan.mail, "MAIL FROM:<joe@here.example>");
  EXPECT_FALSE(planned.plan.notifies);
  EXPECT_EQ(rcpt_command(mail.envelope.recipients[0], planned.plan), "RCPT TO:<ann@far.example>");
}

// RFC 1870 §3, RFC 6152 §2, RFC 3461 §4, RFC 6710 §4, RFC 2852 §4, RFC 8689 §2
TEST(Commands, say_all_that_was_offered) {
  auto mail = mail_of(kAscii);
  mail.envelope.body = Body::eight_bit_mime;
  mail.envelope.ret = Ret::headers;
  mail.envelope.envid = "a+b c";
  auto& recipient = mail.envelope.recipients[0];
  recipient.notify = {.never = false, .success = true, .failure = true, .delay = false};
  recipient.orcpt_type = "rfc822";
  recipient.orcpt = "a+b@far.example";
  mail.envelope.tls = queue::Secrecy::required;
  mail.envelope.priority = -9;
  mail.deliver_by = DeliverBy{std::chrono::seconds(60), true, true};
  const auto planned = plan(mail, everything(), true);
  EXPECT_EQ(planned.plan.mail,
            "MAIL FROM:<joe@here.example> SIZE=17 BODY=8BITMIME RET=HDRS ENVID=a+2Bb+20c REQUIRETLS MT-PRIORITY=-9 BY=60;RT");
  EXPECT_TRUE(planned.plan.notifies);
  EXPECT_TRUE(planned.plan.chunks);
  EXPECT_EQ(rcpt_command(recipient, planned.plan),
            "RCPT TO:<ann@far.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;a+2Bb@far.example");
  recipient.notify = {.never = true, .success = false, .failure = false, .delay = false};
  EXPECT_EQ(rcpt_command(recipient, planned.plan), "RCPT TO:<ann@far.example> NOTIFY=NEVER ORCPT=rfc822;a+2Bb@far.example");
}

TEST(Commands, the_null_reverse_path_stays_null) {
  auto mail = mail_of(kAscii);
  mail.envelope.reverse_path.reset();
  EXPECT_EQ(plan(mail, {}).plan.mail, "MAIL FROM:<>");
}

// RFC 6533 §3
TEST(Commands, an_original_recipient_in_utf8_is_escaped) {
  auto mail = mail_of(kAscii);
  auto& recipient = mail.envelope.recipients[0];
  recipient.orcpt_type = "utf-8";
  recipient.orcpt =
      "b\xC3\xBC"
      "c+\xF0\x9F\x93\xA7@far.example";
  EXPECT_EQ(rcpt_command(recipient, plan(mail, everything()).plan),
            "RCPT TO:<ann@far.example> ORCPT=utf-8;b\\x{FC}c\\x{2B}\\x{1F4E7}@far.example");
  recipient.orcpt = "cut\xE2\x82";
  EXPECT_TRUE(
      rcpt_command(recipient, plan(mail, everything()).plan).starts_with("RCPT TO:<ann@far.example> ORCPT=utf-8;cut\\x{"));
}

// RFC 1870 §6.1
TEST(Commands, a_message_over_the_announced_size_is_not_begun) {
  Offers offers;
  offers.size = 17;
  EXPECT_EQ(refusal(mail_of(kAscii), offers), "");
  EXPECT_EQ(refusal(mail_of(kAscii + "x"), offers), "5.3.4");
  offers.size = 0;
  EXPECT_EQ(refusal(mail_of(kAscii + "x"), offers), "");
}

// RFC 6152 §3: 8BITMIME that is none goes to anybody.
TEST(Commands, eight_bit_goes_only_where_it_may) {
  auto mail = mail_of(kEightBit);
  mail.envelope.body = Body::eight_bit_mime;
  EXPECT_EQ(refusal(mail, {}), "5.6.3");
  EXPECT_TRUE(plan(mail, {}).wants_seven_bit) << "it could go if it were converted";
  EXPECT_EQ(refusal(mail, everything()), "");
  EXPECT_FALSE(plan(mail, everything()).wants_seven_bit);
  auto seven = mail_of(kAscii);
  seven.envelope.body = Body::eight_bit_mime;
  EXPECT_EQ(refusal(seven, {}), "");
}

// RFC 3030 §3
TEST(Commands, binary_goes_as_it_is_or_not_at_all) {
  auto mail = mail_of(std::string("a\n\0b", 4));
  mail.envelope.body = Body::binary_mime;
  EXPECT_EQ(refusal(mail, {}), "5.6.3");
  EXPECT_TRUE(plan(mail, {}).wants_seven_bit);
  const auto planned = plan(mail, everything());
  EXPECT_TRUE(planned.plan.raw);
  EXPECT_TRUE(planned.plan.chunks);
  EXPECT_NE(planned.plan.mail.find(" BODY=BINARYMIME"), std::string::npos);
  auto text = mail_of(kAscii);
  text.envelope.body = Body::binary_mime;
  EXPECT_EQ(refusal(text, {}), "");
  auto eight = mail_of(kEightBit);
  eight.envelope.body = Body::binary_mime;
  EXPECT_EQ(refusal(eight, {}), "5.6.3");
}

// RFC 6531 §3.5
TEST(Commands, utf8_goes_only_where_it_may) {
  auto header = mail_of(kUtf8Header);
  header.envelope.smtputf8 = true;
  EXPECT_EQ(refusal(header, {}), "5.6.7");
  EXPECT_NE(plan(header, everything()).plan.mail.find(" SMTPUTF8"), std::string::npos);

  auto sender = mail_of(kAscii);
  sender.envelope.smtputf8 = true;
  EXPECT_EQ(refusal(sender, {}), "");
  sender.envelope.reverse_path = address::parse_mailbox("b\xC3\xBC@here.example", address::Charset::utf8).value();
  EXPECT_EQ(refusal(sender, {}), "5.6.7");
}

TEST(Commands, a_domain_alone_needs_no_utf8) {
  auto mail = mail_of(kAscii, {"ann@b\xC3\xBC"
                               "cher.example",
                               "b\xC3\xBC@far.example"});
  mail.envelope.smtputf8 = true;
  const auto planned = plan(mail, {});
  ASSERT_FALSE(planned.refusal);
  ASSERT_EQ(planned.plan.recipients, std::vector<std::size_t>{0});
  EXPECT_EQ(rcpt_command(mail.envelope.recipients[0], planned.plan), "RCPT TO:<ann@xn--bcher-kva.example>");
  ASSERT_EQ(planned.plan.refused.size(), 1u);
  EXPECT_EQ(planned.plan.refused[0].second.status, "5.6.7");
  EXPECT_EQ(rcpt_command(mail.envelope.recipients[1], plan(mail, everything()).plan), "RCPT TO:<b\xC3\xBC@far.example>");
}

// RFC 8689 §4.2.1
TEST(Commands, requiretls_needs_a_proof_and_a_promise) {
  auto mail = mail_of(kAscii);
  mail.envelope.tls = queue::Secrecy::required;
  Offers offers;
  EXPECT_EQ(plan(mail, offers, true).refusal->status, "5.7.30");
  offers.require_tls = true;
  EXPECT_EQ(plan(mail, offers, false).refusal->status, "5.7.30");
  EXPECT_FALSE(plan(mail, offers, true).refusal);
}

// RFC 2852 §4.1.4
TEST(Commands, a_time_that_cannot_be_kept_is_refused_where_it_must) {
  auto mail = mail_of(kAscii);
  mail.deliver_by = DeliverBy{std::chrono::seconds(60), true};
  EXPECT_EQ(refusal(mail, {}), "5.3.3");
  mail.deliver_by->or_return = false;
  EXPECT_EQ(refusal(mail, {}), "");
}

// peers.md 3.2 row 7
TEST(Commands, nothing_of_an_envelope_ends_a_command) {
  EXPECT_FALSE(address::Mailbox::make("a>\r\nRCPT TO:<b", address::parse_domain("far.example").value()));
  auto mail = mail_of(kAscii);
  mail.envelope.envid = "a\r\nb";
  auto& recipient = mail.envelope.recipients[0];
  recipient.orcpt = "a\r\nb";
  recipient.orcpt_type = "rfc822";
  const auto planned = plan(mail, everything());
  EXPECT_TRUE(planned.plan.mail.ends_with(" ENVID=a+0D+0Ab")) << planned.plan.mail;
  EXPECT_EQ(rcpt_command(recipient, planned.plan), "RCPT TO:<ann@far.example> ORCPT=rfc822;a+0D+0Ab");
  recipient.orcpt_type = "a\r\nb";
  EXPECT_EQ(rcpt_command(recipient, planned.plan), "RCPT TO:<ann@far.example>");
}

TEST(Commands, lmtp_has_no_chunks) {
  const auto offers = everything();
  EXPECT_FALSE(plan_of(mail_of(kAscii), {.offers = offers, .lmtp = true, .proven_tls = false}, nullptr).plan.chunks);
}

TEST(Offers, are_read_from_the_reply) {
  ServerReply reply;
  reply.code = 250;
  reply.lines = {"mx.example hello",           "starttls",          "SIZE 100", "AUTH plain LOGIN",         "auth=CRAM-MD5",
                 "LIMITS MAILMAX=3 RCPTMAX=x", "X-OTHER something", "SMTPUTF8", "SIZE 18446744073709551616"};
  const auto offers = read_offers(reply);
  EXPECT_EQ(offers.name, "mx.example");
  EXPECT_TRUE(offers.starttls);
  EXPECT_TRUE(offers.smtputf8);
  EXPECT_FALSE(offers.dsn);
  EXPECT_EQ(offers.size, 0u) << "a number that is none is no limit";
  EXPECT_EQ(offers.max_messages, 3u);
  EXPECT_EQ(offers.max_recipients, 0u);
  EXPECT_EQ(offers.mechanisms, (std::vector<std::string>{"PLAIN", "LOGIN", "CRAM-MD5"}));
}

}  // namespace
}  // namespace postern::smtp::client
