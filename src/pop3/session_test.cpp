// POP3: dialogues on the server, TLS, failing ports, multi-line responses.
#include "pop3/session.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "pop3/command_table.h"
#include "pop3/multi_line.h"
#include "pop3/pop3.h"
#include "support/fake_stream.h"
#include "support/pop3_world.h"
#include "support/source_tree.h"

namespace postern::pop3 {
namespace {

// The server with a client in the test's hands.
struct Server {
  World& world;
  ManualExecutor executor;
  FakeStream stream{executor};
  bool ended = false;

  explicit Server(World& w, std::size_t step = 0, bool tls = false, net::SessionLimits limits = {}) : world(w) {
    world.steady_now = executor.now();
    stream.split_reads(step);
    if (tls) stream.set_tls();
    spawn(serve(stream, std::make_shared<const Settings>(), Options{}, {limits, true}, world.ports()),
          [this] { ended = true; });
    executor.run_until_idle();
  }
  ~Server() {
    stream.cut();
    executor.run_until_idle();
    EXPECT_TRUE(ended);
  }
  void pass(std::chrono::seconds time) {
    world.steady_now += time;
    executor.advance(time);
  }
  std::string give(std::string_view bytes) {
    stream.push(bytes);
    executor.run_until_idle();
    return stream.take_output();
  }
};

constexpr std::string_view kLogin = "USER joe@here.example\r\nPASS secret\r\n";

// ---- dialogues: "C: ", "S: " (a "*" at its end matches the rest), "closed", "removed: 1 2", "tls" ----

std::vector<std::filesystem::path> scripts() {
  std::vector<std::filesystem::path> all;
  for (const auto& entry : std::filesystem::directory_iterator(source_tree() / "tests/dialogues/pop3"))
    all.push_back(entry.path());
  return all;
}

class Scripts : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(Scripts, play_whole_and_byte_by_byte) {
  for (const std::size_t step : {std::size_t{0}, std::size_t{1}}) {
    World world;
    if (step) world.slice = 1;
    std::ifstream file(GetParam());
    std::string line, said, pending;
    world.login.cleartext = GetParam().stem() != "stls";
    Server server(world, step);
    said = server.stream.take_output();
    for (int number = 1; std::getline(file, line); ++number) {
      SCOPED_TRACE(GetParam().filename().string() + ":" + std::to_string(number) + " reads of " + std::to_string(step));
      if (line.empty() || line.front() == '#') continue;
      if (line.starts_with("C: ")) {
        pending += line.substr(3) + "\r\n";
        continue;
      }
      if (!pending.empty()) said += server.give(std::exchange(pending, {}));
      if (line.starts_with("S: ")) {
        const auto end = said.find("\r\n");
        ASSERT_NE(end, said.npos) << "the server said nothing";
        const auto got = said.substr(0, end);
        said.erase(0, end + 2);
        const auto wanted = line.substr(3);
        EXPECT_EQ(wanted.ends_with('*') ? got.substr(0, wanted.size() - 1) + "*" : got, wanted);
      } else if (line == "closed") {
        EXPECT_TRUE(server.stream.closed());
      } else if (line == "tls") {
        EXPECT_TRUE(server.stream.is_tls());
      } else {
        std::string removed = "removed:";
        for (const auto n : world.removed) removed += " " + std::to_string(n);
        EXPECT_EQ(removed, line);
      }
    }
    EXPECT_EQ(said, "");
  }
}

INSTANTIATE_TEST_SUITE_P(Pop3, Scripts, testing::ValuesIn(scripts()),
                         [](const auto& info) { return info.param.stem().string(); });

// ---- TLS ----

// RFC 2595 §4
TEST(Stls, what_follows_in_the_same_segment_is_dropped_with_the_connection) {
  World world;
  Server server(world);
  server.stream.take_output();
  EXPECT_TRUE(server.give("STLS\r\nCAPA\r\n").starts_with("-ERR"));
  EXPECT_TRUE(server.stream.closed());
  EXPECT_FALSE(server.stream.is_tls());
}

TEST(Stls, forgets_the_user_name) {
  World world;
  Server server(world);
  server.give("USER joe@here.example\r\nSTLS\r\n");
  EXPECT_TRUE(server.stream.is_tls());
  EXPECT_TRUE(server.give("PASS secret\r\n").starts_with("-ERR"));
}

// ---- ports ----

// RFC 3206, RFC 1939 §6
TEST(Ports, each_may_fail_in_turn_and_removal_waits_for_a_good_quit) {
  // password, maildrop, open, read, remove
  const std::string wanted[] = {"-ERR [SYS/TEMP]", "-ERR [SYS/TEMP]", "-ERR [SYS/TEMP]", "", "-ERR [SYS/TEMP]"};
  for (std::size_t n = 1; n <= 5; ++n) {
    World world;
    world.fail_port_at = n;
    Server server(world);
    server.stream.take_output();
    const auto said = server.give(std::string(kLogin) + "RETR 1\r\nDELE 2\r\nQUIT\r\n");
    if (n == 4) {
      EXPECT_TRUE(server.stream.closed()) << "a message that breaks off must not look whole";
      EXPECT_EQ(said.find("\r\n.\r\n"), said.npos);
    } else {
      EXPECT_NE(said.find(wanted[n - 1]), said.npos) << n << said;
    }
    EXPECT_EQ(world.removed.size(), n == 3 ? 1u : 0u) << "a message that cannot be read does not stand in the way of QUIT";
  }
}

TEST(Ports, a_wrong_password_is_told_apart_from_trouble_here_and_counted) {
  World world;
  Server server(world, 0, false, {.max_failed_logins = 2});
  EXPECT_NE(server.give("USER joe@here.example\r\nPASS wrong\r\n").find("-ERR [AUTH]"), std::string::npos);
  EXPECT_FALSE(server.stream.closed());
  server.give("USER nobody\r\nPASS secret\r\n");
  EXPECT_TRUE(server.stream.closed());
}

// H13
TEST(Server, a_login_that_may_only_read_removes_nothing) {
  World world;
  world.login.read_only = true;
  Server server(world);
  const auto said = server.give(std::string(kLogin) + "RETR 1\r\nDELE 1\r\nQUIT\r\n");
  EXPECT_NE(said.find("+OK Message follows"), said.npos);
  EXPECT_NE(said.find("-ERR [SYS/PERM]"), said.npos);
  EXPECT_TRUE(server.ended);
  EXPECT_TRUE(world.removed.empty());
}

// RFC 1939 §6
TEST(Server, a_connection_that_ends_without_quit_removes_nothing) {
  for (const bool cut : {true, false}) {
    World world;
    Server server(world);
    server.give(std::string(kLogin) + "DELE 1\r\n");
    cut ? server.stream.cut() : server.stream.push_end();
    server.executor.run_until_idle();
    EXPECT_TRUE(server.ended);
    EXPECT_TRUE(world.removed.empty());
  }
}

TEST(Server, an_operation_of_the_stream_that_fails_ends_the_session) {
  for (std::size_t n = 1; n < 10; ++n) {
    World world;
    Server server(world, 9);
    server.stream.fail_at(n);
    server.give(std::string(kLogin) + "RETR 1\r\nQUIT\r\n");
  }
}

// RFC 1939 §3
TEST(Server, a_client_that_does_not_log_in_in_time_is_let_go_busy_or_not) {
  for (const bool busy : {false, true}) {
    World world;
    Server server(world);
    for (int second = 0; second < 59; ++second) {
      server.pass(std::chrono::seconds(1));
      if (busy) server.give("CAPA\r\n");
    }
    EXPECT_FALSE(server.stream.closed());
    server.pass(std::chrono::seconds(2));
    EXPECT_TRUE(server.stream.closed());
  }
}

// RFC 1939 §3: ten minutes of silence, and then nothing is removed.
TEST(Server, a_client_that_is_logged_in_may_be_silent_for_ten_minutes) {
  World world;
  Server server(world);
  server.give(std::string(kLogin) + "DELE 1\r\n");
  server.pass(std::chrono::seconds(590));
  EXPECT_EQ(server.give("NOOP\r\n"), "+OK\r\n");
  server.pass(std::chrono::seconds(590));
  EXPECT_FALSE(server.stream.closed());
  server.pass(std::chrono::seconds(20));
  EXPECT_TRUE(server.stream.closed());
  EXPECT_EQ(server.stream.take_output(), "") << "closed without a word";
  EXPECT_TRUE(world.removed.empty());
}

TEST(Server, a_server_that_stops_says_so_and_a_peer_that_went_away_is_told_nothing) {
  for (const bool stops : {true, false}) {
    World world;
    Server server(world);
    server.give(std::string(kLogin) + "DELE 1\r\n");
    world.log.clear();
    stops ? server.stream.stop() : server.stream.cut();
    server.executor.run_until_idle();
    EXPECT_TRUE(server.ended);
    EXPECT_EQ(server.stream.take_output(), stops ? "-ERR [SYS/TEMP] Service shutting down\r\n" : "");
    EXPECT_EQ(world.log.empty(), !stops) << "no reply to nobody in the log";
    EXPECT_TRUE(world.removed.empty());
  }
}

TEST(Server, a_session_ends_when_its_account_may_no_longer_be_used) {
  World world;
  Server server(world);
  server.give(std::string(kLogin) + "DELE 1\r\n");
  world.login.revoked = true;
  EXPECT_EQ(server.give("QUIT\r\n"), "-ERR [AUTH] The account may no longer be used\r\n");
  EXPECT_TRUE(server.stream.closed());
  EXPECT_TRUE(world.removed.empty());
}

TEST(Server, tells_the_login_port_who_asks) {
  World world;
  Server server(world, 0, true);
  server.give("AUTH PLAIN AGpvZQBzZWNyZXQ=\r\n" + std::string(kLogin));
  ASSERT_EQ(world.login.peers.size(), 2u);
  for (const auto& peer : world.login.peers) {
    EXPECT_EQ(peer.service, events::Service::pop3);
    EXPECT_EQ(peer.ip_text, "192.0.2.7");
    EXPECT_EQ(peer.ip, server.stream.peer().address.bytes);
    EXPECT_EQ(peer.session, server.stream.session());
    EXPECT_TRUE(peer.tls);
  }
}

TEST(Server, a_client_that_says_a_little_now_and_then_must_log_in_all_the_same) {
  World world;
  Server server(world);
  for (int i = 0; i < 3; ++i) {
    server.executor.advance(std::chrono::seconds(19));
    world.steady_now = server.executor.now();
    server.give("C");
  }
  EXPECT_FALSE(server.stream.closed());
  server.executor.advance(std::chrono::seconds(4));
  EXPECT_TRUE(server.stream.closed());
}

TEST(Server, a_line_that_drips_in_after_login_is_not_waited_for_for_ever) {
  World world;
  Server server(world);
  server.give(kLogin);
  const auto patience = Settings{}.command_timeout;
  server.pass(patience - std::chrono::seconds(2));
  EXPECT_EQ(server.give("NOOP\r\n"), "+OK\r\n");
  for (int i = 0; i < 4; ++i) {
    server.pass(patience / 4 - std::chrono::seconds(1));
    server.give("N");
    EXPECT_FALSE(server.stream.closed()) << i;
  }
  server.pass(std::chrono::seconds(4));
  EXPECT_TRUE(server.stream.closed());
}

TEST(Server, a_flood_of_good_commands_before_login_ends_the_connection) {
  World world;
  Server server(world);
  std::string flood;
  for (int i = 0; i < 1000; ++i) flood += "CAPA\r\n";
  EXPECT_TRUE(server.give(flood).ends_with("-ERR Too many commands before login\r\n"));
  EXPECT_TRUE(server.stream.closed());
}

// RFC 2449 §6.6
TEST(Server, replies_to_a_pipeline_go_out_together_and_bounded) {
  World world;
  world.messages.assign(2000, "x\r\n");
  Server server(world);
  server.give(kLogin);
  const auto writes = server.stream.writes();
  server.give("STAT\r\nLIST 1\r\nRETR 1\r\nNOOP\r\n");
  EXPECT_EQ(server.stream.writes(), writes + 1);
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "LIST\r\n";
  const auto said = server.give(many);
  EXPECT_GT(server.stream.writes(), writes + 50) << "not all of it at once";
  EXPECT_EQ(said.size() % 1000, 0u);
}

TEST(Server, large_messages_come_whole) {
  World world;
  std::string body = "Subject: big\r\n\r\n";
  while (body.size() < 300'000) body += ".a line with a dot in front\r\nand one without\r\n";
  world.messages = {body};
  for (const std::size_t slice : {std::size_t{1000}, SIZE_MAX}) {
    world.slice = slice;
    Server server(world);
    server.give(kLogin);
    auto said = server.give("RETR 1\r\n");
    ASSERT_TRUE(said.starts_with("+OK Message follows\r\n") && said.ends_with("\r\n.\r\n"));
    std::string plain = said.substr(21, said.size() - 21 - 3);
    for (auto at = plain.find("\r\n."); at != plain.npos; at = plain.find("\r\n.", at + 2)) plain.erase(at + 2, 1);
    EXPECT_EQ(plain, body);
  }
}

// ---- table ----

TEST(CommandTable, every_row_is_refused_in_the_other_state) {
  for (const auto& row : command_rows()) {
    for (const auto state : {State::authorization, State::transaction}) {
      World world;
      Server server(world);
      if (state == State::transaction) server.give(kLogin);
      server.stream.take_output();
      const auto said = server.give(std::string(name(row.verb)) + (row.argument == Argument::required ? " 1 1\r\n" : "\r\n"));
      if (!row.holds(state)) {
        EXPECT_EQ(said, state == State::authorization ? "-ERR Log in first\r\n" : "-ERR Logged in already\r\n")
            << name(row.verb);
      }
    }
  }
}

TEST(CommandTable, every_verb_has_one_row) {
  for (std::size_t v = 0; v + 1 < kVerbs; ++v)
    EXPECT_EQ(std::ranges::count(command_rows(), static_cast<Verb>(v), &CommandRow::verb), 1);
}

TEST(Limits, long_and_wrong_lines) {
  for (const auto& row : command_rows()) {
    for (const std::size_t size : {500u, 1020u, 5000u}) {
      World world;
      Server server(world);
      server.stream.take_output();
      EXPECT_FALSE(server.give(std::string(name(row.verb)) + " " + std::string(size, 'a') + "\r\n").empty());
    }
  }
  World world;
  Server server(world);
  for (int i = 0; i < 20; ++i) server.give("WHAT\r\n");
  EXPECT_TRUE(server.stream.closed());
}

TEST(Events, hold_no_password) {
  World world;
  {
    Server server(world);
    server.give("PASS secret\r\nUSER secret\r\nAUTH PLAIN AGpvZQBzZWNyZXQ=\r\nsecret\r\n" + std::string(kLogin) + "QUIT\r\n");
  }
  EXPECT_FALSE(world.log.empty());
  for (const auto& text : world.log) {
    EXPECT_EQ(text.find("secret"), text.npos);
    EXPECT_EQ(text.find("AGpv"), text.npos);
  }
}

// ---- multi-line responses ----

std::string stuffed(std::string_view in, std::size_t step) {
  DotStuffer stuffer;
  std::string out, scratch;
  for (std::size_t i = 0; i < in.size(); i += step) {
    const std::string part(in.substr(i, step));
    out += stuffer.next(part, scratch);
  }
  return out + std::string(stuffer.end());
}

// RFC 1939 §3
TEST(DotStuffer, stuffs_and_ends_lines_in_any_split) {
  const std::pair<std::string, std::string> rows[] = {{"", ".\r\n"},
                                                      {"a\r\n", "a\r\n.\r\n"},
                                                      {"a", "a\r\n.\r\n"},
                                                      {".\r\n..\r\n.a", "..\r\n...\r\n..a\r\n.\r\n"},
                                                      {"a\n.\n.\r\n", "a\r\n..\r\n..\r\n.\r\n"},
                                                      {"a\r", "a\r\n.\r\n"},
                                                      {"\n\n", "\r\n\r\n.\r\n"},
                                                      {"a\r.\r\n", "a\r.\r\n.\r\n"}};
  for (const auto& [in, out] : rows)
    for (std::size_t step = 1; step <= in.size() + 1; ++step)
      EXPECT_EQ(stuffed(in, step), out) << testing::PrintToString(in) << step;
}

TEST(DotStuffer, hands_on_what_needs_no_change) {
  DotStuffer stuffer;
  std::string scratch;
  const std::string_view in = "a\r\nb.\r\n";
  EXPECT_EQ(stuffer.next(in, scratch).data(), in.data());
}

// RFC 1939 §7
TEST(TopLines, cuts_in_any_split) {
  const std::string in = "A: 1\r\nB: 2\r\n\r\none\r\ntwo\r\nthree";
  const std::pair<std::uint64_t, std::string> rows[] = {
      {0, "A: 1\r\nB: 2\r\n\r\n"}, {1, "A: 1\r\nB: 2\r\n\r\none\r\n"}, {3, in}, {99, in}};
  for (const auto& [lines, wanted] : rows) {
    for (std::size_t step = 1; step <= in.size(); ++step) {
      TopLines top(lines);
      std::string out;
      for (std::size_t i = 0; i < in.size() && !top.done(); i += step) out += top.next(std::string_view(in).substr(i, step));
      EXPECT_EQ(out, wanted) << step;
    }
  }
}

}  // namespace
}  // namespace postern::pop3
