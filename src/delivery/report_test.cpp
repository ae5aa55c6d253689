// What a report says, and to whom nothing is said.
#include "delivery/report.h"

#include <gtest/gtest.h>

#include "mime/message.h"
#include "mime/transfer.h"
#include "support/seeded_random.h"

namespace postern::delivery {
namespace on_reports {
namespace {

address::Mailbox at(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

class Reports : public testing::Test {
 protected:
  Reports() {
    about_.reverse_path = at("ann@example.net");
    about_.envid = "QQ 314=159";
    about_.origin.id = "m1";
    about_.origin.received = Time{1'790'000'000'000};
  }
  static Outcome outcome(Action action, smtp::Notify notify = {}) {
    return {.recipient = {.mailbox = at("bob@example.org"),
                          .notify = notify,
                          .orcpt_type = "rfc822",
                          .orcpt = "robert@example.org"},
            .action = action,
            .status = "5.2.2",
            .text = "The mailbox is full",
            .diagnostic = "552 5.2.2 no\r\nX-Evil: 1"};
  }
  std::string composed(Action action = Action::failed, Returned returned = {"Subject: x\r\n", false}) {
    const std::vector<Outcome> outcomes{outcome(action)};
    return compose({.about = about_,
                    .outcomes = outcomes,
                    .host = "mail.test",
                    .returned = std::move(returned),
                    .now = Time{1'790'000'100'000}},
                   random_);
  }
  queue::Envelope about_;
  test::SeededRandom random_{5};
};

TEST_F(Reports, have_three_parts) {  // RFC 6522 §3
  const auto bytes = composed();
  const auto message = mime::parse(bytes);
  ASSERT_EQ(message.parts.size(), 4u) << bytes;
  EXPECT_TRUE(bytes.starts_with("From: "));
  EXPECT_NE(bytes.find("Auto-Submitted: auto-replied\r\n"), std::string::npos);
  EXPECT_NE(bytes.find("report-type=delivery-status"), std::string::npos);
  EXPECT_NE(bytes.find("\r\nContent-Type: message/delivery-status\r\n"), std::string::npos);
  EXPECT_NE(bytes.find("\r\nContent-Type: text/rfc822-headers\r\n"), std::string::npos);
}

TEST_F(Reports, are_for_people_in_their_language_and_for_programs_as_ever) {
  auto one = outcome(Action::failed);
  one.text = "There is no such mailbox.";
  const std::vector<Outcome> outcomes{one};
  const auto bytes = compose({.about = about_,
                              .outcomes = outcomes,
                              .host = "mail.test",
                              .returned = {"Subject: x\r\n", false},
                              .now = Time{1'790'000'100'000},
                              .language = Language::de},
                             random_);
  const auto message = mime::parse(bytes);
  ASSERT_EQ(message.parts.size(), 4u) << bytes;
  EXPECT_EQ(message.unfolded(0, "Subject"), "Nicht zugestellte Mail");
  const auto read = [&](std::size_t part) {
    const auto body = message.parts[part].body;
    return mime::decode_transfer(message.parts[part].encoding,
                                 std::string_view(bytes).substr(body.start, body.end - body.start));
  };
  EXPECT_TRUE(read(1).starts_with("Hier ist der Mailserver mail.test.\r\n")) << read(1);
  EXPECT_NE(read(1).find("\r\n  bob@example.org\r\n    Dieses Postfach gibt es nicht.\r\n    Der andere Server sagt: 552"),
            std::string::npos)
      << read(1);
  EXPECT_NE(read(2).find("\r\nAction: failed\r\n"), std::string::npos);
}

TEST_F(Reports, say_what_the_sender_gave_to_know_it_by) {  // RFC 3464 §2.2, §2.3
  const auto bytes = composed();
  EXPECT_NE(bytes.find("Original-Envelope-Id: QQ+20314+3D159\r\nReporting-MTA: dns; mail.test\r\n"), std::string::npos)
      << bytes;
  EXPECT_NE(bytes.find("\r\n\r\nOriginal-Recipient: rfc822; robert@example.org\r\nFinal-Recipient: rfc822; bob@example.org\r\n"
                       "Action: failed\r\nStatus: 5.2.2\r\n"),
            std::string::npos);
}

TEST_F(Reports, what_another_server_said_makes_no_field) {
  EXPECT_EQ(composed().find("\r\nX-Evil"), std::string::npos);
  EXPECT_NE(composed().find("Diagnostic-Code: smtp; 552 5.2.2 no"), std::string::npos);
}

TEST_F(Reports, about_mail_with_utf8_addresses_are_of_the_kind_for_it) {  // RFC 6533 §3
  about_.smtputf8 = true;
  about_.reverse_path = at("änne@example.net");
  const auto bytes = composed(Action::failed, {"Subject: ä\r\n\r\nx\r\n", true});
  EXPECT_NE(bytes.find("Content-Type: message/global-delivery-status\r\n"), std::string::npos);
  EXPECT_NE(bytes.find("Content-Type: message/global\r\nContent-Transfer-Encoding: 8bit\r\n"), std::string::npos);
}

TEST_F(Reports, go_to_who_wants_them) {  // RFC 3461 §5.2
  const auto told = [&](Action action, smtp::Notify notify) {
    std::vector<Outcome> all;
    all.push_back(outcome(action, notify));
    return wanted(about_, std::move(all)).size() == 1;
  };
  const smtp::Notify never{.never = true}, success{.success = true}, failure{.failure = true}, delay{.delay = true};
  EXPECT_TRUE(told(Action::failed, {}) && told(Action::delayed, {}) && !told(Action::delivered, {}));
  EXPECT_TRUE(told(Action::failed, failure) && !told(Action::delayed, failure) && !told(Action::delivered, failure));
  EXPECT_TRUE(!told(Action::failed, success) && told(Action::delivered, success));
  EXPECT_TRUE(!told(Action::failed, delay) && told(Action::delayed, delay));
  EXPECT_TRUE(!told(Action::failed, never) && !told(Action::delayed, never) && !told(Action::delivered, never));
  about_.reverse_path = {};
  EXPECT_FALSE(told(Action::failed, failure)) << "no report about a report";
}

TEST_F(Reports, bring_the_whole_message_back_only_when_asked_for_and_small) {  // RFC 3461 §6.2
  about_.ret = smtp::Ret::full;
  EXPECT_TRUE(returns_whole(about_, Action::failed, 100));
  EXPECT_FALSE(returns_whole(about_, Action::delayed, 100));
  EXPECT_FALSE(returns_whole(about_, Action::failed, kMostReturned + 1));
  about_.ret = smtp::Ret::headers;
  EXPECT_FALSE(returns_whole(about_, Action::failed, 100));
}

TEST_F(Reports, find_the_header_of_what_is_stored) {
  EXPECT_EQ(header_of("Return-Path: <a@b>\r\nSubject: x\r\n\r\nbody\r\n"), "Subject: x\r\n");
  EXPECT_EQ(header_of("Subject: x\r\nTo: y\r\n"), "Subject: x\r\nTo: y\r\n");
  EXPECT_EQ(header_of("Subject"), "");
  EXPECT_EQ(header_of("Return-Path: x"), "");
  EXPECT_EQ(header_of(""), "");
}

}  // namespace
}  // namespace on_reports
}  // namespace postern::delivery
