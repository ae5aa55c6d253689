// Passkeys of an administrator over HTTP, signed by an authenticator in software.   H10
#include <gtest/gtest.h>

#include <set>

#include "auth/base64url.h"
#include "events/table.h"
#include "support/session_world.h"
#include "support/software_authenticator.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using auth::to_base64url;
using Authenticator = test::SoftwareAuthenticator;

class PasskeySessionTest : public SessionWorld {
 protected:
  PasskeySessionTest() {
    add("bob", {"owner"});
    other.credential_id = "credential 2";
  }
  ApiAnswer ask(std::string_view line, std::string_view fields = kOwnPage, const json::object& body = {},
                std::string_view from = "192.0.2.7") {
    return SessionWorld::ask(line, fields, body.empty() ? "" : json::serialize(body), from);
  }
  std::string by_password(const std::string& name) {
    const auto in = log_in(name, kPassword);
    EXPECT_EQ(in.status, 201) << in.body;
    return cookie_of(in);
  }
  static std::string challenge_in(const ApiAnswer& a) { return std::string(a.value().at("challenge").as_string()); }
  static std::string octets(const std::string& text) { return auth::from_base64url(text).value(); }

  static json::object answer_of(const Authenticator& key, const std::string& challenge, const Authenticator::Answer& a) {
    return {{"challenge", challenge},
            {"credential", to_base64url(key.credential_id)},
            {"client_data", to_base64url(a.client_data)},
            {"authenticator_data", to_base64url(a.authenticator_data)},
            {"signature", to_base64url(a.signature)}};
  }
  std::string login_challenge() { return challenge_in(ask("POST /api/v1/session/passkey-challenge")); }
  std::string own_challenge(const std::string& cookie) {
    return challenge_in(ask("POST /api/v1/session/own-challenge", cookie));
  }
  json::object signs(Authenticator& key, const std::string& challenge) {
    return answer_of(key, challenge, key.sign(octets(challenge), kOrigin));
  }
  ApiAnswer shows(Authenticator& key, std::string_view from = "192.0.2.7") {
    return ask("POST /api/v1/session/by-passkey", kOwnPage, signs(key, login_challenge()), from);
  }
  ApiAnswer adds(Authenticator& key, const std::string& cookie, const std::string& challenge) {
    const auto made = key.make(octets(challenge), kOrigin);
    return ask("POST /api/v1/session/passkeys", cookie,
               {{"challenge", challenge},
                {"client_data", to_base64url(made.client_data)},
                {"attestation", to_base64url(made.attestation)},
                {"label", "key on my desk"}});
  }
  std::string enrol(const std::string& name, Authenticator& key) {
    auto cookie = by_password(name);
    const auto added = adds(key, cookie, own_challenge(cookie));
    EXPECT_EQ(added.status, 200) << added.body;
    return cookie;
  }

  Authenticator desk{Authenticator::Kind::es256, "mail.home.test"};
  Authenticator other{Authenticator::Kind::ed25519, "mail.home.test"};
};

TEST_F(PasskeySessionTest, H10_a_first_passkey_enrols_and_logs_in_from_then_on) {
  const auto cookie = enrol("ann", desk);
  EXPECT_EQ(ask("GET /api/v1/session", cookie).value().at("to_enrol"), false);
  EXPECT_EQ(ask("GET /api/v1/domains", cookie).status, 200);
  const auto in = shows(desk);
  ASSERT_EQ(in.status, 201) << in.body;
  EXPECT_EQ(in.value().at("name"), "ann");
  EXPECT_EQ(in.value().at("proven"), true);
  EXPECT_EQ(ask("GET /api/v1/domains", cookie_of(in)).status, 200);
  const auto listed = ask("GET /api/v1/session/passkeys", cookie_of(in)).value().as_array();
  ASSERT_EQ(listed.size(), 1u);
  EXPECT_EQ(listed[0].at("label"), "key on my desk");
  EXPECT_EQ(listed[0].at("id").as_string(), to_base64url(desk.credential_id));
  EXPECT_TRUE(listed[0].at("last_used").is_string());
  EXPECT_EQ(at.must("admin.show", {{"name", "ann"}}).at("second_factor"), true);
}

TEST_F(PasskeySessionTest, H10_the_password_alone_lets_nobody_in_who_has_a_passkey) {
  enrol("ann", desk);
  for (const char* code : {"", "000000"}) EXPECT_EQ(log_in("ann", kPassword, code).status, 401);
}

TEST_F(PasskeySessionTest, other_sessions_end_when_a_passkey_is_added) {
  const auto thief = by_password("ann");
  enrol("ann", desk);
  EXPECT_EQ(ask("GET /api/v1/session", thief).status, 401);
}

TEST_F(PasskeySessionTest, a_challenge_is_answered_once_in_time_and_for_what_it_was_asked_for) {
  const auto cookie = enrol("ann", desk);
  const auto said = signs(desk, login_challenge());
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, said).status, 201);
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, said).status, 401) << "replayed";
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, signs(desk, own_challenge(cookie))).status, 401);
  const auto late = login_challenge();
  at.time.pass(auth::kChallengeLife);
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, signs(desk, late)).status, 401);
}

TEST_F(PasskeySessionTest, an_authenticator_that_counts_nothing_is_not_replayed_either) {
  desk.step = 0;
  enrol("ann", desk);
  const auto said = signs(desk, login_challenge());
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, said).status, 201);
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, said).status, 401);
  EXPECT_EQ(shows(desk).status, 201);
}

TEST_F(PasskeySessionTest, every_refusal_has_the_octets_of_a_wrong_password_and_is_heard_by_the_guard) {
  enrol("ann", desk);
  enrol("bob", other);
  const auto wrong = log_in("ann", "wrong");
  std::set<std::string> answers{wrong.head + wrong.body};
  const auto tried = [&](const ApiAnswer& a) {
    EXPECT_EQ(a.status, 401) << a.body;
    answers.insert(a.head + a.body);
  };
  Authenticator unknown{Authenticator::Kind::es256, "mail.home.test"};
  unknown.credential_id = "credential 9";
  tried(shows(unknown));
  unknown.credential_id = desk.credential_id;
  tried(shows(unknown));
  tried(shows(desk, "203.0.113.9"));
  desk.verified = false;
  tried(shows(desk));
  EXPECT_EQ(answers.size(), 1u);
  EXPECT_EQ(at.events.last(events::Event::login_failed, events::Key::cause), "second-factor");
  EXPECT_EQ(at.events.last(events::Event::login_failed, events::Key::name), "ann");
  EXPECT_TRUE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
  desk.verified = true;
  desk.site_id = "evil.test";
  shows(desk);
  EXPECT_FALSE(at.guard.admit(IpAddress::parse("192.0.2.7").value(), events::Service::admin));
}

TEST_F(PasskeySessionTest, a_disabled_administrator_is_not_let_in) {
  enrol("ann", desk);
  enrol("bob", other);
  at.must("admin.update", {{"name", "ann"}, {"disable", true}});
  EXPECT_EQ(shows(desk).status, 401);
  EXPECT_EQ(shows(other).value().at("name"), "bob");
}

TEST_F(PasskeySessionTest, factors_are_changed_by_who_has_shown_one_lately) {
  const auto cookie = enrol("ann", desk);
  at.time.pass(std::chrono::minutes(16));
  EXPECT_EQ(adds(other, cookie, own_challenge(cookie)).status, 403);
  EXPECT_EQ(ask("POST /api/v1/session/second-factor", cookie).status, 403) << "nor is an app";
  EXPECT_EQ(ask("DELETE /api/v1/session/passkeys/" + to_base64url(desk.credential_id), cookie).status, 403);
  const auto challenge = own_challenge(cookie);
  EXPECT_EQ(ask("POST /api/v1/session/proof-by-passkey", cookie, signs(other, challenge)).status, 403) << "not his";
  EXPECT_EQ(ask("POST /api/v1/session/proof-by-passkey", cookie, signs(desk, login_challenge())).status, 403);
  EXPECT_EQ(ask("POST /api/v1/session/proof-by-passkey", cookie, signs(desk, challenge)).status, 204);
  EXPECT_EQ(adds(other, cookie, own_challenge(cookie)).status, 200);
  EXPECT_EQ(ask("DELETE /api/v1/session/passkeys/" + to_base64url(desk.credential_id), cookie).status, 204);
  EXPECT_EQ(shows(desk).status, 401);
  EXPECT_EQ(shows(other).status, 201);
}

TEST_F(PasskeySessionTest, the_last_second_factor_stays) {
  const auto cookie = enrol("ann", desk);
  EXPECT_EQ(ask("DELETE /api/v1/session/passkeys/" + to_base64url(desk.credential_id), cookie).status, 409);
  EXPECT_EQ(ask("DELETE /api/v1/session/passkeys/" + to_base64url("nobody's"), cookie).status, 404);
  EXPECT_EQ(shows(desk).status, 201);
}

TEST_F(PasskeySessionTest, a_passkey_is_of_one_administrator) {
  enrol("ann", desk);
  const auto cookie = by_password("bob");
  EXPECT_EQ(adds(desk, cookie, own_challenge(cookie)).status, 409);
  EXPECT_EQ(adds(other, cookie, own_challenge(cookie)).status, 200);
}

TEST_F(PasskeySessionTest, a_new_passkey_answers_a_challenge_of_its_own_session) {
  const auto cookie = by_password("ann"), stranger = by_password("bob");
  EXPECT_EQ(adds(desk, cookie, own_challenge(stranger)).status, 403);
  EXPECT_EQ(adds(desk, cookie, login_challenge()).status, 403);
  const auto challenge = own_challenge(cookie);
  EXPECT_EQ(adds(desk, cookie, challenge).status, 200);
  EXPECT_EQ(adds(other, cookie, challenge).status, 403) << "taken";
}

TEST_F(PasskeySessionTest, what_is_no_base64url_is_told_so_and_changes_nothing) {
  auto body = signs(desk, login_challenge());
  body["signature"] = "+/==";
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, body).status, 400);
}

TEST_F(PasskeySessionTest, a_reset_on_the_servers_own_shell_takes_passkeys_away_as_well) {
  const auto cookie = enrol("ann", desk);
  at.must("admin.reset-2fa", {{"name", "ann"}});
  EXPECT_EQ(shows(desk).status, 401);
  EXPECT_EQ(ask("GET /api/v1/session", cookie).status, 401);
}

class UserPasskeyTest : public PasskeySessionTest {
 protected:
  UserPasskeyTest() {
    at.must("domain.create", {{"name", "home.test"}});
    for (const auto* person : {"ann@home.test", "bob@home.test"})
      at.must("account.create", {{"address", person}, {"password", kSecret}});
  }
  ApiAnswer password(const std::string& code = {}, const std::string& who = "ann@home.test") {
    return log_in(who, kSecret, code);
  }
  ApiAnswer makes(Authenticator& key, const std::string& cookie) { return adds(key, cookie, own_challenge(cookie)); }
  std::string id_of(const Authenticator& key) { return "DELETE /api/v1/session/passkeys/" + to_base64url(key.credential_id); }
  json::object factor() { return at.must("second-factor.show", {{"address", "ann@home.test"}}).as_object(); }

  const std::string kSecret = "gravel-Lantern-pickle-sonnet-77";
};

TEST_F(UserPasskeyTest, H13_a_passkey_is_a_second_factor_and_comes_with_recovery_codes) {
  const auto made = makes(desk, cookie_of(password()));
  ASSERT_EQ(made.status, 200) << made.body;
  const auto codes = made.value().at("recovery_codes").as_array();
  EXPECT_EQ(codes.size(), 10u);
  EXPECT_EQ(factor().at("second_factor"), true);
  EXPECT_EQ(factor().at("app"), false);
  EXPECT_EQ(at.must("account.show", {{"address", "ann@home.test"}}).at("second_factor"), true)
      << "mail programs need their own";
  for (const char* code : {"", "000000"}) EXPECT_EQ(password(code).status, 401);
  EXPECT_EQ(password(std::string(codes[0].as_string())).status, 201);
  EXPECT_EQ(password(std::string(codes[0].as_string())).status, 401) << "once";
  const auto in = shows(desk);
  ASSERT_EQ(in.status, 201) << in.body;
  EXPECT_EQ(in.value().at("account"), "ann@home.test");
  EXPECT_EQ(in.value().at("proven"), true);
  EXPECT_EQ(ask("GET /api/v1/session/passkeys", cookie_of(in)).value().as_array().size(), 1u);
  EXPECT_EQ(makes(other, cookie_of(in)).value().at("recovery_codes").as_array().size(), 0u) << "those that are left hold";
}

TEST_F(UserPasskeyTest, a_passkey_is_one_accounts_and_its_challenge_good_once) {
  const auto ann = cookie_of(password()), bob = cookie_of(password("", "bob@home.test"));
  ASSERT_EQ(makes(desk, ann).status, 200);
  EXPECT_EQ(makes(desk, bob).status, 409) << "known already";
  EXPECT_EQ(adds(other, bob, own_challenge(ann)).status, 403) << "another session's challenge";
  EXPECT_EQ(ask("POST /api/v1/session/proof-by-passkey", bob, signs(desk, own_challenge(bob))).status, 403) << "not his";
  const auto said = signs(desk, login_challenge());
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, said).status, 201);
  EXPECT_EQ(ask("POST /api/v1/session/by-passkey", kOwnPage, said).status, 401) << "replayed";
  at.must("account.update", {{"address", "ann@home.test"}, {"disable", true}});
  EXPECT_EQ(shows(desk).status, 401);
}

TEST_F(UserPasskeyTest, H07_by_a_passkey_too_he_comes_to_a_new_password_first_when_his_is_over) {
  ASSERT_EQ(makes(desk, cookie_of(password())).status, 200);
  at.must("password.expire", {{"address", "ann@home.test"}});
  const auto in = shows(desk);
  EXPECT_EQ(in.value().at("to_set_password"), true);
  EXPECT_EQ(ask("GET /api/v1/session/passkeys", cookie_of(in)).value().at("kind"), "password-expired");
  const auto done = ask("PUT /api/v1/session/own-password", cookie_of(in), json::object{{"password", kSecret + "-new"}});
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(ask("GET /api/v1/session/passkeys", cookie_of(done)).status, 200);
}

TEST_F(UserPasskeyTest, H13_who_must_have_a_second_factor_and_has_none_sets_up_a_passkey) {
  at.must("domain.update", {{"name", "home.test"}, {"second_factor", "forced"}});
  const auto in = password();
  EXPECT_EQ(in.value().at("to_enrol"), true);
  const auto cookie = cookie_of(in);
  EXPECT_EQ(ask("GET /api/v1/session/passkeys", cookie).value().at("kind"), "second-factor-missing");
  const auto made = makes(desk, cookie);
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_EQ(made.value().at("recovery_codes").as_array().size(), 10u);
  EXPECT_EQ(ask("GET /api/v1/session", cookie).value().at("to_enrol"), false);
  EXPECT_EQ(ask("GET /api/v1/session/passkeys", cookie).value().as_array().size(), 1u);
  EXPECT_EQ(password().status, 401);
  EXPECT_EQ(shows(desk).value().at("to_enrol"), false);
}

TEST_F(UserPasskeyTest, who_finds_an_open_browser_adds_none_and_a_passkey_proves_again) {
  auto cookie = cookie_of(password());
  ASSERT_EQ(makes(desk, cookie).status, 200);
  at.time.pass(std::chrono::minutes(16));
  EXPECT_EQ(makes(other, cookie).value().at("kind"), "second-factor-not-proven");
  EXPECT_EQ(ask(id_of(desk), cookie).value().at("kind"), "second-factor-not-proven");
  EXPECT_EQ(ask("POST /api/v1/session/proof-by-passkey", cookie, signs(desk, own_challenge(cookie))).status, 204);
  EXPECT_EQ(makes(other, cookie).status, 200);
  EXPECT_EQ(ask(id_of(desk), cookie).status, 204);
  EXPECT_EQ(shows(desk).status, 401);
  EXPECT_EQ(shows(other).status, 201);
}

TEST_F(UserPasskeyTest, the_last_one_goes_where_nobody_has_to_have_one_and_all_go_at_containment) {
  const auto cookie = cookie_of(password());
  ASSERT_EQ(makes(desk, cookie).status, 200);
  at.must("domain.update", {{"name", "home.test"}, {"second_factor", "forced"}});
  EXPECT_EQ(ask(id_of(desk), cookie).status, 409);
  at.must("domain.update", {{"name", "home.test"}, {"second_factor", "enabled"}});
  EXPECT_EQ(ask(id_of(desk), cookie).status, 204);
  EXPECT_EQ(factor().at("second_factor"), false);
  EXPECT_EQ(factor().at("recovery_codes_left"), 0);
  EXPECT_EQ(password().status, 201) << "the password alone again";
  ASSERT_EQ(makes(desk, cookie).status, 200);
  EXPECT_EQ(at.must("account.contain", {{"address", "ann@home.test"}, {"reason", "stolen"}}).at("keys"), 1);
  at.must("account.recover", {{"address", "ann@home.test"}, {"password", kSecret + "-new"}});
  EXPECT_EQ(shows(desk).status, 401) << "a stranger may have made it";
}

}  // namespace
}  // namespace postern::api
