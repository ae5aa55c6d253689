// Forgotten passwords over HTTP: one answer to everybody, and the way to a new one.   H20
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "auth/totp.h"
#include "events/table.h"
#include "support/session_world.h"

namespace postern::api {
namespace {

namespace json = boost::json;

const std::string kFirst = "quartz-Tumble-ledger-17", kFresh = "gravel-Lantern-pickle-sonnet-77";

class ForgottenPassword : public SessionWorld {
 protected:
  ForgottenPassword() {
    for (const auto* domain : {"home.test", "other.test"}) at.must("domain.create", {{"name", domain}});
    for (const auto* address : {"ann@home.test", "bob@home.test", "cid@other.test"})
      at.must("account.create", {{"address", address}, {"password", kFirst}});
    at.must("domain.update", {{"name", "home.test"}, {"self_reset", "on"}});
    for (const auto* address : {"ann@home.test", "cid@other.test"})
      at.must("account.update", {{"address", address}, {"recovery_address", "elsewhere@remote.test"}});
    at.written.clear();
  }
  ApiAnswer ask_for(const std::string& name, std::string_view from = "192.0.2.7") {
    auto answer = ask("POST /api/v1/session/reset-request", kOwnPage, json::serialize(json::object{{"name", name}}), from);
    executor.run(drain());
    return answer;
  }
  // What was posted has begun, and each commit is behind those that were asked for before.
  Task<void> drain() {
    const auto nothing = [](directory::Recovery&) -> Result<void> { return {}; };
    for (int i = 0; i < 3; ++i) {
      auto done = co_await at.directory->change_recovery(AccountId(2), nothing);
      EXPECT_TRUE(done);
    }
  }
  ApiAnswer use(const std::string& token) {
    return ask("POST /api/v1/forgotten-password", kOwnPage,
               json::serialize(json::object{{"token", token}, {"password", kFresh}}));
  }
  ApiAnswer show(std::string_view what, const std::string& token, const std::string& password = {},
                 std::string_view from = "192.0.2.7") {
    json::object body{{"token", token}};
    if (what == "check") body["password"] = password;
    return ask("POST /api/v1/forgotten-password/" + std::string(what), kOwnPage, json::serialize(body), from);
  }
  std::string token_in(const admin::WrittenMail& mail) {
    const auto from = mail.text.find("    ") + 4;
    return mail.text.substr(from, mail.text.find('\r', from) - from);
  }
};

TEST_F(ForgottenPassword, H20_the_answer_is_the_same_whoever_is_named) {
  std::set<std::string> said;
  int n = 0;
  for (const char* name : {"ann@home.test", "ann@home.test", "bob@home.test", "cid@other.test", "nobody@home.test",
                           "x@elsewhere.test", "ann", "administrator", ""}) {
    const auto a = ask_for(name, "192.0.2." + std::to_string(++n));
    EXPECT_EQ(a.status, 204) << a.body;
    const auto date = a.head.find("Date: ");
    said.insert(a.head.substr(0, date) + a.head.substr(a.head.find("\r\n", date)) + a.body);
  }
  EXPECT_EQ(said.size(), 1u) << *said.begin() << *said.rbegin();
  ASSERT_EQ(at.written.size(), 1u) << "of all these one may ask, and once";
  EXPECT_EQ(at.written[0].to, "elsewhere@remote.test");
}

TEST_F(ForgottenPassword, H20_with_the_new_password_all_sessions_end) {
  const auto session = cookie_of(log_in("ann@home.test", kFirst));
  EXPECT_EQ(ask("GET /api/v1/session", session).status, 200);
  ask_for("ann@home.test");
  ASSERT_EQ(use(token_in(at.written.at(0))).status, 204);
  EXPECT_EQ(ask("GET /api/v1/session", session).status, 401);
  EXPECT_EQ(log_in("ann@home.test", kFirst).status, 401);
  EXPECT_EQ(log_in("ann@home.test", kFresh).status, 201);
  EXPECT_EQ(use(token_in(at.written.at(0))).status, 403) << "once";
}

TEST_F(ForgottenPassword, H20_who_has_a_token_is_told_what_his_password_has_to_be_and_it_stays_good) {
  at.must("settings.set", {{"key", "password.minimum_length"}, {"value", "20"}});
  ask_for("ann@home.test");
  const auto token = token_in(at.written.at(0));
  const auto policy = show("policy", token);
  EXPECT_EQ(policy.status, 200) << policy.body;
  EXPECT_EQ(json::parse(policy.body), at.must("password.policy", {{"address", "ann@home.test"}})) << "as he is told elsewhere";
  EXPECT_EQ(policy.value().at("minimum_length"), 20u);
  const auto weak = show("check", token, "annpassword");
  EXPECT_EQ(json::parse(weak.body), at.must("password.check", {{"address", "ann@home.test"}, {"password", "annpassword"}}));
  EXPECT_EQ(weak.value().at("broken").as_array().front().at("rule"), "length");
  EXPECT_EQ(show("check", token, kFresh).value().at("broken"), json::array());
  EXPECT_EQ(log_in("ann@home.test", kFirst).status, 201) << "nothing is set";
  EXPECT_EQ(use(token).status, 204);
}

TEST_F(ForgottenPassword, H20_who_has_no_token_is_told_nothing_wherever_he_shows_one) {
  ask_for("ann@home.test");
  const auto good = token_in(at.written.at(0));
  std::set<std::string> said;
  int n = 10;
  for (const auto& wrong : {std::string("x"), good + "0", "2" + good.substr(1)})
    for (const auto* what : {"policy", "check"}) {
      const auto a = show(what, wrong, kFresh, "192.0.2." + std::to_string(++n));
      EXPECT_EQ(a.status, 403);
      EXPECT_NE(a.head.find("Connection: close"), a.head.npos) << "the next try passes the guard at accept";
      said.insert(std::string(a.value().at("detail").as_string()));
    }
  said.insert(std::string(use("x").value().at("detail").as_string()));
  EXPECT_EQ(said.size(), 1u) << *said.begin() << *said.rbegin();
  const auto ip = IpAddress::parse("192.0.2.9").value();
  for (int i = 0; i < 5; ++i) show(i % 2 == 0 ? "policy" : "check", "x", kFresh, "192.0.2.9");
  EXPECT_FALSE(at.guard.admit(ip, events::Service::admin)) << "it counts these tries as those of who sets one";
  EXPECT_EQ(show("policy", good, {}, "192.0.2.9").status, 403);
}

TEST_F(ForgottenPassword, H20_administrators_have_none) {
  for (const auto* name : {"ann", "ann@mail.home.test", "ann@localhost"}) EXPECT_EQ(ask_for(name).status, 204);
  EXPECT_TRUE(at.written.empty());
  EXPECT_FALSE(at.call("password.reset-link", {{"address", "ann"}}));
  EXPECT_FALSE(at.call("account.update", {{"address", "ann"}, {"recovery_address", "x@remote.test"}}));
}

TEST_F(ForgottenPassword, H20_the_guard_counts_who_asks_whatever_he_names) {
  const auto ip = IpAddress::parse("192.0.2.7").value();
  for (int i = 0; i < 4; ++i) ask_for("nobody" + std::to_string(i) + "@home.test");
  EXPECT_TRUE(at.guard.admit(ip, events::Service::admin));
  ask_for("ann@home.test");
  EXPECT_FALSE(at.guard.admit(ip, events::Service::admin));
  EXPECT_EQ(ask_for("bob@home.test").status, 403);
}

TEST_F(ForgottenPassword, H20_a_user_names_where_he_is_reached_and_shows_that_he_reads_it) {
  const auto session = cookie_of(log_in("bob@home.test", kFirst));
  const std::string body = R"({"address": "bob@remote.test"})";
  EXPECT_EQ(ask("POST /api/v1/session/recovery-address", session, body).status, 204);
  ASSERT_EQ(at.written.size(), 1u);
  EXPECT_EQ(at.written[0].to, "bob@remote.test");
  ask_for("bob@home.test");
  EXPECT_EQ(at.written.size(), 1u) << "it does not count yet";
  const auto confirm = R"({"token": ")" + token_in(at.written[0]) + "\"}";
  EXPECT_EQ(ask("PUT /api/v1/session/recovery-address", session, confirm).status, 204);
  ask_for("bob@home.test");
  EXPECT_EQ(at.written.back().to, "bob@remote.test");
  at.time.pass(std::chrono::minutes(16));
  for (const auto* line : {"POST /api/v1/session/recovery-address", "PUT /api/v1/session/recovery-address"}) {
    const auto late = ask(line, session, body);
    EXPECT_EQ(late.status, 403) << line;
    EXPECT_EQ(late.value().at("kind"), "second-factor-not-proven") << line;
  }
}

// Every path that issues something to log in with: who may walk it.
struct IssuingPath {
  std::string_view operation;
  std::array<bool, 7> open;
};
// stranger, user, user late, in his name, program, administrator, administrator late
constexpr IssuingPath kIssuing[] = {{"session.log-in", {true, true, true, true, true, true, true}},
                                    {"session.log-in-by-passkey", {true, true, true, true, true, true, true}},
                                    {"password.ask-reset", {true, true, true, true, true, true, true}},
                                    {"password.set-forgotten", {true, true, true, true, true, true, true}},
                                    {"password.forgotten-policy", {true, true, true, true, true, true, true}},
                                    {"password.check-forgotten", {true, true, true, true, true, true, true}},
                                    {"session.begin-second-factor", {false, false, false, false, false, true, true}},
                                    {"session.confirm-second-factor", {false, false, false, false, false, true, true}},
                                    {"session.add-passkey", {false, true, false, false, false, true, true}},
                                    {"session.propose-recovery-address", {false, true, false, false, false, false, false}},
                                    {"session.confirm-recovery-address", {false, true, false, false, false, false, false}},
                                    {"account.create", {false, false, false, false, true, true, true}},
                                    {"session.set-password", {false, true, false, false, false, true, false}},
                                    {"account.password", {false, false, false, false, true, true, false}},
                                    {"account.impersonate", {false, false, false, false, false, true, false}},
                                    {"account.recover", {false, false, false, false, true, true, false}},
                                    {"service-account.update", {false, false, false, false, true, true, false}},
                                    {"password.reset-link", {false, false, false, false, true, true, false}},
                                    {"app-password.add", {false, true, false, false, true, true, false}},
                                    {"oauth-token.add", {false, false, false, false, true, true, false}},
                                    {"oauth-token.refresh", {false, false, false, false, true, true, true}},
                                    {"second-factor.begin", {false, true, false, false, true, true, false}},
                                    {"second-factor.confirm", {false, true, false, false, true, true, false}},
                                    {"second-factor.new-recovery-codes", {false, true, false, false, true, true, false}},
                                    {"service-account.create", {false, false, false, false, true, true, true}},
                                    {"token.add", {false, false, false, false, false, true, false}},
                                    {"admin.add", {false, false, false, false, false, true, false}},
                                    {"admin.password", {false, false, false, false, false, true, false}}};

TEST_F(ForgottenPassword, matrix_of_the_paths_that_issue_what_opens) {
  constexpr std::size_t stranger = 0, user = 1, user_late = 2, in_his_name = 3, program = 4, administrator = 5,
                        administrator_late = 6;
  const auto peer =
      auth::Peer{SessionId(1), events::Service::admin, IpAddress::parse("192.0.2.7").value().bytes, "192.0.2.7", true};
  const auto enter = [&] {
    auto entry = run_here(at.administrators.login(peer, "ann", Secret(kPassword), ""));
    const auto seed = run_here(at.administrators.begin_second_factor(entry->visitor)).value();
    const auto code = auth::totp_code(seed, auth::totp_step(at.time.now()));
    EXPECT_TRUE(run_here(at.administrators.confirm_second_factor(peer, entry->visitor, code)));
    return "Cookie: __Host-admin=" + std::string(entry->cookie.reveal()) + "\r\n" + kOwnPage;
  };
  const auto bearer = [](const json::value& v) {
    return "Authorization: Bearer " + std::string(v.at("token").as_string()) + "\r\n";
  };
  const std::string as_user = cookie_of(log_in("ann@home.test", kFirst)), as_administrator = enter();
  const auto program_token = bearer(at.must("token.add", {{"name", "ann"}, {"label", "tests"}, {"roles", {"owner"}}}));
  const std::string reason = R"({"reason": "as she asked"})";
  const auto other = bearer(ask("POST /api/v1/accounts/ann@home.test/impersonate", as_administrator, reason).value());
  const auto walk = [&](std::initializer_list<std::pair<std::size_t, std::string>> all) {
    for (const auto& path : kIssuing)
      for (const auto& [who, fields] : all) {
        const auto route = std::ranges::find(routes(), path.operation, &Route::operation);
        ASSERT_NE(route, routes().end()) << path.operation;
        std::string line = std::string(http::name(route->method)) + " " + std::string(route->path);
        if (const auto at_brace = line.find("{address}"); at_brace != line.npos) line.replace(at_brace, 9, "ann@home.test");
        const auto a = ask(line, fields, R"({"?": 1})");
        // 405: what else is at the path is his, this is not.
        const bool shut = a.status == 401 || a.status == 403 || a.status == 405 || a.body.find("not for you") != a.body.npos;
        EXPECT_EQ(!shut, path.open[who]) << path.operation << " by " << who << ": " << a.status << a.body;
      }
  };
  walk({{stranger, kOwnPage},
        {user, as_user},
        {in_his_name, other + kOwnPage},
        {program, program_token + kOwnPage},
        {administrator, as_administrator}});
  at.time.pass(std::chrono::minutes(16));
  walk({{user_late, as_user}, {administrator_late, as_administrator}});
}

}  // namespace
}  // namespace postern::api
