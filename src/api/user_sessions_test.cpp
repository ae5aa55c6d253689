// Users over HTTP, and administrators who act in their name: every route, and what issues what.   H09, H13
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "admin/browsers.h"
#include "auth/totp.h"
#include "events/table.h"
#include "support/base32.h"
#include "support/user_routes.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using events::Event;
using events::Key;

TEST_F(UserRoutes, a_user_logs_in_at_the_same_door_and_out_again) {
  const auto in = log_in("ann@home.test", kUser);
  ASSERT_EQ(in.status, 201) << in.body;
  const auto who = ask("GET /api/v1/session", cookie_of(in)).value();
  EXPECT_EQ(who.at("name"), "ann@home.test");
  EXPECT_EQ(who.at("account"), "ann@home.test");
  EXPECT_EQ(who.at("roles"), json::array());
  EXPECT_TRUE(who.at("in_the_name_by").is_null());
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", cookie_of(in)).status, 200);
  EXPECT_EQ(ask("DELETE /api/v1/session", cookie_of(in)).status, 204);
  EXPECT_EQ(ask("GET /api/v1/session", cookie_of(in)).status, 401);
}

TEST_F(UserRoutes, a_users_browser_is_known_at_his_next_login_until_his_password_is_another) {
  const auto before = log_in("ann@home.test", kUser);
  const auto known = cookie_value(before, "__Host-browser");
  EXPECT_EQ(known.size(), 32u) << before.head;
  EXPECT_EQ(cookie_value(log_in_again(before, "ann@home.test", kUser, "192.0.2.9"), "__Host-browser"), known);
  EXPECT_NE(cookie_value(log_in_again(before, "bob@other.test", kUser, "192.0.2.9"), "__Host-browser"), known);
  at.must("account.password", {{"address", "ann@home.test"}, {"password", kUser + "-changed"}});
  const auto after = cookie_value(log_in_again(before, "ann@home.test", kUser + "-changed", "192.0.2.9"), "__Host-browser");
  EXPECT_EQ(after.size(), 32u);
  EXPECT_NE(after, known);
}

TEST_F(UserRoutes, every_refusal_of_a_user_is_the_one_of_an_administrator) {
  at.must("account.update", {{"address", "bob@other.test"}, {"disable", true}});
  std::set<std::string> said;
  for (const auto& a : {log_in("ann@home.test", "wrong"), log_in("nobody@home.test", kUser), log_in("x@elsewhere.test", kUser),
                        log_in("bob@other.test", kUser), log_in("ann", "wrong")}) {
    EXPECT_EQ(a.status, 401);
    said.insert(a.head + a.body);
  }
  EXPECT_EQ(said.size(), 1u);
}

TEST_F(UserRoutes, guessing_a_users_password_ends_at_the_door_of_administrators_too) {
  for (int i = 0; i < 5; ++i) log_in("ann@home.test", "wrong " + std::to_string(i));
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

// Every route in the session of a user: what is his own, and nothing else.
TEST_F(UserRoutes, H09_every_route_in_the_session_of_a_user) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  std::size_t open = 0, shut = 0;
  for (const auto& route : routes()) {
    if (route.operation.empty() || (route.own() && route.own()->standing == Standing::stranger)) continue;
    const bool his = route.own() ? route.own()->users != Users::none : route.row()->access.self;
    if (!his) {
      const auto status = ask(line_of(route, "ann@home.test"), cookie).status;
      EXPECT_TRUE(status == 404 || status == 405) << route.path << status;
      ++shut;
      continue;
    }
    ++open;
    if (route.own()) continue;
    const auto body = body_of(route);
    EXPECT_EQ(ask(line_of(route, "bob@other.test"), cookie, body).status, 404) << route.path << " of another";
    const auto own = ask(line_of(route, "ann@home.test"), cookie, body);
    EXPECT_EQ(own.body.find("not for you"), std::string::npos) << route.path << own.body;
  }
  EXPECT_GT(shut, 80u);
  EXPECT_GE(open, 16u);
}

TEST_F(UserRoutes, who_finds_a_users_open_browser_makes_himself_no_way_back) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  at.time.pass(std::chrono::minutes(16));
  std::size_t asked = 0;
  for (const auto& route : routes()) {
    if (route.own() || !route.row() || !route.row()->access.self) continue;
    const auto a = ask(line_of(route, "ann@home.test"), cookie, route.row()->access.changes ? std::string() : body_of(route));
    if (!route.row()->access.changes) {
      EXPECT_EQ(a.status, 200) << route.path;
      continue;
    }
    EXPECT_EQ(a.status, 403) << route.path;
    EXPECT_EQ(a.value().at("kind"), "second-factor-not-proven");
    ++asked;
  }
  EXPECT_EQ(asked, 15u);
}

TEST_F(UserRoutes, he_shows_his_password_again_and_goes_on) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  const auto change = [&] {
    return ask("POST /api/v1/accounts/ann@home.test/app-passwords", cookie, R"({"label": "phone"})").status;
  };
  const auto prove = [&](const std::string& password) {
    return ask("POST /api/v1/session/proof-by-password", cookie, json::serialize(json::object{{"password", password}})).status;
  };
  at.time.pass(std::chrono::minutes(16));
  EXPECT_EQ(change(), 403);
  EXPECT_EQ(prove("wrong"), 403);
  EXPECT_EQ(change(), 403);
  EXPECT_EQ(prove(kUser), 204);
  EXPECT_EQ(change(), 200);
  at.time.pass(std::chrono::minutes(16));
  EXPECT_EQ(change(), 403) << "and again after a while";
}

TEST_F(UserRoutes, H13_the_session_that_turns_a_second_factor_on_goes_on_and_others_end) {
  const auto other = cookie_of(log_in("ann@home.test", kUser)), cookie = cookie_of(log_in("ann@home.test", kUser));
  const auto seed = ask("POST /api/v1/accounts/ann@home.test/second-factor", cookie).value();
  EXPECT_EQ(ask("PUT /api/v1/session/own-second-factor", cookie, R"({"code": "no code"})").status, 403);
  const auto secret = Secret(unpadded_base32(std::string(seed.at("secret").as_string())));
  const auto code = auth::totp_code(secret, auth::totp_step(at.time.now()));
  const auto on = ask("PUT /api/v1/session/own-second-factor", cookie, R"({"code": ")" + code + "\"}");
  EXPECT_EQ(on.value().at("recovery_codes").as_array().size(), 10u) << on.body;
  EXPECT_EQ(ask("GET /api/v1/session", cookie).value().at("proven"), true);
  EXPECT_EQ(ask("GET /api/v1/session", other).status, 401);
}

TEST_F(UserRoutes, who_guesses_the_password_by_proving_it_is_heard_by_the_guard) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  for (int i = 0; i < 5; ++i)
    ask("POST /api/v1/session/proof-by-password", cookie, R"({"password": "wrong )" + std::to_string(i) + "\"}");
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

TEST_F(UserRoutes, he_sees_where_he_is_signed_in_and_ends_one_or_all_others) {
  at.must("account.create", {{"address", "eve@home.test"}, {"password", kUser}});
  const auto other = cookie_of(log_in("eve@home.test", kUser));
  const auto first = cookie_of(log_in("ann@home.test", kUser));
  at.time.pass(std::chrono::minutes(1));
  const auto agent = [](const std::string& name) { return "User-Agent: " + name + "\r\n"; };
  const json::object body{{"name", "ann@home.test"}, {"password", kUser}, {"code", ""}};
  const auto second = cookie_of(ask("POST /api/v1/session", kOwnPage + agent("Browser/1"), json::serialize(body)));
  const auto third = cookie_of(log_in("ann@home.test", kUser));
  const auto ann =
      at.directory->snapshot()->account(address::parse_mailbox("ann@home.test", address::Charset::ascii).value())->id;
  std::vector<SessionId> dropped;
  const auto phone = [&](std::uint64_t id, AccountId whose) {
    return admin::Connection{SessionId(id), "imap", {IpAddress::parse("192.0.2.9").value(), 9}, at.time.now(), whose};
  };
  world.connections = [&] { return std::vector{phone(0xab, ann), phone(0xcd, AccountId(ann.value + 1))}; };
  world.drop_connection = [&](SessionId id) {
    dropped.push_back(id);
    return true;
  };
  auto rows = ask("GET /api/v1/session/all", second).value().as_array();
  ASSERT_EQ(rows.size(), 4u);
  const auto id_of = [&](bool current, std::string_view kind) {
    const auto one = std::ranges::find_if(
        rows, [&](const auto& r) { return r.at("current") == current && r.at("kind").as_string() == kind; });
    return std::string(one->at("id").as_string());
  };
  const auto own = std::ranges::find_if(rows, [](const auto& r) { return r.at("current") == true; });
  EXPECT_EQ(own->at("agent"), "Browser/1");
  EXPECT_EQ(own->at("from"), "192.0.2.7");
  EXPECT_EQ(ask("DELETE /api/v1/session/all/" + id_of(false, "imap"), second).status, 204);
  EXPECT_EQ(dropped, std::vector{SessionId(0xab)});
  EXPECT_EQ(ask("DELETE /api/v1/session/all/cd", second).status, 404) << "another's connection";
  EXPECT_EQ(ask("DELETE /api/v1/session/all/" + id_of(false, "web"), second).status, 204);
  EXPECT_EQ(ask("GET /api/v1/session", first).status + ask("GET /api/v1/session", third).status, 401 + 200);
  EXPECT_EQ(ask("DELETE /api/v1/session/all", second).status, 204);
  EXPECT_EQ(dropped.size(), 2u);
  EXPECT_EQ(ask("GET /api/v1/session", first).status + ask("GET /api/v1/session", third).status, 401 + 401);
  EXPECT_EQ(ask("GET /api/v1/session", second).status, 200);
  EXPECT_EQ(ask("GET /api/v1/session", other).status, 200);
}

// H09: an administrator, of the console; each is ended by whose it is alone.
TEST_F(UserRoutes, an_administrator_sees_which_session_is_this_one_and_ends_the_others) {
  const auto full = [&](const std::string& name) {
    const auto peer =
        auth::Peer{SessionId(1), events::Service::admin, IpAddress::parse("192.0.2.7").value().bytes, "192.0.2.7", true};
    auto entry = run_here(at.administrators.login(peer, name, Secret(kPassword), ""));
    const auto seed = run_here(at.administrators.begin_second_factor(entry->visitor)).value();
    const auto code = auth::totp_code(seed, auth::totp_step(at.time.now()));
    EXPECT_TRUE(run_here(at.administrators.confirm_second_factor(peer, entry->visitor, code)));
    return std::pair("Cookie: __Host-admin=" + std::string(entry->cookie.reveal()) + "\r\n" + kOwnPage, seed);
  };
  add("reader", {"reader"});
  const auto [first, seed] = full("ann");
  const std::string agent = "Browser/1 " + std::string(1000, 'x');
  const auto again = [&, &app = seed] {
    at.time.pass(std::chrono::minutes(1));
    const json::object body{
        {"name", "ann"}, {"password", kPassword}, {"code", auth::totp_code(app, auth::totp_step(at.time.now()))}};
    return cookie_of(ask("POST /api/v1/session", kOwnPage + "User-Agent: " + agent + "\r\n", json::serialize(body)));
  };
  const auto to_enrol = cookie_of(log_in("reader", kPassword));
  const auto second = again();
  const auto rows = ask("GET /api/v1/session/all", first).value().as_array();
  ASSERT_EQ(rows.size(), 2u) << "another's is not his to see";
  for (const auto& r : rows) EXPECT_EQ(r.at("from"), "192.0.2.7");
  EXPECT_EQ(std::ranges::count_if(rows, [](const auto& r) { return r.at("current") == true; }), 1);
  const auto other = std::ranges::find_if(rows, [](const auto& r) { return r.at("current") == false; });
  EXPECT_EQ(other->at("agent").as_string(), std::string_view(agent).substr(0, admin::kLongestAgent));
  const auto line = "DELETE /api/v1/session/all/" + std::string(other->at("id").as_string());
  EXPECT_EQ(ask("GET /api/v1/session/all", to_enrol).status, 403);
  EXPECT_EQ(ask("DELETE /api/v1/session/all", to_enrol).status, 403) << "a password alone puts nobody out";
  const auto [reader, unused] = full("reader");
  EXPECT_EQ(ask(line, reader).status, 404) << "another's";
  EXPECT_EQ(ask(line, first).status, 204);
  EXPECT_EQ(ask("GET /api/v1/session", second).status, 401);
  const auto third = again();
  EXPECT_EQ(ask("DELETE /api/v1/session/all", first).status, 204);
  EXPECT_EQ(ask("GET /api/v1/session", third).status, 401);
  EXPECT_EQ(ask("GET /api/v1/session", first).status, 200);
  EXPECT_EQ(ask("GET /api/v1/session", reader).status, 200) << "another's go on";
}

TEST_F(UserRoutes, he_sees_who_has_signed_in_to_his_account_and_who_has_tried) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  log_in("ann@home.test", "wrong", "", "198.51.100.9");
  log_in("bob@other.test", kUser);
  const auto rows = ask("GET /api/v1/accounts/ann@home.test/sign-ins", cookie).value().as_array();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].at("ip"), "198.51.100.9");
  EXPECT_EQ(rows[0].at("cause"), "wrong-password");
  EXPECT_EQ(rows[1].at("cause"), "");
  EXPECT_EQ(rows[1].at("service"), "web");
}

TEST_F(UserRoutes, H07_he_is_told_what_a_password_has_to_be_before_he_sets_one) {
  at.must("settings.set", {{"key", "password.minimum_length"}, {"value", "20"}});
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test/password-policy", cookie).value().at("minimum_length"), 20u);
  const auto check = [&](const std::string& password) {
    return ask("POST /api/v1/accounts/ann@home.test/password-check", cookie,
               json::serialize(json::object{{"password", password}}))
        .value();
  };
  const auto weak = check("annpassword");
  std::vector<std::string> rules;
  for (const auto& b : weak.at("broken").as_array()) rules.emplace_back(b.at("rule").as_string());
  EXPECT_EQ(rules.front(), "length");
  EXPECT_NE(std::ranges::find(rules, "own-names"), rules.end());
  EXPECT_EQ(check("quartz-Tumble-ledger-owl").at("broken"), json::array());
  EXPECT_EQ(check("quartz-Tumble-ledger-owl").at("strength"), 4u);
}

TEST_F(UserRoutes, H09_to_act_in_a_users_name_is_for_persons_who_have_shown_a_second_factor_lately) {
  const auto program = at.must("token.add", {{"name", "ann"}, {"label", "tests"}, {"roles", {"owner"}}});
  const auto refused = act_as("ann@home.test", bearer(std::string(program.at("token").as_string())));
  EXPECT_EQ(refused.status, 403) << refused.body;
  const auto session = proven_session("ann");
  EXPECT_EQ(act_as("ann@home.test", session).status, 200);
  at.time.pass(std::chrono::minutes(16));
  const auto late = act_as("ann@home.test", session);
  EXPECT_EQ(late.status, 403);
  EXPECT_EQ(late.value().at("kind"), "second-factor-not-proven");
  EXPECT_EQ(at.events.count(Event::impersonation_began), 1u);
}

TEST_F(UserRoutes, H09_a_way_into_an_account_is_made_by_who_has_shown_a_second_factor_lately) {
  const auto session = keeper_of_home();
  const std::pair<const char*, const char*> ways[] = {
      {"POST /oauth-tokens", R"({"label": "his phone", "protocols": ["imap"]})"},
      {"POST /app-passwords", R"({"label": "his phone"})"},
      {"POST /second-factor", "{}"},
      {"DELETE /second-factor", ""},
      {"POST /second-factor/recovery-codes", "{}"},
      {"POST /password", R"({"generate": true})"},
      {"POST /password/reset-link", "{}"},
      {"POST /recover", "{}"},
      {"PATCH ", R"({"recovery_address": "hom@elsewhere.test"})"}};
  const auto ask_for = [&](const std::string& way, const char* body) {
    const auto path = way.find(' ') + 1;
    return ask(way.substr(0, path) + "/api/v1/accounts/ann@home.test" + way.substr(path), session, body);
  };
  for (const auto& [way, body] : ways) EXPECT_NE(ask_for(way, body).status, 403) << way;
  ASSERT_EQ(at.written.size(), 6u) << "two ways in, his second factor, his password, a way to another, and where he is reached";
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(at.written[i].to, "ann@home.test");
    EXPECT_NE(at.written[i].text.find("An administrator, hom, has made a"), std::string::npos) << at.written[i].text;
    EXPECT_NE(at.written[i].text.find("his phone"), std::string::npos);
  }
  at.time.pass(std::chrono::minutes(16));
  for (const auto& [way, body] : ways) {
    const auto late = ask_for(way, body);
    EXPECT_EQ(late.status, 403) << way << late.body;
    EXPECT_EQ(late.value().at("kind"), "second-factor-not-proven") << way;
  }
  EXPECT_EQ(at.written.size(), 6u);
}

TEST_F(UserRoutes, what_somebody_makes_for_himself_is_told_to_nobody_and_a_domain_may_have_it_silent) {
  const auto add = [&](const std::string& fields) {
    return ask("POST /api/v1/accounts/ann@home.test/app-passwords", fields, R"({"label": "phone"})").status;
  };
  EXPECT_EQ(add(cookie_of(log_in("ann@home.test", kUser))), 200);
  EXPECT_TRUE(at.written.empty());
  const auto session = proven_session("ann");
  EXPECT_EQ(add(session), 200);
  EXPECT_EQ(at.written.size(), 1u);
  at.must("domain.update", {{"name", "home.test"}, {"tell_impersonation", "off"}});
  EXPECT_EQ(add(session), 200);
  EXPECT_EQ(at.written.size(), 1u);
}

TEST_F(UserRoutes, H09_the_browser_of_who_acts_in_a_users_name_has_a_session_of_each) {
  const auto session = proven_session("ann");
  const auto token = std::string(act_as("ann@home.test", session).value().at("token").as_string());
  add("eve", {"owner"});
  const auto enters = [&](const std::string& cookie) {
    return ask("POST /api/v1/session/in-his-name", cookie, json::serialize(json::object{{"token", token}}));
  };
  EXPECT_EQ(enters(proven_session("eve")).status, 403) << "another's";
  const auto entered = enters(session);
  ASSERT_EQ(entered.status, 200) << entered.body;
  EXPECT_EQ(entered.value().at("reason"), "as she asked");
  const auto both =
      session.substr(0, session.find("\r\n")) + "; __Host-session=" + cookie_value(entered, "__Host-session") + "\r\n";
  const auto shown = [&](const char* page) {
    return ask("GET /api/v1/session", both + "X-Requested-By: " + page + "\r\n").value();
  };
  EXPECT_EQ(shown("mail").at("account"), "ann@home.test");
  EXPECT_EQ(shown("mail").at("in_the_name_by"), "ann");
  EXPECT_EQ(shown("console").at("account"), json::value());
  const auto refused = ask("POST /api/v1/accounts/ann@home.test/app-passwords", both + "X-Requested-By: mail\r\n", "{}");
  EXPECT_EQ(refused.value().at("kind"), "only-looking");
  const auto out = ask("DELETE /api/v1/session", both + "X-Requested-By: mail\r\n");
  EXPECT_TRUE(out.field("Set-Cookie").starts_with("__Host-session=;")) << out.head;
  EXPECT_EQ(ask("GET /api/v1/session", session).status, 200) << "his own goes on";
  EXPECT_EQ(enters(session).status, 403) << "it is over";
}

TEST_F(UserRoutes, H09_who_leaves_the_console_leaves_the_names_that_he_acts_in) {
  add("eve", {"owner"});
  const auto session = proven_session("ann"), hers = proven_session("eve");
  const auto token = token_for("ann@home.test", session), of_eve = token_for("bob@other.test", hers);
  const auto his_own = cookie_of(log_in("ann@home.test", kUser));
  EXPECT_EQ(ask("GET /api/v1/session", token).status, 200);
  const auto out = ask("DELETE /api/v1/session", session);
  EXPECT_NE(out.head.find("\r\nSet-Cookie: __Host-admin=; "), std::string::npos) << out.head;
  EXPECT_NE(out.head.find("\r\nSet-Cookie: __Host-session=; "), std::string::npos) << out.head;
  EXPECT_EQ(ask("GET /api/v1/session", token).status, 401);
  EXPECT_EQ(at.events.last(Event::impersonation_ended, Key::text), "logged out");
  EXPECT_EQ(ask("GET /api/v1/session", of_eve).status, 200) << "another's goes on";
  EXPECT_EQ(ask("GET /api/v1/session", his_own).status, 200) << "a user's own goes on";
  EXPECT_EQ(ask("DELETE /api/v1/session", his_own).status, 204);
  EXPECT_EQ(ask("GET /api/v1/session", of_eve).status, 200);
}

TEST_F(UserRoutes, who_acts_in_no_name_leaves_the_users_cookie_of_his_browser) {
  const auto out = ask("DELETE /api/v1/session", proven_session("ann"));
  EXPECT_EQ(out.head.find("__Host-session"), std::string::npos) << out.head;
}

TEST_F(UserRoutes, H09_only_in_ones_own_domains_and_another_tenants_user_is_as_absent) {
  const auto session = keeper_of_home();
  EXPECT_EQ(act_as("ann@home.test", session).status, 200);
  auto there = act_as("bob@other.test", session);
  const auto gone = act_as("eve@other.test", session);
  EXPECT_EQ(there.status, 404);
  EXPECT_EQ(there.body.replace(there.body.find("bob"), 3, "eve"), gone.body);
  add("rea", {"reader"});
  EXPECT_EQ(act_as("ann@home.test", proven_session("rea")).status, 404);
  EXPECT_EQ(at.events.count(Event::impersonation_began), 1u);
}

// What a user has of his own that makes a token, a password or a code, or changes anything, is shut in his name.
TEST_F(UserRoutes, H09_every_route_in_a_users_name) {
  const auto token = token_for("ann@home.test", proven_session("ann"));
  const auto who = ask("GET /api/v1/session", token).value();
  EXPECT_EQ(who.at("account"), "ann@home.test");
  EXPECT_EQ(who.at("in_the_name_by"), "ann");
  EXPECT_EQ(who.at("reason"), "as she asked");
  std::size_t looked = 0;
  for (const auto& route : routes()) {
    if (route.operation.empty() || route.operation == "session.log-out") continue;
    if (route.own() && route.own()->standing == Standing::stranger) continue;
    const bool looks = !route.row()->access.changes &&
                       (route.own() ? route.own()->users == Users::also_in_his_name : route.row()->access.self);
    const auto a = ask(line_of(route, "ann@home.test"), token, looks ? body_of(route) : std::string());
    const bool his = route.own() ? route.own()->users != Users::none : route.row()->access.self;
    if (his || looks)
      EXPECT_EQ(a.status, looks ? 200 : 403) << route.path << a.body;
    else
      EXPECT_TRUE(a.status == 404 || a.status == 405) << route.path << a.body;
    looked += looks;
  }
  EXPECT_EQ(looked, 13u);
  EXPECT_EQ(ask("GET /api/v1/accounts/bob@other.test", token).status, 404);
  EXPECT_EQ(ask("DELETE /api/v1/session", token).status, 204);
  EXPECT_EQ(at.events.last(Event::administrator_acted, Key::who), "ann as ann@home.test");
  EXPECT_EQ(at.events.last(Event::impersonation_ended, Key::text), "logged out");
  EXPECT_EQ(ask("GET /api/v1/session", token).status, 401);
}

}  // namespace
}  // namespace postern::api
