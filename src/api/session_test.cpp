// A session of an administrator over HTTP: log in, enrol, who am I, prove, log out.   H10, H12
#include "api/session.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "auth/totp.h"
#include "base/ip_address.h"
#include "events/table.h"
#include "guard/administrator_id.h"
#include "guard/guard.h"
#include "support/base32.h"
#include "support/session_world.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using admin::Role;

class SessionTest : public SessionWorld {
 protected:
  [[nodiscard]] std::string code() const { return auth::totp_code(seed, auth::totp_step(at.time.now())); }
  void next_code() { at.time.pass(std::chrono::seconds(30)); }
  // A full session of who had no second factor yet.
  std::string enrol(const std::string& name) {
    const auto cookie = cookie_of(log_in(name, kPassword));
    const auto begun = ask("POST /api/v1/session/second-factor", cookie);
    seed = Secret(unpadded_base32(std::string(begun.value().at("secret").as_string())));
    const auto done = ask("PUT /api/v1/session/second-factor", cookie, R"({"code": ")" + code() + "\"}");
    EXPECT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.value().at("recovery_codes").as_array().size(), 10u);
    next_code();
    return cookie;
  }

  Secret seed;
};

TEST_F(SessionTest, the_life_of_a_session) {
  const auto cookie = enrol("ann");
  EXPECT_EQ(ask("DELETE /api/v1/session", cookie).status, 204);
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 401);
  const auto in = log_in("ann", kPassword, code());
  ASSERT_EQ(in.status, 201) << in.body;
  EXPECT_EQ(in.value().at("roles"), (json::array{"owner"}));
  const auto who = ask("GET /api/v1/session", cookie_of(in));
  EXPECT_EQ(who.value().at("name"), "ann");
  EXPECT_EQ(who.value().at("by"), "session");
  EXPECT_EQ(who.value().at("to_enrol"), false);
  EXPECT_EQ(who.value().at("proven"), true);
  EXPECT_EQ(ask("GET /api/v1/domains", cookie_of(in)).status, 200);
  const auto out = ask("DELETE /api/v1/session", cookie_of(in));
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(out.field("Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(ask("GET /api/v1/domains", cookie_of(in)).status, 401);
}

TEST_F(SessionTest, another_app_takes_the_place_of_the_first_once_it_has_shown_a_code) {
  const auto cookie = enrol("ann");
  const auto first = std::exchange(seed, Secret());
  const auto begun = ask("POST /api/v1/session/second-factor", cookie);
  ASSERT_EQ(begun.status, 200) << begun.body;
  const auto of_first = auth::totp_code(first, auth::totp_step(at.time.now()));
  EXPECT_EQ(ask("PUT /api/v1/session/second-factor", cookie, R"({"code": ")" + of_first + "\"}").status, 403);
  EXPECT_EQ(log_in("ann", kPassword, of_first).status, 201) << "the first one goes on until then";
  next_code();
  seed = Secret(unpadded_base32(std::string(begun.value().at("secret").as_string())));
  EXPECT_EQ(ask("PUT /api/v1/session/second-factor", cookie, R"({"code": ")" + code() + "\"}").status, 200);
  next_code();
  EXPECT_NE(log_in("ann", kPassword, auth::totp_code(first, auth::totp_step(at.time.now()))).status, 201);
  EXPECT_EQ(log_in("ann", kPassword, code()).status, 201);
  EXPECT_EQ(ask("PUT /api/v1/session/second-factor", cookie, R"({"code": ")" + code() + "\"}").status, 404)
      << "what was begun is over";
}

TEST_F(SessionTest, another_app_is_begun_by_who_has_shown_a_code_lately) {
  const auto cookie = enrol("ann");
  at.time.pass(std::chrono::minutes(16));
  const auto refused = ask("POST /api/v1/session/second-factor", cookie);
  EXPECT_EQ(refused.status, 403) << refused.body;
}

TEST_F(SessionTest, the_cookie_is_for_this_origin_alone) {
  const auto set = log_in("ann", kPassword).field("Set-Cookie");
  EXPECT_TRUE(set.starts_with("__Host-admin=")) << set;
  EXPECT_TRUE(set.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict")) << set;
}

TEST_F(SessionTest, who_is_under_attack_gets_in_with_the_browser_that_he_used_before) {
  add("cid", {"reader"});
  const auto before = log_in("cid", kPassword);
  const auto known = cookie_value(before, "__Host-browser");
  ASSERT_EQ(known.size(), 32u) << before.head;
  EXPECT_NE(before.head.find(known + "; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=2592000\r\n"), std::string::npos);
  EXPECT_EQ(cookie_value(log_in_again(before, "cid", kPassword, "192.0.2.7"), "__Host-browser"), known);
  EXPECT_NE(cookie_value(log_in_again(before, "ann", kPassword, "192.0.2.7"), "__Host-browser"), known) << "it is cid's";
  EXPECT_TRUE(cookie_value(log_in_again(before, "cid", "wrong", "192.0.2.8"), "__Host-browser").empty());

  at.time.pass(std::chrono::seconds(1));
  for (std::uint8_t i = 1; i <= 20; ++i) {
    events::SecurityEvent e;
    e.at = at.time.now();
    e.signal = events::Signal::login;
    e.service = events::Service::admin;
    e.cause = events::Cause::wrong_password;
    e.account = guard::id_of_administrator("cid");
    e.credential = i;
    e.ip = IpAddress::parse("198.51.100." + std::to_string(i))->bytes;
    at.guard.record(std::move(e));
  }
  EXPECT_EQ(log_in("cid", kPassword, "", "192.0.2.99").status, 401);
  EXPECT_EQ(log_in_again(before, "cid", kPassword, "192.0.2.99").status, 201);
  EXPECT_EQ(log_in_again(before, "cid", "wrong", "192.0.2.99").status, 401) << "it takes no password's place";
  at.must("admin.password", {{"name", "cid"}, {"password", kPassword + "-changed"}});
  EXPECT_EQ(log_in_again(before, "cid", kPassword + "-changed", "192.0.2.99").status, 401) << "gone with the old password";
}

TEST_F(SessionTest, H10_who_has_still_to_enrol_may_call_nothing_else) {
  const auto in = log_in("ann", kPassword);
  EXPECT_EQ(in.value().at("to_enrol"), true);
  EXPECT_EQ(in.value().at("roles"), json::array());
  const auto cookie = cookie_of(in);
  const auto refusal = ask("GET /api/v1/nothing", cookie);
  EXPECT_EQ(refusal.value().at("kind"), "second-factor-missing");
  for (const auto& route : routes()) {
    const std::string line = std::string(http::name(route.method)) + " " + std::string(route.path);
    if (route.own() && route.own()->standing != Standing::enrolled) continue;
    const auto a = ask(line, cookie);
    EXPECT_EQ(a.status, 403) << line;
    EXPECT_EQ(a.body, refusal.body) << line;
  }
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 200);
}

TEST_F(SessionTest, every_refusal_of_a_login_has_the_same_octets) {
  enrol("ann");
  at.must("admin.add", {{"name", "bob"}, {"roles", {"reader"}}, {"networks", {"198.51.100.0/24"}}, {"password", kPassword}});
  add("cid", {"reader"});
  at.must("admin.update", {{"name", "cid"}, {"disable", true}});
  std::set<std::string> heads, bodies;
  for (const auto& a : {log_in("ann", "wrong", code()), log_in("ann", kPassword, "000000"), log_in("nobody", kPassword),
                        log_in("bob", kPassword), log_in("cid", kPassword), log_in("ann", kPassword, code(), "203.0.113.9")}) {
    EXPECT_EQ(a.status, 401) << a.body;
    heads.insert(a.head);
    bodies.insert(a.body);
  }
  EXPECT_EQ(heads.size(), 1u) << *heads.begin() << "\n" << *heads.rbegin();
  EXPECT_EQ(bodies.size(), 1u);
  EXPECT_EQ(heads.begin()->find("Set-Cookie"), std::string::npos);
  EXPECT_NE(heads.begin()->find("Connection: close"), std::string::npos) << "the next try passes the guard";
}

TEST_F(SessionTest, failed_logins_and_codes_are_heard_by_the_guard) {
  const auto cookie = enrol("ann");
  const auto ip = IpAddress::parse("192.0.2.7").value();
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(ask("POST /api/v1/session/proof", cookie, R"({"code": "00000)" + std::to_string(i) + "\"}").status, 403);
  EXPECT_TRUE(at.guard.admit(ip, events::Service::admin));
  log_in("ann", "wrong one");
  EXPECT_FALSE(at.guard.admit(ip, events::Service::admin));
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 403);
  EXPECT_EQ(log_in("ann", kPassword, code()).status, 403);
}

TEST_F(SessionTest, a_login_comes_from_our_own_page_or_from_a_program) {
  const std::string body = R"({"name": "ann", "password": ")" + kPassword + "\"}";
  for (const char* fields : {"", "Origin: https://evil.test\r\n", "Sec-Fetch-Site: cross-site\r\n",
                             "Sec-Fetch-Site: same-site\r\nX-Requested-By: x\r\n", "X-Requested-By:\r\n"})
    EXPECT_EQ(ask("POST /api/v1/session", fields, body).status, 403) << fields;
  for (const char* fields : {"Sec-Fetch-Site: same-origin\r\n", "X-Requested-By: a program\r\n"})
    EXPECT_EQ(ask("POST /api/v1/session", fields, body).status, 201) << fields;
}

// Every route that changes something, with a good cookie, from elsewhere.
TEST_F(SessionTest, a_cookie_from_another_page_changes_nothing) {
  auto cookie = enrol("ann");
  cookie.resize(cookie.size() - kOwnPage.size());
  const std::string refusal = ask("POST /api/v1/domains", cookie + "Origin: https://evil.test\r\n").body;
  for (const auto& route : routes()) {
    if (route.method == http::Method::get) continue;
    const std::string line = std::string(http::name(route.method)) + " " + std::string(route.path);
    for (const char* fields : {"", "Origin: https://evil.test\r\n", "Origin: null\r\n", "Sec-Fetch-Site: same-site\r\n",
                               "Origin: https://mail.home.test:444\r\n"}) {
      const auto a = ask(line, cookie + fields);
      EXPECT_EQ(a.status, 403) << line << fields;
      EXPECT_EQ(a.body, refusal) << line << fields;
    }
  }
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 200);
}

TEST_F(SessionTest, what_is_dangerous_is_done_by_who_has_shown_a_code_lately) {
  const auto cookie = enrol("ann");
  const std::string body = R"({"name": "eve", "roles": ["owner"]})";
  EXPECT_EQ(ask("POST /api/v1/administrators", cookie, body).status, 200);
  at.time.pass(std::chrono::minutes(16));
  std::size_t asked = 0;
  for (const auto& route : routes()) {
    const auto* row = route.row();
    if (!row || !row->access.proven || route.own()) continue;
    const auto a = ask(std::string(http::name(route.method)) + " " + std::string(route.path), cookie);
    EXPECT_EQ(a.status, 403) << route.path;
    EXPECT_EQ(a.value().at("kind"), "second-factor-not-proven") << route.path;
    ++asked;
  }
  EXPECT_EQ(asked, 27u);
  EXPECT_EQ(ask("GET /api/v1/administrators", cookie).status, 200);
  EXPECT_EQ(ask("POST /api/v1/session/proof", cookie, R"({"code": "000000"})").status, 403);
  EXPECT_EQ(ask("DELETE /api/v1/administrators/eve", cookie).status, 403);
  EXPECT_EQ(ask("POST /api/v1/session/proof", cookie, R"({"code": ")" + code() + "\"}").status, 204);
  EXPECT_EQ(ask("DELETE /api/v1/administrators/eve", cookie).status, 204);
}

// What is let in by its head is asked again who it is when its body is there.
TEST_F(SessionTest, who_keeps_a_body_back_is_held_to_what_has_happened_since) {
  for (const auto* name : {"bob", "cy", "dan"}) add(name, {"owner"});
  const auto held = [&](const std::string& name, const std::function<void()>& meanwhile) {
    return ask_once(api, executor, at.time, at.events, "POST /api/v1/domains", enrol(name), R"({"name": "late.test"})",
                    "192.0.2.7", meanwhile)
        .status;
  };
  EXPECT_EQ(held("ann", [] {}), 201);
  at.must("domain.delete", {{"name", "late.test"}});
  EXPECT_EQ(held("bob", [&] { at.must("admin.end-sessions", {{"name", "bob"}}); }), 401);
  EXPECT_EQ(held("cy", [&] { at.must("admin.password", {{"name", "cy"}, {"password", std::string(kPassword) + "2"}}); }), 401);
  EXPECT_EQ(held("dan", [&] { at.must("admin.remove", {{"name", "dan"}}); }), 401);
  EXPECT_FALSE(at.directory->snapshot()->domain(address::parse_domain("late.test").value()));
}

// Whoever invited him has seen the password he was given.
TEST_F(SessionTest, H09_an_administrator_of_any_role_sets_a_password_of_his_own) {
  add("rea", {"reader"});
  const auto cookie = enrol("rea");
  next_code();
  const auto other = cookie_of(log_in("rea", kPassword, code()));
  const auto set = [&](const std::string& password) {
    return ask("PUT /api/v1/session/own-password", cookie, json::serialize(json::object{{"password", password}}));
  };
  const auto weak = set("Berlin2024");
  EXPECT_EQ(weak.status, 400);
  EXPECT_EQ(weak.value().at("errors").as_array().front().at("pointer"), "/password") << weak.body;
  const std::string chosen = "orchid-Quarry-timber-velvet-9";
  const auto done = set(chosen);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.value().at("name"), "rea");
  EXPECT_EQ(ask("GET /api/v1/domains", cookie).status, 200) << "this session goes on";
  EXPECT_EQ(ask("GET /api/v1/domains", other).status, 401) << "and his others end";
  EXPECT_EQ(at.events.count(events::Event::administrator_told), 1u) << "ann hears of it";
  next_code();
  EXPECT_EQ(log_in("rea", kPassword, code()).status, 401);
  EXPECT_EQ(log_in("rea", chosen, code()).status, 201);
  at.time.pass(std::chrono::minutes(11));
  EXPECT_EQ(set(kPassword).value().at("kind"), "second-factor-not-proven");
}

TEST_F(SessionTest, of_two_who_enrol_in_the_same_name_the_second_one_does_not) {
  const auto thief = cookie_of(log_in("ann", kPassword)), owner = cookie_of(log_in("ann", kPassword));
  ask("POST /api/v1/session/second-factor", thief);
  seed =
      Secret(unpadded_base32(std::string(ask("POST /api/v1/session/second-factor", owner).value().at("secret").as_string())));
  const auto body = R"({"code": ")" + code() + "\"}";
  const auto late = ask_once(api, executor, at.time, at.events, "PUT /api/v1/session/second-factor", thief, body, "192.0.2.7",
                             [&] { EXPECT_EQ(ask("PUT /api/v1/session/second-factor", owner, body).status, 200); });
  EXPECT_EQ(late.status, 401);
  EXPECT_EQ(ask("GET /api/v1/session", owner).value().at("to_enrol"), false);
}

TEST_F(SessionTest, what_makes_the_server_weaker_needs_a_second_factor_shown_lately) {
  const auto cookie = enrol("ann");
  at.time.pass(std::chrono::minutes(16));
  const auto set = [&](std::string_view key, std::string_view value) {
    return ask("PUT /api/v1/settings/" + std::string(key), cookie, json::serialize(json::object{{"value", value}}));
  };
  const auto longer = set("administrators.second_factor_life", "12h");
  EXPECT_EQ(longer.status, 403);
  EXPECT_EQ(longer.value().at("kind"), "second-factor-not-proven");
  EXPECT_EQ(ask("GET /api/v1/session", cookie).value().at("proven"), false);
  EXPECT_EQ(set("administrators.second_factor_life", "5min").status, 200) << "stricter";
  EXPECT_EQ(ask("DELETE /api/v1/settings/administrators.second_factor_life", cookie).status, 403) << "and back is weaker";
  next_code();
  EXPECT_EQ(ask("POST /api/v1/session/proof", cookie, R"({"code": ")" + code() + "\"}").status, 204);
  EXPECT_EQ(set("administrators.second_factor_life", "12h").status, 200);
}

// What has been opened goes on for as long as he would be let in for it.
TEST_F(SessionTest, who_may_less_than_when_it_was_opened_is_let_go) {
  const auto made = at.must("token.add", {{"name", "ann"}, {"label", "tests"}, {"roles", {"owner"}}});
  const auto from = peer_of(http::Client{IpAddress::parse("192.0.2.7").value(), {}, true});
  const Credentials token{Secret(std::string(made.at("token").as_string())), Secret(), from};
  const auto visitor = at.administrators.who_has_token(token.bearer.reveal(), from).value();
  EXPECT_TRUE(door.still(token, visitor));
  add("bob", {"owner"});
  at.must("admin.update", {{"name", "ann"}, {"roles", {"reader"}}});
  EXPECT_FALSE(door.still(token, visitor));
}

TEST_F(SessionTest, a_token_has_no_session_and_needs_no_second_factor) {
  const auto made = at.must("token.add", {{"name", "ann"}, {"label", "tests"}, {"roles", {"owner"}}});
  const auto token = "Authorization: Bearer " + std::string(made.at("token").as_string()) + "\r\n";
  EXPECT_EQ(ask("GET /api/v1/session", token).value().at("by"), "token");
  for (const auto* line : {"DELETE /api/v1/session", "POST /api/v1/session/second-factor", "PUT /api/v1/session/second-factor",
                           "POST /api/v1/session/proof"})
    EXPECT_EQ(ask(line, token).status, std::string_view(line).ends_with("session") ? 405 : 404) << line;
  EXPECT_EQ(ask("GET /api/v1/tokens", token).status, 200);
}

// A token that ends tomorrow, or holds from one address, would else make one that does not, or another owner.
TEST_F(SessionTest, a_token_makes_no_token_and_changes_no_administrator) {
  const auto made = at.must("token.add", {{"name", "ann"}, {"label", "tests"}, {"roles", {"owner"}}, {"expires_in", "1d"}});
  const auto token = "Authorization: Bearer " + std::string(made.at("token").as_string()) + "\r\n";
  const std::pair<const char*, const char*> lines[] = {
      {"POST /api/v1/tokens", R"({"name": "ann", "label": "x", "roles": ["owner"], "expires_in": "365d"})"},
      {"POST /api/v1/administrators", R"({"name": "eve", "roles": ["owner"]})"},
      {"PATCH /api/v1/administrators/ann", R"({"disable": true})"},
      {"POST /api/v1/administrators/ann/password", "{}"},
      {"PUT /api/v1/administrators/ann/networks", R"({"networks": ["0.0.0.0/0 anywhere"]})"},
      {"DELETE /api/v1/administrators/ann", ""},
      {"DELETE /api/v1/invitations/ann", ""}};
  for (const auto& [line, body] : lines) {
    const auto a = ask(line, token, body);
    EXPECT_EQ(a.status, 403) << line << a.body;
    EXPECT_NE(a.body.find("Only in a session"), std::string::npos) << line << a.body;
  }
  EXPECT_EQ(at.must("token.list").as_array().size(), 1u);
  EXPECT_EQ(at.must("admin.list").as_array().size(), 1u);
}

TEST_F(SessionTest, what_is_done_with_a_second_factor_is_told_and_nothing_shown_is_logged) {
  enrol("ann");
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::name), "session.confirm-second-factor");
  EXPECT_EQ(at.events.last(events::Event::administrator_acted, events::Key::who), "ann");
}

}  // namespace
}  // namespace postern::api
