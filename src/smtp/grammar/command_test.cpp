// Command lines and their arguments.
#include "smtp/grammar/command.h"

#include <gtest/gtest.h>

namespace postern::smtp {
namespace {

using address::Charset;

int mail(std::string_view in) {
  const auto got = mail_command(in);
  return got ? 250 : got.error().code;
}
int rcpt(std::string_view in, Charset charset = Charset::ascii) {
  const auto got = rcpt_command(in, charset);
  return got ? 250 : got.error().code;
}

// RFC 5321 §2.4
TEST(CommandLine, verbs_are_read_in_any_case) {
  EXPECT_EQ(command_line("eHlO mx.example ").verb, Verb::ehlo);
  EXPECT_EQ(command_line("eHlO mx.example ").argument, "mx.example");
  EXPECT_EQ(command_line("QUIT").verb, Verb::quit);
  EXPECT_EQ(command_line("QUITE").verb, Verb::unknown);
  EXPECT_EQ(command_line("").verb, Verb::unknown);
  EXPECT_EQ(command_line(" NOOP").verb, Verb::unknown);
}

TEST(CommandLine, other_protocols_are_known_as_such) {
  EXPECT_EQ(command_line("GET / HTTP/1.1").verb, Verb::foreign);
  EXPECT_EQ(command_line("Host: mx.example").verb, Verb::foreign);
}

TEST(CommandLine, every_verb_but_the_odd_ones_has_a_name) {
  for (std::size_t v = 0; v + 2 < kVerbs; ++v) EXPECT_EQ(command_line(name(static_cast<Verb>(v))).verb, static_cast<Verb>(v));
}

TEST(MailCommand, takes_paths_with_and_without_parameters) {
  const auto m = mail_command("FROM:<Joe@Example.COM> SIZE=7");
  ASSERT_TRUE(m);
  EXPECT_EQ(m->path.mailbox->text(), "Joe@Example.COM");
  EXPECT_EQ(m->parameters.size, 7u);
  EXPECT_EQ(mail("from: <a@b.example>"), 250);
  EXPECT_EQ(mail("FROM:<\"a> b\"@c.example> BODY=8BITMIME"), 250);
  EXPECT_FALSE(mail_command("FROM:<>")->path.mailbox);
}

TEST(MailCommand, refuses_what_is_not_a_path) {
  for (const auto* in : {"", "FROM", "FROM:", "TO:<a@b.example>", "FROM:a@b.example", "FROM:<a@b.example", "FROM:<a>",
                         "FROM:<@b.example>", "FROM:<a@b..example>", "FROM:<a@b.example>SIZE=1", "FROM:<a b@c.example>",
                         "FROM:<a@b.example>> SIZE=1", "FROM:<a\r@b.example>"}) {
    EXPECT_EQ(mail(in), 501) << in;
  }
}

// RFC 5321 §4.1.1.3
TEST(MailCommand, source_routes_are_refused) {
  EXPECT_EQ(mail("FROM:<@relay.example:a@b.example>"), 550);
  EXPECT_EQ(rcpt("TO:<@relay.example,@other.example:a@b.example>"), 550);
}

// RFC 6531 §3.5
TEST(MailCommand, utf8_needs_its_parameter) {
  EXPECT_EQ(mail("FROM:<j\xc3\xa9@b.example>"), 553);
  EXPECT_EQ(mail("FROM:<j\xc3\xa9@b.example> SMTPUTF8"), 250);
  EXPECT_EQ(mail("FROM:<j\xc3@b.example> SMTPUTF8"), 501);
  EXPECT_EQ(rcpt("TO:<a@b\xc3\xbc.example>"), 553);
  EXPECT_EQ(rcpt("TO:<a@b\xc3\xbc.example>", Charset::utf8), 250);
}

// RFC 5321 §4.1.1.3
TEST(RcptCommand, postmaster_needs_no_domain) {
  const auto r = rcpt_command("TO:<postMaster>", Charset::ascii);
  ASSERT_TRUE(r);
  EXPECT_TRUE(r->path.postmaster);
}

TEST(RcptCommand, the_null_path_is_no_recipient) { EXPECT_EQ(rcpt("TO:<>"), 501); }

// RFC 3030 §2
TEST(BdatCommand, reads_size_and_marker) {
  EXPECT_EQ(bdat_command("12")->size, 12u);
  EXPECT_FALSE(bdat_command("12")->last);
  EXPECT_TRUE(bdat_command("0 last")->last);
  for (const auto* in : {"", "x", "-1", "1 FIRST", "1 LAST x", "18446744073709551616", "1x"})
    EXPECT_FALSE(bdat_command(in)) << in;
}

// RFC 4954 §4
TEST(AuthCommand, reads_mechanism_and_initial_response) {
  EXPECT_EQ(auth_command("plain AGEAYg==")->mechanism, "PLAIN");
  EXPECT_EQ(auth_command("plain AGEAYg==")->initial, "AGEAYg==");
  EXPECT_EQ(auth_command("SCRAM-SHA-256 =")->initial, "");
  EXPECT_FALSE(auth_command("LOGIN")->initial);
  for (const auto* in : {"", "PLAIN a b", "PL/AIN", "ABCDEFGHIJKLMNOPQRSTU"}) EXPECT_FALSE(auth_command(in)) << in;
}

// RFC 5321 §4.1.1.1
TEST(ClientName, strict_takes_domains_and_literals_only) {
  EXPECT_EQ(client_name("mx.example", ClientNames::strict), "mx.example");
  EXPECT_TRUE(client_name("[192.0.2.1]", ClientNames::strict));
  EXPECT_TRUE(client_name("[IPv6:2001:db8::1]", ClientNames::strict));
  for (const auto* in : {"my_pc", "a b", "", "[1.2.3]", "a..b"}) EXPECT_FALSE(client_name(in, ClientNames::strict)) << in;
}

TEST(ClientName, lenient_makes_odd_names_harmless) {
  EXPECT_EQ(client_name("my_pc(\"x\")\t<y>", ClientNames::lenient), "my_pc??x????y?");
  EXPECT_FALSE(client_name("", ClientNames::lenient));
  EXPECT_FALSE(client_name(std::string(256, 'a'), ClientNames::lenient));
}

}  // namespace
}  // namespace postern::smtp
