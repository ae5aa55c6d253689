// The server's own mail: what it looks like, and that no word in it becomes a header field.
#include "delivery/own_mail.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "mime/encoded_word.h"
#include "mime/message.h"
#include "mime/transfer.h"
#include "support/seeded_random.h"

namespace postern::delivery {
namespace {

constexpr Time kNow{1'790'000'000'000};

std::string composed(const Writing& what, Language language = Language::en) {
  test::SeededRandom random(7);
  const auto to = address::parse_mailbox("postmaster@home.test", address::Charset::ascii).value();
  return compose({to, "mail.home.test", what, language}, random, kNow);
}
std::string composed(std::string subject, std::string text) {
  return composed({Said::value(std::move(subject)), {Said::value(std::move(text))}});
}

TEST(OwnMail, is_a_well_formed_message_that_no_program_answers) {  // RFC 3834 §5
  const auto mail = composed("[mail.home.test] Intrusion detection", "one line");
  EXPECT_TRUE(mail.starts_with("From: Postmaster <postmaster@mail.home.test>\r\nTo: <postmaster@home.test>\r\n"));
  EXPECT_NE(mail.find("\r\nSubject: [mail.home.test] Intrusion detection\r\n"), mail.npos);
  EXPECT_NE(mail.find("\r\nMessage-ID: <"), mail.npos);
  EXPECT_NE(mail.find("@mail.home.test>\r\nAuto-Submitted: auto-generated\r\n"), mail.npos);
  EXPECT_NE(mail.find("\r\nContent-Transfer-Encoding: 7bit\r\n"), mail.npos);
  EXPECT_TRUE(mail.ends_with("\r\n\r\none line\r\n"));
}

TEST(OwnMail, in_german_is_encoded_and_read_again_by_our_own_reader) {  // RFC 2047, RFC 2045 §6.7
  const Writing what{written<"Your password expires {}">(written<"in {} days">(3)),
                     {written<"Until {} it goes on working. After that the account receives and shows mail, and sends none, "
                              "until it has a new password.">(kNow)}};
  const auto mail = composed(what, Language::de);
  EXPECT_TRUE(is_ascii(mail)) << mail;
  EXPECT_NE(mail.find("\r\nContent-Language: de\r\nContent-Transfer-Encoding: quoted-printable\r\n"), mail.npos);
  const auto message = mime::parse(mail);
  EXPECT_EQ(mime::decode_words(message.unfolded(0, "Subject")), "Ihr Passwort l\u00E4uft in 3 Tagen ab");
  const auto body = message.parts.front().body;
  const auto encoded = std::string_view(mail).substr(body.start, body.end - body.start);
  EXPECT_EQ(mime::decode_transfer(mime::Encoding::quoted_printable, encoded), what.text_in(Language::de));
  EXPECT_NE(composed(what).find("\r\nSubject: Your password expires in 3 days\r\n"), mail.npos);
  EXPECT_NE(composed(what).find("\r\nContent-Language: en\r\nContent-Transfer-Encoding: 7bit\r\n"), mail.npos);
}

TEST(OwnMail, a_subject_forges_no_field) {
  EXPECT_EQ(composed("x\r\nBcc: eve@elsewhere.test", "text").find("\r\nBcc:"), std::string::npos);
}

}  // namespace
}  // namespace postern::delivery
