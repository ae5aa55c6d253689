// The server's own mail: what it looks like, and that no word in it becomes a header field.
#include "delivery/own_mail.h"

#include <gtest/gtest.h>

#include "support/seeded_random.h"

namespace postern::delivery {
namespace {

constexpr Time kNow{1'790'000'000'000};

std::string composed(std::string subject, std::string text) {
  test::SeededRandom random(7);
  const auto to = address::parse_mailbox("postmaster@home.test", address::Charset::ascii).value();
  return compose({to, "mail.home.test", std::move(subject), std::move(text)}, random, kNow);
}

TEST(OwnMail, is_a_well_formed_message_that_no_program_answers) {  // RFC 3834 §5
  const auto mail = composed("[mail.home.test] Intrusion detection", "one line\r\n");
  EXPECT_TRUE(mail.starts_with("From: Postmaster <postmaster@mail.home.test>\r\nTo: <postmaster@home.test>\r\n"));
  EXPECT_NE(mail.find("\r\nSubject: [mail.home.test] Intrusion detection\r\n"), mail.npos);
  EXPECT_NE(mail.find("\r\nMessage-ID: <"), mail.npos);
  EXPECT_NE(mail.find("@mail.home.test>\r\nAuto-Submitted: auto-generated\r\n"), mail.npos);
  EXPECT_NE(mail.find("\r\nContent-Transfer-Encoding: 7bit\r\n"), mail.npos);
  EXPECT_TRUE(mail.ends_with("\r\n\r\none line\r\n"));
  EXPECT_NE(composed("x", "\xC3\xA4\r\n").find("\r\nContent-Transfer-Encoding: 8bit\r\n"), mail.npos);
}

TEST(OwnMail, a_subject_forges_no_field) {
  EXPECT_EQ(composed("x\r\nBcc: eve@elsewhere.test", "text\r\n").find("\r\nBcc:"), std::string::npos);
}

}  // namespace
}  // namespace postern::delivery
