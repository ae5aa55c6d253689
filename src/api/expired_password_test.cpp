// Users whose password is over: they set a new one at the next sign-in, and do nothing else before.   H07, H13
#include <gtest/gtest.h>

#include <set>

#include "admin/account_plan.h"
#include "support/base32.h"
#include "support/user_routes.h"

namespace postern::api {
namespace {

namespace json = boost::json;

class ExpiredPassword : public UserRoutes {
 protected:
  ExpiredPassword() { at.must("password.expire", {{"address", "ann@home.test"}}); }
  ApiAnswer set(const std::string& cookie, const std::string& password) {
    return ask("PUT /api/v1/session/own-password", cookie, json::serialize(json::object{{"password", password}}));
  }
  const std::string kFresh = "gravel-Lantern-pickle-sonnet-76";
};

TEST_F(ExpiredPassword, H07_who_signs_in_with_it_sets_a_new_one_and_is_signed_in) {
  const auto in = log_in("ann@home.test", kUser);
  ASSERT_EQ(in.status, 201) << in.body;
  EXPECT_EQ(in.value().at("to_set_password"), true);
  EXPECT_EQ(in.value().at("password_due"), json::value(rfc3339(at.time.now())));
  const auto other = cookie_of(log_in("ann@home.test", kUser)), cookie = cookie_of(in);
  const auto weak = set(cookie, "annpassword");
  EXPECT_EQ(weak.status, 400);
  EXPECT_EQ(weak.value().at("errors").as_array()[0].at("pointer"), "/password");
  at.must("settings.set", {{"key", "password.remember"}, {"value", "0"}});
  EXPECT_EQ(set(cookie, kUser).status, 400) << "the same again, though none is remembered";
  const auto done = set(cookie, kFresh);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.value().at("to_set_password"), false);
  EXPECT_TRUE(done.value().at("password_due").is_null());
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", cookie_of(done)).status, 200) << "he is signed in";
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 401) << "by another value";
  EXPECT_EQ(ask("GET /api/v1/session", other).status, 401) << "and by no other session";
  EXPECT_EQ(log_in("ann@home.test", kUser).status, 401);
  EXPECT_EQ(log_in("ann@home.test", kFresh).value().at("to_set_password"), false);
}

// Told here once more, so that a slip in a row shows.
TEST_F(ExpiredPassword, H09_his_session_does_nothing_else) {
  const std::set<std::string_view> open{"session.show", "session.log-out", "session.set-password", "password.policy",
                                        "password.check"};
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  expect_only(open, &admin::Access::expired, cookie, "password-expired");
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test/password-policy", cookie).status, 200);
  const auto strong = json::serialize(json::object{{"password", kFresh}});
  EXPECT_EQ(ask("POST /api/v1/accounts/ann@home.test/password-check", cookie, strong).status, 200);
  EXPECT_EQ(ask("POST /api/v1/accounts/bob@other.test/password-check", cookie, strong).status, 404);
  EXPECT_EQ(ask("GET /api/v1/session", cookie).value().at("to_set_password"), true);
  EXPECT_EQ(ask("DELETE /api/v1/session", cookie).status, 204);
}

TEST_F(ExpiredPassword, a_wrong_one_is_answered_and_heard_like_any_other) {
  const auto expired = log_in("ann@home.test", "wrong"), other = log_in("bob@other.test", "wrong");
  EXPECT_EQ(expired.head + expired.body, other.head + other.body);
  for (int i = 0; i < 4; ++i) log_in("ann@home.test", "wrong " + std::to_string(i));
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

TEST_F(ExpiredPassword, H13_the_password_alone_is_not_enough_for_who_has_a_second_factor) {
  at.must("account.password", {{"address", "ann@home.test"}, {"password", kFresh}});
  const auto cookie = cookie_of(log_in("ann@home.test", kFresh));
  const auto seed = ask("POST /api/v1/accounts/ann@home.test/second-factor", cookie).value();
  const auto secret = Secret(unpadded_base32(std::string(seed.at("secret").as_string())));
  const auto code = [&] { return auth::totp_code(secret, auth::totp_step(at.time.now())); };
  ASSERT_EQ(ask("PUT /api/v1/session/own-second-factor", cookie, R"({"code": ")" + code() + "\"}").status, 200);
  at.must("password.expire", {{"address", "ann@home.test"}});
  at.time.pass(std::chrono::seconds(30));
  EXPECT_EQ(log_in("ann@home.test", kFresh).status, 401);
  EXPECT_EQ(log_in("ann@home.test", kFresh, "000000").status, 401);
  const auto in = log_in("ann@home.test", kFresh, code());
  ASSERT_EQ(in.status, 201);
  const auto done = set(cookie_of(in), kUser + "-changed");
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", cookie_of(done)).status, 200) << "with no code shown again";
}

TEST_F(ExpiredPassword, his_session_is_over_when_what_he_showed_counts_no_longer) {
  const auto cookie = cookie_of(log_in("ann@home.test", kUser));
  at.time.pass(std::chrono::minutes(9));
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 200);
  at.time.pass(std::chrono::minutes(1));
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 401) << "to be asked does not lengthen it";
  EXPECT_EQ(set(cookie, kFresh).status, 401);
}

TEST_F(ExpiredPassword, it_ends_while_he_is_signed_in_and_the_session_is_for_a_new_one_alone) {
  const auto early = cookie_of(log_in("bob@other.test", kUser));
  at.time.pass(std::chrono::minutes(16));
  const auto late = cookie_of(log_in("bob@other.test", kUser));
  EXPECT_EQ(ask("GET /api/v1/session", early).value().at("to_set_password"), false);
  at.must("settings.set", {{"key", "password.expires_after"}, {"value", "30"}});
  const auto due = rfc3339(at.time.now() + std::chrono::days(30) - std::chrono::minutes(16));
  EXPECT_EQ(ask("GET /api/v1/session", late).value().at("password_due"), json::value(due));
  at.must("password.expire", {{"address", "bob@other.test"}});
  EXPECT_EQ(ask("GET /api/v1/session", early).status, 401);
  EXPECT_EQ(ask("GET /api/v1/accounts/bob@other.test", late).status, 403);
  EXPECT_EQ(set(late, kFresh).status, 200);
}

TEST_F(ExpiredPassword, who_acts_in_his_name_goes_on_looking_and_sets_none) {
  const auto token = token_for("ann@home.test", proven_session("ann"));
  EXPECT_EQ(ask("GET /api/v1/accounts/ann@home.test", token).status, 200);
  EXPECT_EQ(set(token, kFresh).status, 403);
  EXPECT_EQ(log_in("ann@home.test", kUser).status, 201);
}

// Of two who have shown the old one, the second sets none.
TEST_F(ExpiredPassword, a_password_takes_the_place_of_the_one_that_was_shown_and_of_no_other) {
  const auto all = at.directory->snapshot();
  const auto ann = all->account(address::parse_mailbox("ann@home.test", address::Charset::ascii).value());
  ASSERT_TRUE(run_here(admin::set_own_password(world, ann, Secret(kFresh), ann->credential_version)));
  const auto late = run_here(admin::set_own_password(world, ann, Secret(kFresh + "-9"), ann->credential_version));
  EXPECT_EQ(late.error().kind, Failure::conflict);
  EXPECT_EQ(log_in("ann@home.test", kFresh).status, 201);
}

}  // namespace
}  // namespace postern::api
