// The command table against the session: who may say what, and when.
#include "smtp/server/command_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "support/smtp_bare_session.h"

namespace postern::smtp {
namespace {

// What each row demands, walked for every state and every kind of client.
TEST(CommandTable, every_row_is_refused_where_it_does_not_belong) {
  struct Kind {
    std::string name;
    Listener listener;
    bool tls, login;
  };
  const Kind kinds[] = {{"stranger", exchange_listener(), false, false},
                        {"stranger with TLS", exchange_listener(), true, false},
                        {"user without TLS", submission_listener(), false, false},
                        {"user with TLS", submission_listener(), true, false},
                        {"user logged in", submission_listener(), true, true}};
  const std::map<State, std::string> ways{
      {State::connected, ""},
      {State::ready, "EHLO c.example\r\n"},
      {State::mail, "EHLO c.example\r\nMAIL FROM:<>\r\n"},
      {State::rcpt, "EHLO c.example\r\nMAIL FROM:<>\r\nRCPT TO:<joe@here.example>\r\n"},
      {State::chunks, "EHLO c.example\r\nMAIL FROM:<>\r\nRCPT TO:<joe@here.example>\r\nBDAT 0\r\n"}};
  const std::map<Verb, std::string> arguments{{Verb::ehlo, " c.example"},
                                              {Verb::helo, " c.example"},
                                              {Verb::lhlo, " c.example"},
                                              {Verb::mail, " FROM:<>"},
                                              {Verb::rcpt, " TO:<joe@here.example>"},
                                              {Verb::bdat, " 0"},
                                              {Verb::auth, " PLAIN"},
                                              {Verb::vrfy, " x"},
                                              {Verb::expn, " x"}};
  for (const auto& kind : kinds) {
    for (const auto& [state, way] : ways) {
      for (const auto& row : command_rows()) {
        World world;
        Dialogue d(world, {}, kind.listener, kind.tls);
        if (kind.login) d.give("EHLO c.example\r\nAUTH PLAIN AGpvZUBoZXJlLmV4YW1wbGUAc2VjcmV0\r\nRSET\r\n");
        if (kind.login && state == State::connected) continue;
        d.give(way);
        if (d.session().state() != state) {  // only who may send gets that far
          EXPECT_TRUE(kind.listener.role == Role::submission && !kind.login);
          continue;
        }
        const auto it = arguments.find(row.verb);
        const auto reply =
            codes(d.give(std::string(name(row.verb)) + (it == arguments.end() ? "" : it->second) + "\r\n")).at(0);
        SCOPED_TRACE(kind.name + ", state " + std::to_string(static_cast<int>(state)) + ", " + std::string(name(row.verb)));
        const bool offered = row.verb != Verb::lhlo && (row.verb != Verb::auth || kind.listener.login);
        const bool barred = row.needs == Needs::login && kind.listener.role == Role::submission && !kind.login;
        if (row.verb == Verb::starttls && kind.tls) {
          EXPECT_EQ(reply, 503);
        } else if (!offered || row.verb == Verb::expn) {
          EXPECT_EQ(reply, 502);
        } else if (!row.states.holds(state)) {
          EXPECT_EQ(reply, 503);
        } else if (barred) {
          EXPECT_EQ(reply, 530);
        } else if (row.verb == Verb::auth && (!kind.tls || kind.login)) {
          EXPECT_EQ(reply, kind.login ? 503 : 538);
        } else {
          EXPECT_LT(reply, 400);
        }
      }
    }
  }
}

TEST(CommandTable, every_verb_but_the_odd_ones_has_one_row) {
  for (std::size_t v = 0; v + 2 < kVerbs; ++v)
    EXPECT_EQ(std::ranges::count(command_rows(), static_cast<Verb>(v), &CommandRow::verb), 1);
}

}  // namespace
}  // namespace postern::smtp
