// Parameters of MAIL and RCPT, and xtext.
#include "smtp/grammar/parameters.h"

#include <gtest/gtest.h>

#include "smtp/grammar/xtext.h"

namespace postern::smtp {
namespace {

int mail_code(std::string_view in) {
  const auto got = mail_parameters(in);
  return got ? 250 : got.error().code;
}
int rcpt_code(std::string_view in) {
  const auto got = rcpt_parameters(in);
  return got ? 250 : got.error().code;
}

// RFC 1870 §4, RFC 6152 §2, RFC 6531 §3.4, RFC 4954 §5, RFC 3461 §4.3, §4.4
TEST(MailParameters, reads_every_parameter_in_any_case) {
  const auto p = mail_parameters(" size=1000 Body=BINARYMIME SMTPUTF8 AUTH=e+3Dmc2@example.com RET=hdrs ENVID=QQ+2B314");
  ASSERT_TRUE(p);
  EXPECT_EQ(p->size, 1000u);
  EXPECT_EQ(p->body, Body::binary_mime);
  EXPECT_TRUE(p->smtputf8);
  EXPECT_EQ(p->auth, "e=mc2@example.com");
  EXPECT_EQ(p->ret, Ret::headers);
  EXPECT_EQ(p->envid, "QQ+314");
}

TEST(MailParameters, none_is_fine) { EXPECT_EQ(mail_code(""), 250); }

TEST(MailParameters, auth_of_nobody_is_empty) { EXPECT_EQ(mail_parameters("AUTH=<>")->auth, ""); }

// RFC 1870 §4
TEST(MailParameters, a_size_beyond_64_bits_is_the_largest_number) {
  EXPECT_EQ(mail_parameters("SIZE=99999999999999999999")->size, UINT64_MAX);
  EXPECT_EQ(mail_code("SIZE=999999999999999999999"), 501);
}

TEST(MailParameters, wrong_values_are_refused) {
  for (const auto* in :
       {"SIZE=", "SIZE", "SIZE=-1", "SIZE=1x", "BODY=9BIT", "BODY", "SMTPUTF8=yes", "RET=ALL", "RET", "ENVID", "ENVID=a=b",
        "ENVID=+4", "ENVID=+zz", "AUTH=+", "SIZE=1 SIZE=1", "ENVID=\xff", "ENVID=a+0D+0A", "ENVID=+00", "ENVID=+C3+A4"}) {
    EXPECT_EQ(mail_code(in), 501) << in;
  }
  EXPECT_EQ(mail_code("ENVID=" + std::string(100, 'a')), 250);
  EXPECT_EQ(mail_code("ENVID=" + std::string(101, 'a')), 501);
}

// RFC 5321 §4.1.1.11
TEST(MailParameters, unknown_ones_are_not_recognized) {
  EXPECT_EQ(mail_code("X=1"), 555);
  EXPECT_EQ(mail_code("NOTIFY=NEVER"), 555);
  EXPECT_EQ(mail_code("=1"), 555);
}

// RFC 3461 §4.1, §4.2
TEST(RcptParameters, reads_notify_and_orcpt) {
  const auto p = rcpt_parameters("NOTIFY=success,DELAY ORCPT=RFC822;Bob+2Bx@example.com");
  ASSERT_TRUE(p);
  EXPECT_EQ(p->notify, (Notify{.success = true, .delay = true}));
  EXPECT_EQ(p->orcpt_type, "rfc822");
  EXPECT_EQ(p->orcpt, "Bob+x@example.com");
  EXPECT_TRUE(rcpt_parameters("NOTIFY=NEVER")->notify.never);
  EXPECT_EQ(rcpt_parameters("ORCPT=utf-8;\xc3\xa9@example.com")->orcpt, "\xc3\xa9@example.com");
}

TEST(RcptParameters, wrong_values_are_refused) {
  for (const auto* in :
       {"NOTIFY", "NOTIFY=", "NOTIFY=NEVER,DELAY", "NOTIFY=DELAY,", "NOTIFY=DELAY,DELAY", "ORCPT=rfc822", "ORCPT=;a",
        "ORCPT=rfc822;", "ORCPT=r,f;a", "ORCPT=rfc822;a+4", "ORCPT=rfc822;a+0AX:y", "ORCPT=rfc822;+7F"}) {
    EXPECT_EQ(rcpt_code(in), 501) << in;
  }
  EXPECT_EQ(rcpt_code("SIZE=1"), 555);
}

// RFC 3461 §4
TEST(Xtext, any_byte_comes_back) {
  std::string all;
  for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
  EXPECT_EQ(from_xtext(to_xtext(all)), all);
  EXPECT_EQ(to_xtext("a+b=c d"), "a+2Bb+3Dc+20d");
}

TEST(Xtext, lower_case_hex_and_plain_specials_are_refused) {
  for (const auto* in : {"+2b", "a=b", "a b", "+", "+2", "\x7f"}) EXPECT_FALSE(from_xtext(in)) << in;
}

}  // namespace
}  // namespace postern::smtp
