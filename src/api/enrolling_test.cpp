// Users who must have a second factor and have none: they set one up at the sign-in, and do nothing else before.   H13
#include <gtest/gtest.h>

#include <set>

#include "support/base32.h"
#include "support/user_routes.h"

namespace postern::api {
namespace {

namespace json = boost::json;

class Enrolling : public UserRoutes {
 protected:
  Enrolling() { force("forced"); }
  void force(const char* mode) { at.must("domain.update", {{"name", "home.test"}, {"second_factor", mode}}); }
  ApiAnswer begin(const std::string& cookie) { return ask("POST /api/v1/accounts/ann@home.test/second-factor", cookie); }
  ApiAnswer turn_on(const std::string& cookie, const std::string& code) {
    return ask("PUT /api/v1/session/own-second-factor", cookie, json::serialize(json::object{{"code", code}}));
  }
  // What the app shows that has been given what begin() answered.
  std::string code_of(const ApiAnswer& begun) {
    const Secret secret(unpadded_base32(std::string(begun.value().at("secret").as_string())));
    return auth::totp_code(secret, auth::totp_step(at.time.now()));
  }
  const std::string kFresh = "gravel-Lantern-pickle-sonnet-76";
};

TEST_F(Enrolling, H13_who_signs_in_with_the_password_sets_one_up_and_goes_on) {
  const auto in = log_in("ann@home.test", kUser);
  ASSERT_EQ(in.status, 201) << in.body;
  EXPECT_EQ(in.value().at("to_enrol"), true);
  EXPECT_TRUE(in.value().at("second_factor_at").is_null());
  const auto cookie = cookie_of(in);
  const auto begun = begin(cookie);
  ASSERT_EQ(begun.status, 200) << begun.body;
  EXPECT_EQ(turn_on(cookie, "no code").status, 403);
  EXPECT_EQ(ask("GET /api/v1/session", cookie).value().at("to_enrol"), true) << "begun is not on";
  const auto on = turn_on(cookie, code_of(begun));
  EXPECT_EQ(on.value().at("recovery_codes").as_array().size(), 10u) << on.body;
  EXPECT_EQ(ask("GET /api/v1/session", cookie).value().at("to_enrol"), false);
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", cookie).status, 200) << "he is signed in";
  at.time.pass(std::chrono::minutes(16));
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", cookie).status, 200) << "for as long as anybody";
  EXPECT_EQ(log_in("ann@home.test", kUser).status, 401);
  EXPECT_EQ(log_in("ann@home.test", kUser, code_of(begun)).value().at("to_enrol"), false);
}

// Told here once more, so that a slip in a row shows.
TEST_F(Enrolling, H09_his_session_does_nothing_else) {
  const std::set<std::string_view> open{"session.show",          "session.log-out",     "second-factor.begin",
                                        "session.own-challenge", "session.add-passkey", "session.turn-on-second-factor"};
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  expect_only(open, &admin::Access::enrolling, cookie, "second-factor-missing");
  EXPECT_EQ(ask("POST /api/v1/accounts/bob@other.test/second-factor", cookie).status, 404);
  EXPECT_EQ(ask("POST /api/v1/session/own-challenge", cookie).status, 200);
  EXPECT_EQ(ask("DELETE /api/v1/session", cookie).status, 204);
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 401);
}

TEST_F(Enrolling, a_wrong_password_is_answered_and_heard_like_any_other) {
  const auto must = log_in("ann@home.test", "wrong"), other = log_in("bob@other.test", "wrong");
  EXPECT_EQ(must.head + must.body, other.head + other.body);
  for (int i = 0; i < 4; ++i) log_in("ann@home.test", "wrong " + std::to_string(i));
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

// Whoever has taken over a session guesses no code, by whichever call.
TEST_F(Enrolling, H13_a_wrong_code_is_heard_like_one_at_a_sign_in) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  begin(cookie);
  EXPECT_EQ(turn_on(cookie, "000000").status, 403);
  const auto heard = at.must("account.sign-ins", {{"address", "ann@home.test"}}).as_array();
  EXPECT_EQ(heard.at(0).at("cause"), "second-factor");
  EXPECT_EQ(heard.at(0).at("service"), "web");
  EXPECT_EQ(heard.at(0).at("ip"), "192.0.2.7");
  for (int i = 1; i < 5; ++i) turn_on(cookie, "00000" + std::to_string(i));
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

TEST_F(Enrolling, a_wrong_code_is_heard_by_the_accounts_own_call_too) {
  force("enabled");
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  begin(cookie);
  for (int i = 0; i < 5; ++i) {
    const json::object body{{"code", "00000" + std::to_string(i)}};
    EXPECT_EQ(ask("PUT /api/v1/accounts/ann@home.test/second-factor", cookie, json::serialize(body)).status, 403);
  }
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

TEST_F(Enrolling, the_right_one_counts_for_no_failure) {
  for (int i = 0; i < 9; ++i) EXPECT_EQ(log_in("ann@home.test", kUser).status, 201);
  EXPECT_TRUE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

TEST_F(Enrolling, of_two_who_know_the_password_the_second_one_sets_up_none) {
  const auto thief = cookie_of(log_in("ann@home.test", kUser)), owner = cookie_of(log_in("ann@home.test", kUser));
  const auto code = code_of(begin(owner));
  const auto late = ask_once(api, executor, at.time, at.events, "PUT /api/v1/session/own-second-factor", thief,
                             json::serialize(json::object{{"code", code}}), "192.0.2.7",
                             [&] { EXPECT_EQ(turn_on(owner, code).status, 200); });
  EXPECT_EQ(late.status, 401);
  EXPECT_EQ(ask("GET /api/v1/session", thief).status, 401);
  EXPECT_EQ(ask("GET /api/v1/session", owner).value().at("to_enrol"), false);
}

TEST_F(Enrolling, his_session_is_over_when_what_he_showed_counts_no_longer) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  at.time.pass(std::chrono::minutes(9));
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 200);
  at.time.pass(std::chrono::minutes(1));
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 401) << "to be asked does not lengthen it";
}

TEST_F(Enrolling, it_is_asked_of_him_while_he_is_signed_in_and_taken_back) {
  force("enabled");
  const auto early = cookie_of(log_in("ann@home.test", kUser));
  at.time.pass(std::chrono::minutes(16));
  const auto late = cookie_of(log_in("ann@home.test", kUser));
  force("forced");
  EXPECT_EQ(ask("GET /api/v1/session", early).status, 401);
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", late).value().at("kind"), "second-factor-missing");
  const auto shown = at.must("admin.sessions").as_array();
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].at("to_enrol"), true);
  force("enabled");
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", late).status, 200);
}

TEST_F(Enrolling, H07_a_password_that_is_over_is_set_anew_first) {
  at.must("password.expire", {{"address", "ann@home.test"}});
  const auto in = log_in("ann@home.test", kUser);
  EXPECT_EQ(in.value().at("to_set_password"), true);
  EXPECT_EQ(in.value().at("to_enrol"), false);
  EXPECT_EQ(begin(cookie_of(in)).value().at("kind"), "password-expired");
  const auto set = ask("PUT /api/v1/session/own-password", cookie_of(in), json::serialize(json::object{{"password", kFresh}}));
  ASSERT_EQ(set.status, 200) << set.body;
  EXPECT_EQ(set.value().at("to_set_password"), false);
  EXPECT_EQ(set.value().at("to_enrol"), true);
  const auto cookie = cookie_of(set);
  EXPECT_EQ(turn_on(cookie, code_of(begin(cookie))).status, 200);
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", cookie).status, 200);
}

TEST_F(Enrolling, whose_factor_was_taken_away_sets_up_another_and_who_acts_in_his_name_looks_on) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  ASSERT_EQ(turn_on(cookie, code_of(begin(cookie))).status, 200);
  at.must("second-factor.remove", {{"address", "ann@home.test"}});
  EXPECT_EQ(log_in("ann@home.test", kUser).value().at("to_enrol"), true);
  const auto token = token_for("ann@home.test", proven_session("ann"));
  EXPECT_EQ(ask("GET /api/v1/session", token).value().at("to_enrol"), false);
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", token).status, 200);
  EXPECT_EQ(begin(token).value().at("kind"), "only-looking");
}

}  // namespace
}  // namespace postern::api
