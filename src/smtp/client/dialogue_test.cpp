// The client's side of whole dialogues, and every place where they can fail.
#include "smtp/client/dialogue.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "support/smtp_client_play.h"

namespace postern::smtp::client {
namespace {

using test::mail_of;
using test::Play;

constexpr std::string_view kText = "Subject: a\r\n\r\nb\r\n";

// ---- the connection ----

TEST(Dialogue, says_hello_and_is_ready) {
  Play play;
  EXPECT_EQ(play.start(), "");
  EXPECT_EQ(play.hear("220 mx.example ESMTP\r\n"), "EHLO us.example\r\n");
  EXPECT_EQ(play.hear("250-mx.example at your service\r\n250-SIZE 1000\r\n250 LIMITS RCPTMAX=5 MAILMAX=2\r\n"), "");
  EXPECT_TRUE(play.idle());
  const auto& facts = play.dialogue->facts();
  EXPECT_EQ(facts.greeting, "mx.example ESMTP");
  EXPECT_EQ(facts.name, "mx.example");
  EXPECT_EQ(facts.max_size, 1000u);
  EXPECT_EQ(facts.max_recipients, 5u);
  EXPECT_EQ(facts.max_messages, 2u);
  EXPECT_EQ(play.quit(), "QUIT\r\n");
  play.hear("221 bye\r\n");
  EXPECT_TRUE(play.over);
  EXPECT_FALSE(play.dialogue->why());
}

TEST(Dialogue, falls_back_to_helo) {
  Play play;
  play.start();
  play.hear("220 mx\r\n");
  EXPECT_EQ(play.hear("502 what\r\n"), "HELO us.example\r\n");
  play.hear("250 mx\r\n");
  EXPECT_TRUE(play.idle());
  EXPECT_EQ(play.send(mail_of(std::string(kText))), "MAIL FROM:<joe@here.example>\r\n");
}

TEST(Dialogue, lmtp_says_lhlo_and_never_helo) {
  Play play;
  play.manner.protocol = Protocol::lmtp;
  play.start();
  EXPECT_EQ(play.hear("220 mx\r\n"), "LHLO us.example\r\n");
  play.hear("500 what\r\n");
  EXPECT_EQ(play.why().step, Step::hello);
}

// RFC 5321 §3.1
TEST(Dialogue, a_greeting_that_refuses_ends_it) {
  for (const auto& [line, fate] : {std::pair{"554 no mail here\r\n", Fate::permanent}, {"421 later\r\n", Fate::temporary}}) {
    Play play;
    play.start();
    EXPECT_EQ(play.hear(line), "");
    ASSERT_TRUE(play.over);
    EXPECT_EQ(play.why().cause, Cause::answered);
    EXPECT_EQ(play.why().fate, fate);
    EXPECT_EQ(play.why().step, Step::greeting);
  }
}

TEST(Dialogue, what_is_no_greeting_is_broken) {
  for (const auto* line :
       {"354 go\r\n", "199 odd\r\n", "SSH-2.0-x\r\n", "220-a\r\n250 b\r\n", "220 a\n", "220 a\r\n220 b\r\n", "2200 a\r\n"}) {
    Play play;
    play.start();
    EXPECT_EQ(play.hear(line), "") << line;
    ASSERT_TRUE(play.over) << line;
    EXPECT_EQ(play.why().cause, Cause::broken) << line;
    EXPECT_EQ(play.why().fate, Fate::temporary) << line;
  }
}

TEST(Dialogue, a_reply_has_one_deadline_whatever_trickles_in) {
  Play play;
  play.start();
  const auto due = play.dialogue->due();
  play.time.pass(std::chrono::seconds(200));
  play.hear("2");
  EXPECT_EQ(play.dialogue->due(), due);
  play.hear("20 mx\r\n");
  EXPECT_GT(play.dialogue->due(), due);
  play.fail(Failure::timeout);
  EXPECT_EQ(play.why().cause, Cause::timeout);
  EXPECT_EQ(play.why().text, "No answer in time to EHLO");
}

// ---- TLS ----

TEST(Dialogue, starts_tls_and_forgets_what_was_said_before) {
  Play play;
  play.manner.tls = Tls::required;
  play.start();
  play.hear("220 mx\r\n");
  EXPECT_EQ(play.hear("250-mx\r\n250-DSN\r\n250 STARTTLS\r\n"), "STARTTLS\r\n");
  play.hear("220 go\r\n");
  ASSERT_TRUE(play.waits_for_tls);
  EXPECT_EQ(play.tls(), "EHLO us.example\r\n");
  play.hear("250 mx\r\n");
  ASSERT_TRUE(play.idle());
  EXPECT_TRUE(play.dialogue->facts().tls);
  auto mail = mail_of(std::string(kText));
  mail.envelope.ret = Ret::full;
  EXPECT_EQ(play.send(std::move(mail)), "MAIL FROM:<joe@here.example>\r\n") << "DSN was offered in the clear alone";
}

// peers.md 3.2 row 2: bytes that come with the reply to STARTTLS would be taken as said under TLS.
TEST(Dialogue, a_response_injected_behind_starttls_ends_it) {
  for (const auto* more : {"220 go\r\n250 mx\r\n", "220 go\r\n2", "220 go\r\n\r\n"}) {
    Play play;
    play.start();
    play.hear("220 mx\r\n");
    play.hear("250-mx\r\n250 STARTTLS\r\n");
    EXPECT_EQ(play.hear(more), "");
    ASSERT_TRUE(play.over) << more;
    EXPECT_EQ(play.why().cause, Cause::broken);
    EXPECT_EQ(play.why().step, Step::starttls);
  }
}

TEST(Dialogue, without_starttls_what_requires_it_ends) {
  Play play;
  play.manner.tls = Tls::required;
  play.ready("PIPELINING");
  EXPECT_EQ(play.why().cause, Cause::no_tls);
  EXPECT_EQ(play.why().fate, Fate::temporary);
}

TEST(Dialogue, a_refused_starttls_is_no_end_where_it_need_not_be) {
  for (const auto tls : {Tls::offered, Tls::required}) {
    Play play;
    play.manner.tls = tls;
    play.start();
    play.hear("220 mx\r\n");
    play.hear("250-mx\r\n250 STARTTLS\r\n");
    play.hear("454 no certificate today\r\n");
    EXPECT_EQ(play.idle(), tls == Tls::offered);
    if (tls == Tls::required) {
      EXPECT_EQ(play.why().cause, Cause::no_tls);
    }
  }
}

TEST(Dialogue, a_handshake_that_fails_says_why) {
  Play play;
  play.manner.tls = Tls::required;
  play.start();
  play.hear("220 mx\r\n");
  play.hear("250-mx\r\n250 STARTTLS\r\n");
  play.hear("220 go\r\n");
  play.tls(fail(Failure::denied, "The certificate does not hold", "hostname mismatch"),
           {.problem = tls::Problem::certificate_host_mismatch});
  EXPECT_EQ(play.why().cause, Cause::tls);
  EXPECT_EQ(play.why().step, Step::tls);
  EXPECT_EQ(play.why().problem, tls::Problem::certificate_host_mismatch);
  EXPECT_EQ(play.why().text, "The certificate does not hold: hostname mismatch");
}

TEST(Dialogue, tls_at_once_comes_before_the_greeting) {
  Play play;
  play.manner.tls = Tls::at_once;
  EXPECT_EQ(play.start(), "");
  ASSERT_TRUE(play.waits_for_tls);
  EXPECT_EQ(play.tls(), "");
  EXPECT_EQ(play.hear("220 mx\r\n"), "EHLO us.example\r\n");
  EXPECT_EQ(play.hear("250-mx\r\n250 STARTTLS\r\n"), "");
  EXPECT_TRUE(play.idle());
}

// ---- login ----

Credentials credentials(bool without_tls = true) {
  return {.user = "user", .password = Secret("pencil"), .without_tls = without_tls};
}

TEST(Dialogue, logs_in_by_plain) {
  Play play;
  play.manner.login = credentials();
  play.start();
  play.hear("220 mx\r\n");
  EXPECT_EQ(play.hear("250-mx\r\n250 AUTH LOGIN PLAIN\r\n"),
            "AUTH PLAIN " + to_base64(std::string("\0user\0pencil", 12)) + "\r\n");
  play.hear("235 2.7.0 welcome\r\n");
  EXPECT_TRUE(play.idle());
}

TEST(Dialogue, logs_in_by_login) {
  Play play;
  play.manner.login = credentials();
  play.start();
  play.hear("220 mx\r\n");
  EXPECT_EQ(play.hear("250-mx\r\n250 AUTH LOGIN\r\n"), "AUTH LOGIN\r\n");
  EXPECT_EQ(play.hear("334 VXNlcm5hbWU6\r\n"), to_base64("user") + "\r\n");
  EXPECT_EQ(play.hear("334 UGFzc3dvcmQ6\r\n"), to_base64("pencil") + "\r\n");
  play.hear("235 welcome\r\n");
  EXPECT_TRUE(play.idle());
}

// RFC 7677 §3: its example.
TEST(Dialogue, logs_in_by_scram) {
  Play play;
  play.manner.login = credentials();
  play.start();
  play.hear("220 mx\r\n");
  EXPECT_EQ(play.hear("250-mx\r\n250 AUTH PLAIN SCRAM-SHA-256\r\n"),
            "AUTH SCRAM-SHA-256 " + to_base64("n,,n=user,r=rOprNGfwEbeRWgbNEkqO") + "\r\n");
  const auto first = to_base64("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
  EXPECT_EQ(play.hear("334 " + first + "\r\n"), to_base64("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                                          "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=") +
                                                    "\r\n");
  EXPECT_EQ(play.hear("334 " + to_base64("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=") + "\r\n"), "\r\n");
  play.hear("235 welcome\r\n");
  EXPECT_TRUE(play.idle());
}

TEST(Dialogue, a_scram_server_that_does_not_know_the_password_is_left) {
  const auto first = to_base64("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
  for (const auto& [challenge, last] :
       {std::pair{first, std::string("235 come in\r\n")},
        {first, "334 " + to_base64("v=" + to_base64("wrong")) + "\r\n"},
        {to_base64("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"), std::string()},
        {to_base64("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=999999999"), std::string()},
        {to_base64("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1"), std::string()},
        {std::string("%%%"), std::string()}}) {
    Play play;
    play.manner.login = credentials();
    play.start();
    play.hear("220 mx\r\n");
    play.hear("250-mx\r\n250 AUTH SCRAM-SHA-256\r\n");
    play.hear("334 " + challenge + "\r\n");
    if (!last.empty()) play.hear(last);
    ASSERT_TRUE(play.over) << challenge;
    EXPECT_EQ(play.why().cause, Cause::login);
  }
}

TEST(Dialogue, no_password_without_tls) {
  Play play;
  play.manner.login = credentials(false);
  play.start();
  play.hear("220 mx\r\n");
  EXPECT_EQ(play.hear("250-mx\r\n250 AUTH PLAIN LOGIN\r\n"), "");
  EXPECT_EQ(play.why().cause, Cause::login);
}

TEST(Dialogue, a_refused_login_is_no_reason_to_return_mail) {
  Play play;
  play.manner.login = credentials();
  play.start();
  play.hear("220 mx\r\n");
  play.hear("250-mx\r\n250 AUTH PLAIN\r\n");
  play.hear("535 5.7.8 wrong\r\n");
  EXPECT_EQ(play.why().cause, Cause::login);
  EXPECT_EQ(play.why().fate, Fate::temporary);
  EXPECT_EQ(play.why().diagnostic(), "smtp; 535 5.7.8 wrong");
}

// ---- hostile servers ----

TEST(Dialogue, an_endless_reply_ends_it) {
  Play lines;
  lines.start();
  for (int i = 0; i < 101 && !lines.over; ++i) lines.hear("220-x\r\n");
  EXPECT_EQ(lines.why().cause, Cause::broken);
  Play octets;
  octets.start();
  octets.hear("220 " + std::string(100'000, 'x'));
  octets.hear("\r\n");
  EXPECT_EQ(octets.why().cause, Cause::broken);
  Play both;
  both.start();
  for (int i = 0; i < 60 && !both.over; ++i) both.hear("220-" + std::string(2000, 'x') + "\r\n");
  EXPECT_EQ(both.why().cause, Cause::broken);
}

TEST(Dialogue, the_text_of_a_reply_is_printable_and_bounded) {
  Play play;
  play.start();
  play.hear("554 5.7.1 a\x01\x80\rb" + std::string(1000, 'x') + "\r\n");
  EXPECT_EQ(play.why().status, "5.7.1");
  EXPECT_EQ(play.why().text.substr(0, 6), "a???bx");
  EXPECT_EQ(play.why().text.size(), kLongestText);
}

TEST(Dialogue, a_reply_that_nothing_asked_for_ends_it) {
  Play play;
  play.ready();
  play.hear("250 and another\r\n");
  EXPECT_EQ(play.why().cause, Cause::broken);
  Play goodbye;
  goodbye.ready();
  goodbye.hear("421 4.3.2 going down\r\n");
  EXPECT_EQ(goodbye.why().cause, Cause::answered);
}

}  // namespace
}  // namespace postern::smtp::client
