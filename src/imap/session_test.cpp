// What a connection does beyond the dialogues: deadlines, abuse before login, IDLE, failing ports.
#include <gtest/gtest.h>

#include "imap/watch.h"
#include "support/imap_server.h"

namespace postern::imap {
namespace {

using test::ImapServer;
using testing::Test;

const std::string kMessage = "Subject: x\r\n\r\nBody.\r\n";

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

// RFC 9051 §11.1
TEST(Starttls, drops_what_came_in_clear_behind_it_and_ends_the_connection) {
  for (const std::size_t split : {std::size_t{0}, std::size_t{12}}) {
    ImapServer server;
    auto& c = server.connect(false);
    c.take_output();
    c.split_reads(split);
    c.push("a STARTTLS\r\nb LOGIN u1 secret\r\n");
    server.executor.run_until([&] { return c.closed(); });
    EXPECT_FALSE(has(c.output(), "b OK"));
    EXPECT_FALSE(c.is_tls());
  }
}

TEST(BeforeLogin, endless_input_is_cut_off_with_little_memory) {
  for (const std::string_view piece : {"((((((((", "{4294967295", "a LOGIN \"", "xxxxxxxx"}) {
    ImapServer server;
    auto& c = server.connect();
    std::string many;
    while (many.size() < 20'000) many += piece;
    c.push(many);
    server.executor.run_until([&] { return c.closed(); });
    EXPECT_TRUE(has(c.output(), "* BYE"));
  }
}

TEST(BeforeLogin, a_large_literal_that_does_not_wait_ends_the_connection) {
  ImapServer server;
  auto& c = server.connect();
  c.push("a LOGIN {1000000+}\r\n");
  server.executor.run_until([&] { return c.closed(); });
  EXPECT_TRUE(has(c.output(), "* BYE Literal too large"));
}

TEST(BeforeLogin, many_bad_commands_end_the_connection) {
  ImapServer server;
  auto& c = server.connect();
  for (int i = 0; i < 30; ++i) c.push("a FOO\r\n");
  server.executor.run_until([&] { return c.closed(); });
  EXPECT_TRUE(has(c.output(), "* BYE Too many bad commands"));
}

TEST(BeforeLogin, failed_logins_end_the_connection_but_not_those_put_off) {
  ImapServer server;
  auto& c = server.connect();
  for (const auto trouble : {std::optional(Failure::unavailable), std::optional<Failure>()}) {
    server.login.trouble = trouble;
    for (int i = 0; i < 4; ++i) server.send(c, "a LOGIN u1 wrong\r\na NOOP\r\n");
    EXPECT_FALSE(c.closed());
  }
  server.send(c, "a AUTHENTICATE PLAIN AHUxAHdyb25n\r\n");
  EXPECT_TRUE(c.closed());
  EXPECT_TRUE(has(c.output(), "a NO [AUTHENTICATIONFAILED] Login failed\r\n* BYE Too many failed logins\r\n"));
}

TEST(BeforeLogin, a_flood_of_good_commands_ends_the_connection) {
  ImapServer server;
  auto& c = server.connect();
  std::string flood;
  for (int i = 0; i < 1000; ++i) flood += "a NOOP\r\n";
  c.push(flood);
  server.executor.run_until([&] { return c.closed(); });
  EXPECT_TRUE(has(c.output(), "* BYE Too many commands before login"));
}

TEST(BeforeLogin, a_silent_client_is_sent_away) {
  ImapServer server;
  auto& c = server.connect();
  server.time.pass(61s);
  server.executor.advance(61s);
  EXPECT_TRUE(c.closed());
  EXPECT_TRUE(has(c.output(), "* BYE"));
}

// Neither a challenge nor an answer that is not read gives more time.
TEST(BeforeLogin, the_time_is_for_all_that_comes_before_login) {
  for (const std::string how : {"line", "challenge", "answer"}) {
    ImapServer server;
    auto& c = server.connect();
    server.time.pass(50s);
    server.executor.advance(50s);
    c.hold_writes(how == "answer");
    c.push(how == "line" ? "a LOG" : how == "challenge" ? "a AUTHENTICATE PLAIN\r\n" : "a CAPABILITY\r\n");
    server.executor.run_until_idle();
    EXPECT_FALSE(c.closed()) << how;
    server.time.pass(11s);
    server.executor.advance(11s);
    EXPECT_TRUE(c.closed()) << how;
  }
}

// RFC 9051 §7.1.5
TEST(Stop, sessions_are_told_goodbye_before_login_after_it_and_in_idle) {
  ImapServer server;
  auto& early = server.connect();
  auto& waiting = server.session("INBOX");
  auto& idle = server.session("INBOX", "u2");
  EXPECT_EQ(idle.activity().doing(), net::Doing::command);
  server.ask(idle, "i IDLE\r\n");
  EXPECT_EQ(early.activity().doing(), net::Doing::login);
  EXPECT_EQ(idle.activity().doing(), net::Doing::idle);
  for (auto* c : {&early, &waiting, &idle}) {
    c->take_output();
    c->stop();
    server.executor.run_until_idle();
    EXPECT_EQ(c->output(), "* BYE The server is going down\r\n");
    EXPECT_TRUE(c->closed());
  }
}

TEST(Login, overload_is_not_told_as_a_wrong_password) {
  ImapServer server;
  server.login.trouble = Failure::unavailable;
  auto& c = server.connect();
  c.take_output();
  EXPECT_EQ(server.ask(c, "a LOGIN u1 secret\r\n"), "a NO [UNAVAILABLE] Try again later\r\n");
}

TEST(Login, a_disabled_account_is_let_go) {
  ImapServer server;
  auto& c = server.session("INBOX");
  auto& idler = server.session("INBOX");
  server.send(idler, "i IDLE\r\n");
  server.login.revoked = true;
  server.send(c, "a NOOP\r\n");
  EXPECT_TRUE(c.closed());
  server.time.pass(5min);
  server.executor.advance(5min);
  EXPECT_TRUE(idler.closed());
  EXPECT_TRUE(has(idler.output(), "* BYE"));
}

// RFC 9051 §5.5
TEST(Pipelining, commands_are_answered_in_order) {
  ImapServer server;
  auto& c = server.session("INBOX");
  const auto answers = server.ask(c, "a NOOP\r\nb CAPABILITY\r\nc NOOP\r\nd CLOSE\r\ne FETCH 1 FLAGS\r\n");
  std::size_t at = 0;
  for (const auto* tagged : {"a OK", "b OK", "c OK", "d OK", "e BAD"}) {
    at = answers.find(tagged, at);
    ASSERT_NE(at, answers.npos) << tagged;
  }
}

// RFC 9051 §5.4
TEST(Autologout, comes_after_half_an_hour_of_silence) {
  ImapServer server;
  auto& c = server.session();
  server.time.pass(31min);
  server.executor.advance(31min);
  EXPECT_TRUE(c.closed());
  EXPECT_TRUE(has(c.output(), "* BYE"));
}

TEST(Autologout, comes_to_a_command_that_drips_in) {
  for (const std::string begin : {"a NO", "a APPEND INBOX {100}\r\n", "a STATUS {5+}\r\nINB"}) {
    ImapServer server;
    auto& c = server.session();
    server.send(c, begin);
    for (int i = 0; i < 2; ++i) {
      EXPECT_FALSE(c.closed()) << begin;
      server.time.pass(14min);
      server.executor.advance(14min);
      server.send(c, "O");
    }
    server.time.pass(3min);
    server.executor.advance(3min);
    EXPECT_TRUE(c.closed()) << begin;
  }
}

TEST(Autologout, does_not_come_to_a_large_message_that_arrives_slowly) {
  ImapServer server;
  ASSERT_TRUE(server.executor.run(server.mail.create_account(AccountId(3), std::uint64_t{10'000'000})));
  auto& c = server.session({}, "u3");
  server.send(c, "a APPEND INBOX {3145728+}\r\n");
  const std::string piece(512 * 1024, 'x');
  for (int i = 0; i < 6; ++i) {
    server.time.pass(14min);
    server.executor.advance(14min);
    server.send(c, piece);
  }
  EXPECT_TRUE(has(server.ask(c, "\r\n"), "a OK"));
}

// RFC 2177 §3, RFC 9051 §6.3.13
TEST(Idle, tells_changes_of_others_at_once) {
  ImapServer server;
  auto& idler = server.session("INBOX");
  EXPECT_EQ(server.ask(idler, "i IDLE\r\n"), "+ Idling\r\n");
  auto& other = server.session("INBOX");
  server.append(other, "INBOX", kMessage);
  server.executor.run_until([&] { return has(idler.output(), "* 1 EXISTS\r\n"); });
  server.send(other, "a STORE 1 +FLAGS (\\Deleted)\r\n");
  server.executor.run_until([&] { return has(idler.output(), "* 1 FETCH (FLAGS (\\Deleted))\r\n"); });
  server.send(other, "b EXPUNGE\r\n");
  server.executor.run_until([&] { return has(idler.output(), "* 1 EXPUNGE\r\n"); });
  idler.take_output();
  EXPECT_EQ(server.ask(idler, "done\r\n"), "i OK Idle ended\r\n");
}

// RFC 2177 §3
TEST(Idle, takes_done_that_came_with_it_and_nothing_else) {
  ImapServer server;
  auto& c = server.session("INBOX");
  EXPECT_EQ(server.ask(c, "i IDLE\r\nDONE\r\nn NOOP\r\n"), "+ Idling\r\ni OK Idle ended\r\nn OK Done\r\n");
  EXPECT_EQ(server.ask(c, "i IDLE\r\nn NOOP\r\n"), "+ Idling\r\ni BAD DONE was expected\r\n");
}

TEST(Idle, keeps_the_connection_alive_and_ends_with_autologout) {
  ImapServer server;
  auto& c = server.session("INBOX");
  server.send(c, "i IDLE\r\n");
  server.time.pass(5min);
  server.executor.advance(5min);
  EXPECT_TRUE(has(c.output(), "* OK Still here"));
  server.time.pass(30min);
  server.executor.advance(30min);
  EXPECT_TRUE(c.closed());
}

// RFC 2177 §3: a sign of life, not work: nothing is read from the store while nothing changes.
TEST(Notify, a_quiet_session_waits_and_a_change_wakes_it) {
  ImapServer server;
  auto& c = server.session();
  server.ask(c, "n NOTIFY SET (personal (MessageNew MessageExpunge MailboxName))\r\n");
  const auto operations = c.operations();
  server.time.pass(20min);
  server.executor.advance(20min);
  EXPECT_EQ(c.operations(), operations);
  auto& other = server.session();
  server.append(other, "INBOX", kMessage);
  server.executor.run_until([&] { return has(c.output(), "* STATUS INBOX (MESSAGES 1 UIDNEXT 2)\r\n"); });
  EXPECT_EQ(server.ask(c, "a NOOP\r\n"), "* STATUS INBOX (MESSAGES 1 UIDNEXT 2)\r\na OK Done\r\n");
}

// RFC 5465 §4
TEST(Notify, tells_in_idle_what_it_tells_between_commands) {
  ImapServer server;
  auto& c = server.session("INBOX");
  server.ask(c, "n NOTIFY SET (selected-delayed (MessageNew MessageExpunge)) (mailboxes Sent (MessageNew MessageExpunge))\r\n");
  auto& other = server.session("INBOX");
  server.append(other, "INBOX", kMessage);
  server.append(other, "Sent", kMessage);
  server.settle(c);
  EXPECT_EQ(c.take_output(), "* 1 EXISTS\r\n* STATUS Sent (MESSAGES 1 UIDNEXT 2)\r\n");
  server.send(other, "a NOOP\r\nb STORE 1 +FLAGS (\\Deleted)\r\nc EXPUNGE\r\n");
  server.settle(c);
  EXPECT_EQ(c.take_output(), "");
  EXPECT_EQ(server.ask(c, "i IDLE\r\n"), "+ Idling\r\n* 1 EXPUNGE\r\n");
  server.append(other, "Sent", kMessage);
  server.settle(c);
  EXPECT_EQ(c.take_output(), "* STATUS Sent (MESSAGES 2 UIDNEXT 3)\r\n");
  server.append(other, "INBOX", kMessage);
  server.settle(c);
  EXPECT_EQ(c.take_output(), "* 1 EXISTS\r\n");
  EXPECT_EQ(server.ask(c, "DONE\r\n"), "i OK Idle ended\r\n");
}

// RFC 5465 §5.8
TEST(Notify, says_so_when_there_is_more_than_it_watches) {
  ImapServer server;
  auto& other = server.session();
  auto& c = server.session();
  for (std::size_t i = 0; i < Watch::kMostMailboxes - 5; ++i)  // five there are from the start
    ASSERT_TRUE(server.executor.run(server.mail.create(AccountId(1), "m" + std::to_string(i))));
  EXPECT_EQ(server.ask(c, "a NOTIFY SET (personal (MailboxName))\r\n"), "a OK Done\r\n");
  server.send(other, "a CREATE straw\r\n");
  server.settle(c);
  EXPECT_TRUE(c.take_output().starts_with("* OK [NOTIFICATIONOVERFLOW] "));
  server.send(other, "a DELETE straw\r\nb DELETE m1\r\n");
  EXPECT_EQ(server.ask(c, "b NOOP\r\n"), "b OK Done\r\n");  // as after NOTIFY NONE
  server.send(other, "a CREATE straw\r\nb CREATE another\r\n");
  EXPECT_TRUE(server.ask(c, "c NOTIFY SET (inboxes (MailboxName))\r\n").starts_with("c NO [NOTIFICATIONOVERFLOW] "));
  std::string many = "d NOTIFY SET (mailboxes (";
  for (std::size_t i = 0; i < Watch::kMostMailboxes; ++i) many += "m" + std::to_string(i) + " ";
  EXPECT_TRUE(server.ask(c, many + "INBOX) (MailboxName))\r\n").starts_with("d NO [NOTIFICATIONOVERFLOW] "));
}

TEST(Notify, a_selected_mailbox_that_is_deleted_ends_the_session_at_once) {
  ImapServer server;
  auto& c = server.session("Trash");
  server.ask(c, "n NOTIFY SET (selected (MessageNew MessageExpunge))\r\n");
  auto& other = server.session();
  server.send(other, "a DELETE Trash\r\n");
  server.executor.run_until([&] { return c.closed(); });
  EXPECT_TRUE(has(c.output(), "* BYE "));
}

TEST(Notify, a_session_that_listens_still_logs_out_and_lets_a_disabled_account_go) {
  ImapServer server;
  auto& silent = server.session();
  auto& other = server.session();
  server.ask(silent, "n NOTIFY SET (personal (MailboxName))\r\n");
  server.ask(other, "n NOTIFY SET (personal (MailboxName))\r\n");
  server.time.pass(31min);
  server.executor.advance(31min);
  EXPECT_TRUE(silent.closed());
  EXPECT_TRUE(has(silent.output(), "* BYE"));
  auto& later = server.session();
  server.ask(later, "n NOTIFY SET (personal (MailboxName))\r\n");
  auto& maker = server.session();
  maker.push("a CREATE New\r\n");
  server.executor.run_until([&] { return has(maker.output(), "a OK"); });
  server.login.revoked = true;
  ASSERT_TRUE(server.executor.run(server.mail.create(AccountId(1), "Newer")));
  server.executor.run_until([&] { return later.closed(); });
  EXPECT_TRUE(has(later.output(), "* BYE The account may no longer be used"));
}

// RFC 4731 §3.2, RFC 7162 §3.1.6
TEST(Search, tells_the_mod_sequence_of_what_it_speaks_of) {
  ImapServer server;
  auto& c = server.session("INBOX");
  for (int i = 0; i < 3; ++i) server.append(c, "INBOX", kMessage);
  server.send(c, "a STORE 2 +FLAGS (\\Seen)\r\n");
  auto view = server.executor.run(server.mail.open(AccountId(1), store::kInbox));
  ASSERT_TRUE(view);
  const auto mod_seq = [&](std::uint32_t seq) { return " MODSEQ " + std::to_string((*view)->at(seq).modseq.value) + "\r\n"; };
  server.ask(c, "e FETCH 1 (MODSEQ)\r\n");
  EXPECT_TRUE(server.ask(c, "a SEARCH RETURN (MIN) MODSEQ 1\r\n").starts_with("* ESEARCH (TAG \"a\") MIN 1" + mod_seq(1)));
  EXPECT_TRUE(server.ask(c, "a SEARCH RETURN (MAX) MODSEQ 1\r\n").starts_with("* ESEARCH (TAG \"a\") MAX 3" + mod_seq(3)));
  EXPECT_TRUE(
      server.ask(c, "a SEARCH RETURN (MIN MAX) MODSEQ 1\r\n").starts_with("* ESEARCH (TAG \"a\") MIN 1 MAX 3" + mod_seq(3)));
  EXPECT_TRUE(server.ask(c, "a SEARCH RETURN (MIN COUNT) MODSEQ 1\r\n")
                  .starts_with("* ESEARCH (TAG \"a\") MIN 1 COUNT 3" + mod_seq(2)));
  EXPECT_TRUE(server.ask(c, "a SEARCH RETURN (ALL) MODSEQ 1\r\n").starts_with("* ESEARCH (TAG \"a\") ALL 1:3" + mod_seq(2)));
}

// RFC 9051 §6.4.4: "disregarding time and timezone"
TEST(Search, takes_the_day_of_a_date_field_as_it_is_written) {
  ImapServer server;
  auto& c = server.session("INBOX");
  for (const auto* date :
       {"Thu, 15 Mar 2007 01:00:00 +0300", "Thu, 15 Mar 2007 23:30:00 -0800", "Thu, 15 Mar 2007 12:00:00 +0000"})
    server.append(c, "INBOX", std::string("Date: ") + date + "\r\n\r\nx\r\n");
  server.append(c, "INBOX", "Date: Wed, 14 Mar 2007 23:59:59 -0500\r\n\r\nx\r\n");
  server.append(c, "INBOX", "Date: Thu, 1 Mar 2001 00:00:00 +0000\r\n\r\nx\r\n");
  c.take_output();
  EXPECT_EQ(server.ask(c, "a SEARCH SENTON 15-Mar-2007\r\n"), "* SEARCH 1 2 3\r\na OK Searched\r\n");
  EXPECT_EQ(server.ask(c, "a SEARCH SENTBEFORE 15-Mar-2007\r\n"), "* SEARCH 4 5\r\na OK Searched\r\n");
  EXPECT_EQ(server.ask(c, "a SEARCH SENTSINCE 15-Mar-2007 NOT SENTON 16-Mar-2007\r\n"), "* SEARCH 1 2 3\r\na OK Searched\r\n");
  EXPECT_EQ(server.ask(c, "a SEARCH SENTSINCE 16-Mar-2007\r\n"), "* SEARCH\r\na OK Searched\r\n");
}

// RFC 9051 §6.4.4: text is compared decoded and in any case, in header fields and bodies alike.
TEST(Search, finds_text_under_every_encoding_in_any_case) {
  ImapServer server;
  auto& c = server.session("INBOX");
  server.append(c, "INBOX",
                "From: =?iso-8859-1?Q?J=FCrgen?= <j@example.org>\r\nSubject: =?utf-8?B?R1LDnMOfRQ==?=\r\n"
                "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                "Das M=E4dchen l=\r\n=E4uft.\r\n");
  server.append(c, "INBOX", "Subject: plain\r\nContent-Transfer-Encoding: base64\r\n\r\naGlkZGVuIFdPUkRT\r\n");
  c.take_output();
  for (const std::string key : {"SUBJECT \"grüße\"", "SUBJECT \"GRÜSSE\"", "FROM \"JÜRGEN\"", "BODY \"mÄdchen lÄuft\"",
                                "TEXT \"Jürgen\"", "TEXT \"Mädchen\"", "HEADER Subject \"ü\""})
    EXPECT_EQ(server.ask(c, "a SEARCH CHARSET UTF-8 " + key + "\r\n"), "* SEARCH 1\r\na OK Searched\r\n") << key;
  EXPECT_EQ(server.ask(c, "a SEARCH BODY \"Hidden words\"\r\n"), "* SEARCH 2\r\na OK Searched\r\n");
  EXPECT_EQ(server.ask(c, "a SEARCH BODY aGlkZGVu\r\n"), "* SEARCH\r\na OK Searched\r\n");
  EXPECT_EQ(server.ask(c, "a SEARCH OR BODY \"hidden words\" OR SUBJECT plain SENTBEFORE 1-Jan-1980\r\n"),
            "* SEARCH 2\r\na OK Searched\r\n");
  EXPECT_EQ(server.ask(c, "a SEARCH NOT (OR BODY hidden BODY x) ALL\r\n"), "* SEARCH 1\r\na OK Searched\r\n");
}

// RFC 9051 §6.4.5
TEST(Fetch, gives_bodies_back_exactly_and_marks_them_seen_unless_peeking) {
  ImapServer server;
  auto& c = server.session("INBOX");
  server.append(c, "INBOX", kMessage);
  c.take_output();
  const auto literal = "{" + std::to_string(kMessage.size()) + "}\r\n" + kMessage;
  EXPECT_EQ(server.ask(c, "a FETCH 1 BODY.PEEK[]\r\n"), "* 1 FETCH (BODY[] " + literal + ")\r\na OK Fetched\r\n");
  EXPECT_EQ(server.ask(c, "b FETCH 1 BODY[]\r\n"), "* 1 FETCH (FLAGS (\\Seen) BODY[] " + literal + ")\r\nb OK Fetched\r\n");
  EXPECT_EQ(server.ask(c, "c FETCH 1 BODY[]<9.3>\r\n"), "* 1 FETCH (BODY[]<9> {3}\r\nx\r\n)\r\nc OK Fetched\r\n");
  EXPECT_EQ(server.ask(c, "d FETCH 1 BODY[]<900.3>\r\n"), "* 1 FETCH (BODY[]<900> {0}\r\n)\r\nd OK Fetched\r\n");
  EXPECT_EQ(server.ask(c, "e FETCH 1 (BODY[HEADER] BODY[1] BODY[2])\r\n"),
            "* 1 FETCH (BODY[HEADER] {14}\r\nSubject: x\r\n\r\n BODY[1] {7}\r\nBody.\r\n BODY[2] NIL)\r\ne OK Fetched\r\n");
}

TEST(Fetch, streams_a_large_message_in_pieces) {
  ImapServer server;
  auto& c = server.session("INBOX", "u2");
  server.executor.run(server.mail.set_quota(AccountId(2), 0));
  const auto large = "Subject: big\r\n\r\n" + std::string(3'000'000, 'x') + "\r\n";
  server.append(c, "INBOX", large);
  c.take_output();
  const auto before = c.writes();
  const auto answer = server.ask(c, "a FETCH 1 (UID BODY.PEEK[])\r\n");
  EXPECT_EQ(answer, "* 1 FETCH (UID 1 BODY[] {" + std::to_string(large.size()) + "}\r\n" + large + ")\r\na OK Fetched\r\n");
  EXPECT_GT(c.writes() - before, 20u);  // of 128 KiB
  EXPECT_TRUE(has(server.ask(c, "b FETCH 1 BODY.PEEK[1]<0.4>\r\n"), "BODY[1]<0> {4}\r\nxxxx)"));
}

TEST(Ports, a_connection_that_breaks_at_any_step_ends_its_session) {
  for (std::size_t step = 1; step < 60; ++step) {
    ImapServer server;
    auto& c = server.connect();
    c.fail_at(step);
    c.push("a LOGIN u1 secret\r\nb APPEND INBOX {22}\r\n" + kMessage + "\r\nc SELECT INBOX\r\n");
    c.push("d FETCH 1 BODY[]\r\ne STORE 1 +FLAGS (\\Deleted)\r\nf EXPUNGE\r\ng IDLE\r\nDONE\r\nh LOGOUT\r\n");
    server.executor.run_until([&] { return c.closed(); });
    EXPECT_EQ(server.open, 0);
  }
}

}  // namespace
}  // namespace postern::imap
