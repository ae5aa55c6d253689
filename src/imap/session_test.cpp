// What a connection does beyond the dialogues: deadlines, abuse before login, IDLE, failing ports.
#include <gtest/gtest.h>

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

TEST(Login, overload_is_not_told_as_a_wrong_password) {
  ImapServer server;
  server.logins.overloaded = true;
  auto& c = server.connect();
  c.take_output();
  EXPECT_EQ(server.ask(c, "a LOGIN u1 secret\r\n"), "a NO [UNAVAILABLE] Try again later\r\n");
}

TEST(Login, a_disabled_account_is_let_go) {
  ImapServer server;
  auto& c = server.session("INBOX");
  auto& idler = server.session("INBOX");
  server.send(idler, "i IDLE\r\n");
  server.logins.disabled = true;
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
  EXPECT_GT(c.writes() - before, 40u);
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
