// How long the SMTP session waits: for a command, a message, a login.
#include <gtest/gtest.h>

#include "smtp/server/smtp.h"
#include "support/fake_stream.h"
#include "support/smtp_bare_session.h"

namespace postern::smtp {
namespace {

// A server with a client that sends a little now and then.
struct Slow {
  Listener listener;
  World world;
  ManualExecutor executor;
  FakeStream stream{executor};

  explicit Slow(Listener at = exchange_listener(), bool trusted = false) : listener(std::move(at)) {
    world.trusted = trusted;
    world.login.cleartext = true;
    world.steady_now = executor.now();
    spawn(serve(stream, std::make_shared<const Settings>(), listener, {}, world.ports()));
    executor.run_until_idle();
  }
  ~Slow() {
    stream.cut();
    executor.run_until_idle();
  }
  Codes give_after(std::chrono::seconds time, std::string_view bytes) {
    world.steady_now += time;
    executor.advance(time);
    stream.push(bytes);
    executor.run_until_idle();
    return codes(stream.take_output());
  }
};

constexpr std::string_view kRecipientGiven =
    "EHLO client.example\r\nMAIL FROM:<a@far.example>\r\nRCPT TO:<joe@here.example>\r\n";

// RFC 5321 §4.5.3.2.7
TEST(Time, a_command_is_waited_for_as_a_whole) {
  Slow slow;
  slow.give_after(0s, "");
  EXPECT_EQ(slow.give_after(299s, "NOOP\r\nNO"), (Codes{250})) << "the time begins anew with each command";
  for (const auto* more : {"O", "P", " "}) EXPECT_EQ(slow.give_after(90s, more), Codes{});
  EXPECT_EQ(slow.give_after(31s, "\r\n"), (Codes{421}));
  EXPECT_TRUE(slow.stream.closed());
}

// RFC 5321 §4.5.3.2.5
TEST(Time, a_message_must_come_on) {
  const std::string text = "From: a@far.example\r\n\r\n";
  const std::string block(8 << 10, 'x');
  for (const std::string how : {"DATA\r\n", "BDAT 60000 LAST\r\n"}) {
    Slow slow;
    slow.give_after(0s, std::string(kRecipientGiven) + how + text);
    for (int i = 0; i < 6; ++i) EXPECT_EQ(slow.give_after(80s, block), Codes{}) << how << i;
    EXPECT_EQ(slow.give_after(60s, "x"), Codes{}) << how;
    EXPECT_EQ(slow.give_after(60s, "x"), Codes{}) << how;
    EXPECT_EQ(slow.give_after(61s, "x"), (Codes{421})) << how;
  }
}

TEST(Time, a_message_as_a_whole_has_a_limit) {
  const std::string chunk = "BDAT 2048\r\n" + std::string(2048, 'x');
  Slow slow;
  slow.give_after(0s, kRecipientGiven);
  for (int i = 0; i < 13; ++i) EXPECT_EQ(slow.give_after(290s, chunk), (Codes{250})) << i;
  EXPECT_EQ(slow.give_after(290s, chunk), (Codes{421}));
}

// RFC 3030 §2: the bytes of a refused chunk are dropped, but not for ever.
TEST(Time, a_refused_chunk_has_a_limit) {
  Slow slow;
  const std::string block(16 << 10, 'x');
  slow.give_after(0s, "EHLO client.example\r\nBDAT 40000000 LAST\r\n");
  for (int i = 0; i < 22; ++i) EXPECT_EQ(slow.give_after(160s, block), Codes{}) << i;
  EXPECT_EQ(slow.give_after(160s, block), (Codes{421}));
}

TEST(Server, a_silent_client_is_told_and_let_go) {
  World world;
  ManualExecutor executor;
  world.steady_now = executor.now();
  FakeStream stream(executor);
  spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()));
  executor.run_until_idle();
  stream.take_output();
  executor.advance(std::chrono::seconds(299));
  EXPECT_FALSE(stream.closed());
  executor.advance(std::chrono::seconds(2));
  EXPECT_EQ(stream.output(), "421 4.4.2 Timed out\r\n");
  EXPECT_TRUE(stream.closed());
}

// RFC 5321 §4.5.3.2.5
TEST(Server, a_client_that_stops_inside_a_message_is_let_go_sooner) {
  World world;
  ManualExecutor executor;
  world.steady_now = executor.now();
  FakeStream stream(executor);
  spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()));
  stream.push(std::string(kRecipientGiven) + "DATA\r\nSubject: x\r\n");
  executor.run_until_idle();
  stream.take_output();
  executor.advance(std::chrono::seconds(179));
  EXPECT_FALSE(stream.closed());
  executor.advance(std::chrono::seconds(2));
  EXPECT_EQ(stream.output(), "421 4.4.2 Timed out\r\n");
  EXPECT_TRUE(stream.closed());
  EXPECT_TRUE(world.delivered.empty());
}

TEST(Server, a_message_that_comes_slowly_is_cut_off_in_the_end) {
  std::string block;
  while (block.size() < (16 << 10)) block += "a line of the message\r\n";
  World world;
  ManualExecutor executor;
  FakeStream stream(executor);
  world.steady_now = executor.now();
  spawn(serve(stream, std::make_shared<const Settings>(), exchange_listener(), {}, world.ports()));
  stream.push(std::string(kRecipientGiven) + "DATA\r\n");
  executor.run_until_idle();
  stream.take_output();
  int minutes = 0;
  for (; !stream.closed() && minutes < 100; ++minutes) {
    stream.push(block);
    executor.run_until_idle();
    executor.advance(std::chrono::seconds(60));
    world.steady_now = executor.now();
  }
  EXPECT_GE(minutes, 59);
  EXPECT_LE(minutes, 61);
  EXPECT_EQ(stream.output(), "421 4.4.2 Timed out\r\n");
}

// Where nothing is served before login.
TEST(Time, to_log_in_is_limited_on_submission) {
  Slow slow(submission_listener());
  slow.give_after(0s, "EHLO client.example\r\n");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(slow.give_after(10s, "NOOP\r\n"), (Codes{250})) << i;
  EXPECT_EQ(slow.give_after(10s, ""), (Codes{421}));
  EXPECT_TRUE(slow.stream.closed());
}

TEST(Time, after_login_is_that_of_commands) {
  Slow slow(submission_listener());
  slow.give_after(0s, "EHLO client.example\r\n");
  EXPECT_EQ(slow.give_after(30s, "AUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\n"), (Codes{235}));
  EXPECT_EQ(slow.give_after(200s, "NOOP\r\n"), (Codes{250}));
}

TEST(Time, for_a_trusted_client_is_that_of_commands) {
  Slow slow(submission_listener(), true);
  slow.give_after(0s, "EHLO client.example\r\n");
  EXPECT_EQ(slow.give_after(200s, "NOOP\r\n"), (Codes{250}));
}

// RFC 3207 §4.2: the login was forgotten, and there is time for another.
TEST(Time, to_log_in_begins_anew_with_tls) {
  Slow slow(submission_listener());
  slow.give_after(0s, "EHLO client.example\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\n");
  EXPECT_EQ(slow.give_after(100s, "STARTTLS\r\n"), (Codes{220}));
  EXPECT_EQ(slow.give_after(50s, "EHLO client.example\r\n"), (Codes{250}));
  EXPECT_EQ(slow.give_after(10s, ""), (Codes{421}));
}

}  // namespace
}  // namespace postern::smtp
