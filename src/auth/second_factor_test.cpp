// Second factors: codes by the RFC, each taken once, and what the password alone still opens.   H10, H13
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "auth/sealed_records.h"
#include "auth/second_factors.h"
#include "auth/totp.h"
#include "support/login_world.h"

namespace postern::auth {
namespace {

using directory::SecondFactorMode;
using events::Service;
using namespace std::string_literals;

// RFC 6238 appendix B, its last six digits.
TEST(Totp, shows_the_codes_of_the_rfc) {
  const Secret seed(std::string("12345678901234567890"));
  const std::pair<std::int64_t, const char*> rows[] = {{59, "287082"},
                                                       {1'111'111'109, "081804"},
                                                       {1'111'111'111, "050471"},
                                                       {1'234'567'890, "005924"},
                                                       {2'000'000'000, "279037"}};
  for (const auto& [seconds, code] : rows) EXPECT_EQ(totp_code(seed, totp_step({seconds * 1000})), code);
}

// RFC 4226 appendix D
TEST(Totp, counts_as_hotp_does) {
  const Secret seed(std::string("12345678901234567890"));
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"};
  for (std::uint64_t n = 0; n < 10; ++n) EXPECT_EQ(totp_code(seed, n), codes[n]);
}

TEST(Totp, is_taken_one_step_early_or_late_and_never_again) {
  const Secret seed(std::string(kTotpSeedSize, 's'));
  const Time now{1'000'000'000};
  const auto step = totp_step(now);
  for (const auto off : {-1, 0, 1})
    EXPECT_EQ(totp_match(seed, totp_code(seed, step + static_cast<std::uint64_t>(off)), now, 0),
              step + static_cast<std::uint64_t>(off));
  for (const auto off : {-2, 2})
    EXPECT_FALSE(totp_match(seed, totp_code(seed, step + static_cast<std::uint64_t>(off)), now, 0));
  EXPECT_FALSE(totp_match(seed, totp_code(seed, step), now, step));
  EXPECT_FALSE(totp_match(seed, totp_code(seed, step - 1), now, step)) << "older than one that was taken";
  EXPECT_TRUE(totp_match(seed, totp_code(seed, step + 1), now, step));
  EXPECT_FALSE(totp_match(seed, "", now, 0));
}

// RFC 4648 §10
TEST(Totp, gives_its_seed_in_the_forms_that_apps_read) {
  EXPECT_EQ(to_base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(to_base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(totp_uri(Secret(std::string("foobar")), "home.test", "ann+x@home.test"),
            "otpauth://totp/home.test:ann%2Bx%40home.test?secret=MZXW6YTBOI&issuer=home.test");
}

class SecondFactorsTest : public testing::Test {
 protected:
  Result<std::vector<Secret>> enrol(directory::SecondFactor& f, const std::string& owner = "ann") {
    seed_ = factors_.begin(f, owner).value();
    return factors_.prove(f, owner, code(), time_.now());
  }
  std::string code() { return totp_code(seed_, totp_step(time_.now())); }
  Result<void> take(directory::SecondFactor& f, std::string_view typed, const std::string& owner = "ann") {
    return factors_.take(f, owner, typed, time_.now());
  }
  void next_code() { time_.pass(std::chrono::seconds(kTotpStepSeconds)); }

  Sealer sealer_{Secret(std::string(kSealingKeySize, 'k')), system_random()};
  SecondFactors factors_{sealer_, system_random()};
  test::ManualTime time_;
  Secret seed_;
};

TEST_F(SecondFactorsTest, is_on_only_once_a_code_was_shown) {
  directory::SecondFactor f;
  EXPECT_EQ(factors_.prove(f, "ann", "000000", time_.now()).error().kind, Failure::not_found);
  seed_ = factors_.begin(f, "ann").value();
  EXPECT_FALSE(f.on);
  EXPECT_EQ(take(f, code()).error().kind, Failure::not_found);
  EXPECT_EQ(factors_.prove(f, "ann", code() == "000000" ? "000001" : "000000", time_.now()).error().kind, Failure::denied);
  EXPECT_FALSE(f.on);
  const auto codes = factors_.prove(f, "ann", code(), time_.now());
  ASSERT_TRUE(codes);
  EXPECT_TRUE(f.on);
  EXPECT_EQ(codes->size(), 10u);
  EXPECT_EQ(factors_.begin(f, "ann").error().kind, Failure::exists) << "it is not replaced by the way";
}

TEST_F(SecondFactorsTest, takes_each_code_once_also_the_one_that_turned_it_on) {
  directory::SecondFactor f;
  ASSERT_TRUE(enrol(f));
  EXPECT_EQ(take(f, code()).error().kind, Failure::denied);
  next_code();
  EXPECT_TRUE(take(f, code().insert(3, " ")));
  EXPECT_EQ(take(f, code()).error().kind, Failure::denied);
  const auto again = directory::decode_second_factor(encode(f)).value();
  f = again;
  EXPECT_EQ(take(f, code()).error().kind, Failure::denied) << "after a restart neither";
}

TEST_F(SecondFactorsTest, takes_each_recovery_code_once_and_renews_them) {
  directory::SecondFactor f;
  const auto codes = enrol(f).value();
  EXPECT_TRUE(take(f, codes[3].reveal()));
  EXPECT_EQ(take(f, codes[3].reveal()).error().kind, Failure::denied);
  EXPECT_EQ(f.recovery.size(), 9u);
  EXPECT_EQ(take(f, "abcde-fghjk").error().kind, Failure::denied);
  const auto fresh = factors_.renew_recovery(f, "ann").value();
  EXPECT_EQ(take(f, codes[4].reveal()).error().kind, Failure::denied);
  EXPECT_TRUE(take(f, to_upper(fresh[0].reveal())));
}

TEST_F(SecondFactorsTest, is_nobody_elses) {
  directory::SecondFactor f;
  const auto codes = enrol(f).value();
  next_code();
  EXPECT_FALSE(take(f, code(), "bob"));
  EXPECT_FALSE(take(f, codes[0].reveal(), "bob"));
  EXPECT_TRUE(take(f, code()));
}

class SecondFactorLogin : public LoginWorld {
 protected:
  void set_factor(bool on) {
    ASSERT_TRUE(run(directory_->change_second_factor(u1_, [on](directory::SecondFactor& f) -> Result<void> {
      f = {.totp = on ? "sealed" : "", .on = on, .recovery = {}};
      return {};
    })));
  }
  void set_domain(SecondFactorMode mode) {
    ASSERT_TRUE(run(directory_->update_domain(home_, [mode](directory::Domain& d) -> Result<void> {
      d.settings.second_factor = mode;
      return {};
    })));
  }
  void set_server(SecondFactorMode mode) {
    restart({.offer_scram = true, .offer_oauth = true, .second_factor = mode, .default_domain = {}});
  }
  Result<Answer> by_token(std::string_view mechanism, const std::string& token) {
    auto exchange = authenticator_->begin(mechanism, peer());
    const std::string header = mechanism == "XOAUTH2" ? "user=u1@home.test" : "n,a=u1@home.test,";
    auto answer = run((*exchange)->start(header + "\1auth=Bearer " + token + "\1\1"));
    if (answer && std::holds_alternative<Challenge>(*answer)) answer = run((*exchange)->step("\1"));
    return answer;
  }
  Result<Answer> by(std::string_view mechanism, const std::string& password) {
    if (mechanism.starts_with("SCRAM")) return scram("u1@home.test", password, mechanism.ends_with("PLUS"));
    auto exchange = authenticator_->begin(mechanism, peer());
    if (mechanism == "PLAIN") return run((*exchange)->start("\0u1@home.test\0"s + password));
    auto prompt = run((*exchange)->start("u1@home.test"));
    return run((*exchange)->step(password));
  }
};

// Protocol x mechanism x state of the second factor x credential.
TEST_F(SecondFactorLogin, matrix_of_what_the_password_alone_opens) {
  set_server(SecondFactorMode::enabled);
  set_password(u1_, "right horse", true);
  const auto app =
      add_app_password(u1_, {.services = {Service::submission, Service::imap, Service::pop3, Service::sieve, Service::web}});
  directory::AppPassword scope{.label = "token",
                               .services = {Service::submission, Service::imap, Service::pop3, Service::sieve, Service::web}};
  const auto made = BearerTokens(sealer_).make(system_random(), u1_, scope, {}, time_.now());
  ASSERT_TRUE(run(directory_->add_app_password(u1_, made.record)));
  const std::string token(made.pair.access.reveal());
  struct Row {
    SecondFactorMode server, domain;
    bool has;
    bool opens;
  };
  using enum SecondFactorMode;
  const Row rows[] = {{disabled, disabled, false, true}, {disabled, disabled, true, true}, {disabled, enabled, false, true},
                      {disabled, enabled, true, false},  {enabled, enabled, false, true},  {enabled, enabled, true, false},
                      {enabled, disabled, true, false},  {enabled, forced, false, false},  {enabled, forced, true, false},
                      {forced, enabled, false, false},   {forced, disabled, true, false}};
  for (const auto& row : rows) {
    set_factor(row.has);
    set_domain(row.domain);
    set_server(row.server);
    for (const auto service :
         {Service::smtp, Service::submission, Service::imap, Service::pop3, Service::sieve, Service::web}) {
      service_ = service;
      for (const char* mechanism : {"OAUTHBEARER", "XOAUTH2"}) {
        EXPECT_TRUE(by_token(mechanism, token)) << mechanism << " " << events::name(service);
        EXPECT_EQ(security_.list.back().credential, 2u) << "told from a login by the password";
        EXPECT_FALSE(by_token(mechanism, app)) << mechanism << " " << events::name(service);
        EXPECT_FALSE(by_token(mechanism, "1-00")) << mechanism << " " << events::name(service);
      }
      for (const char* mechanism : {"PLAIN", "LOGIN", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"}) {
        const auto in = by(mechanism, "right horse");
        EXPECT_EQ(in.has_value(), row.opens) << mechanism << " " << events::name(service);
        EXPECT_EQ(security_.list.back().cause, row.opens ? Cause::none : Cause::second_factor);
        if (!in) EXPECT_EQ(in.error().text, "Authentication failed");
        if (in) EXPECT_EQ(security_.list.back().credential, 0u);
        EXPECT_TRUE(by(mechanism, app)) << mechanism << " " << events::name(service);
        EXPECT_EQ(security_.list.back().credential, 1u) << "told from a login by the password";
        EXPECT_FALSE(by(mechanism, "wrong horse"));
        EXPECT_EQ(security_.list.back().cause, Cause::wrong_password);
      }
      EXPECT_EQ(login("u1@home.test", "right horse").has_value(), row.opens) << "USER and PASS, LOGIN of IMAP";
    }
  }
}

// Where a page asks for both at once.
class PasswordAndCode : public SecondFactorLogin {
 protected:
  PasswordAndCode() { service_ = Service::web; }
  void enrol() {
    const SecondFactors factors(sealer_, system_random());
    ASSERT_TRUE(run(directory_->change_second_factor(u1_, [&](directory::SecondFactor& f) -> Result<void> {
      seed_ = factors.begin(f, second_factor_owner(u1_)).value();
      recovery_ = factors.prove(f, second_factor_owner(u1_), code(), time_.now()).value();
      return {};
    })));
    next_code();
  }
  [[nodiscard]] std::string code() const { return totp_code(seed_, totp_step(time_.now())); }
  void next_code() { time_.pass(std::chrono::seconds(30)); }
  Result<Identity> both(const std::string& password, const std::string& code, const std::string& name = "u1@home.test") {
    return run(authenticator_->password_and_code(peer(), name, Secret(password), code));
  }
  Secret seed_;
  std::vector<Secret> recovery_;
};

TEST_F(PasswordAndCode, H13_opens_by_the_password_alone_only_where_no_code_is_asked_for_or_to_set_one_up) {
  using enum SecondFactorMode;
  struct Row {
    SecondFactorMode server, domain;
    bool has, without_code, with_code;
  };
  constexpr Row kRows[] = {{disabled, disabled, false, true, true}, {enabled, enabled, false, true, true},
                           {enabled, forced, false, true, true},    {forced, disabled, false, true, true},
                           {disabled, disabled, true, true, true},  {enabled, disabled, true, false, true},
                           {enabled, forced, true, false, true},    {forced, enabled, true, false, true}};
  for (const auto& row : kRows) {
    if (row.has && recovery_.empty()) enrol();
    set_domain(row.domain);
    set_server(row.server);
    const auto alone = both("right horse", "");
    EXPECT_EQ(alone.has_value(), row.without_code);
    if (!alone) refused(alone, Cause::second_factor);
    const auto in = both("right horse", row.has ? code() : "123456");
    EXPECT_EQ(in.has_value(), row.with_code);
    const bool is_to_enrol = !row.has && std::max(row.server, row.domain) == forced;
    if (in) EXPECT_EQ(authenticator_->still_holds(*in), !is_to_enrol) << "with what it has shown";
    if (in) EXPECT_EQ(authenticator_->has_to_enrol(*in), is_to_enrol);
    next_code();
  }
}

TEST_F(PasswordAndCode, H13_who_must_have_one_and_has_none_is_let_in_to_enrol_for_as_long_as_that_is_so) {
  set_domain(SecondFactorMode::forced);
  refused(both("wrong horse", ""), Cause::wrong_password);
  refused(both("right horse", "", "nobody@home.test"), Cause::unknown_account);
  refused(login("u1@home.test", "right horse"), Cause::second_factor);
  const auto in = both("right horse", "").value();
  EXPECT_FALSE(in.by_code);
  EXPECT_TRUE(authenticator_->has_to_enrol(in));
  set_domain(SecondFactorMode::enabled);
  EXPECT_FALSE(authenticator_->has_to_enrol(in));
  EXPECT_TRUE(authenticator_->still_holds(in)) << "nobody has to any more";
  set_domain(SecondFactorMode::forced);
  auto by_program = in;
  by_program.app_password = 1;
  EXPECT_FALSE(authenticator_->has_to_enrol(by_program));
  enrol();
  EXPECT_FALSE(authenticator_->has_to_enrol(in)) << "this one has not shown it";
  EXPECT_FALSE(authenticator_->still_holds(in));
  set_factor(false);
  EXPECT_TRUE(authenticator_->has_to_enrol(in));
  set_password(u1_, "another horse");
  EXPECT_FALSE(authenticator_->has_to_enrol(in));
  const auto again = both("another horse", "").value();
  disable(u1_);
  EXPECT_FALSE(authenticator_->has_to_enrol(again));
}

TEST_F(PasswordAndCode, takes_each_code_once_and_only_behind_the_right_password) {
  enrol();
  refused(both("wrong horse", code()), Cause::wrong_password);
  refused(both("right horse", "000000"), Cause::second_factor);
  EXPECT_TRUE(both("right horse", code()));
  refused(both("right horse", code()), Cause::second_factor);
  const std::string way_back(recovery_[2].reveal());
  EXPECT_TRUE(both("right horse", way_back));
  refused(both("right horse", way_back), Cause::second_factor);
}

TEST_F(PasswordAndCode, a_wrong_code_in_a_session_is_recorded_like_one_at_a_login) {
  enrol();
  refused(both("right horse", "123123"), Cause::second_factor);
  const auto at_login = security_.list.back();
  Peer peer;
  peer.service = at_login.service;
  peer.ip = at_login.ip;
  executor_.run(authenticator_->wrong_code(peer, u1_, "123123"));
  const auto& in_session = security_.list.back();
  EXPECT_EQ(in_session.cause, Cause::second_factor);
  EXPECT_EQ(in_session.account, u1_);
  EXPECT_EQ(in_session.credential, at_login.credential) << "the same guess";
  EXPECT_EQ(security_.list.size(), 2u);
}

TEST_F(PasswordAndCode, the_same_wrong_code_is_another_guess_in_another_step) {
  enrol();
  const auto tag = [&](const std::string& code) {
    refused(both("right horse", code), Cause::second_factor);
    return security_.list.back().credential;
  };
  std::set<std::uint64_t> tags;
  for (int step = 0; step < 5; ++step, next_code()) {
    const auto first = tag("000000");
    EXPECT_EQ(tag("000000"), first) << "in one step it is one guess";
    tags.insert(first);
  }
  EXPECT_EQ(tags.size(), 5u);
  EXPECT_EQ(tag(""), 0u) << "nothing was guessed";
}

TEST_F(PasswordAndCode, nobody_gets_in_by_what_is_for_programs) {
  refused(both(add_app_password(u1_, {.services = {Service::imap, Service::web}}), ""), Cause::application_password);
  const directory::ServiceScope scope{.senders = {{home_}}, .networks = {}, .hourly = 1};
  const auto form =
      run(directory_->create_account(
              {.address = address::parse_mailbox("form@home.test", address::Charset::ascii).value(), .service = scope}))
          .value();
  set_password(form, "right horse");
  refused(both("right horse", "", "form@home.test"), Cause::not_permitted);
}

TEST_F(PasswordAndCode, every_refusal_costs_a_hash_and_is_held) {
  enrol();
  disable(u2_);
  for (const char* name : {"u1@home.test", "u2@home.test", "nobody@home.test", "x@elsewhere.test", "?"}) {
    hasher_.verified = 0;
    gate_.held = 0;
    EXPECT_EQ(both("wrong horse", "123456", name).error().text, "Authentication failed");
    EXPECT_EQ(hasher_.verified, 1) << name;
    EXPECT_EQ(gate_.held, 1) << name;
  }
  gate_.device_is_known = false;
  refused(both("right horse", code()), Cause::blocked);
  gate_.address_is_welcome = false;
  refused(both("right horse", code()), Cause::blocked);
}

TEST_F(SecondFactorLogin, a_refusal_costs_a_hash_and_the_same_password_again_can_be_told) {
  set_factor(true);
  hasher_.verified = 0;
  refused(login("u1@home.test", "right horse"), Cause::second_factor);
  refused(login("u1@home.test", "right horse"), Cause::second_factor);
  EXPECT_EQ(hasher_.verified, 2);
  const auto n = security_.list.size();
  EXPECT_NE(security_.list[n - 1].credential, 0u);
  EXPECT_EQ(security_.list[n - 1].credential, security_.list[n - 2].credential);
}

TEST_F(SecondFactorLogin, ends_the_sessions_of_the_password_alone) {
  const auto before = login("u1@home.test", "right horse").value();
  const auto app = login("u1@home.test", add_app_password(u1_, {.services = {Service::imap}})).value();
  set_factor(true);
  EXPECT_FALSE(authenticator_->still_holds(before));
  EXPECT_TRUE(authenticator_->still_holds(app));
  set_factor(false);
  EXPECT_TRUE(authenticator_->still_holds(before));
  set_domain(SecondFactorMode::forced);
  EXPECT_FALSE(authenticator_->still_holds(before));
  EXPECT_TRUE(authenticator_->still_holds(app));
}

// Two logins at once with one code: the record is changed in one commit.
TEST_F(SecondFactorLogin, one_code_is_taken_once_however_many_bring_it) {
  const SecondFactors factors(sealer_, system_random());
  const auto owner = second_factor_owner(u1_);
  Secret seed;
  ASSERT_TRUE(run(directory_->change_second_factor(u1_, [&](directory::SecondFactor& f) -> Result<void> {
    seed = factors.begin(f, owner).value();
    return factors.prove(f, owner, totp_code(seed, totp_step(time_.now())), time_.now()) ? Result<void>{}
                                                                                         : fail(Failure::denied, "");
  })));
  time_.pass(std::chrono::seconds(30));
  int taken = 0, ended = 0;
  for (int i = 0; i < 4; ++i)
    executor_.start(directory_->change_second_factor(u1_,
                                                     [&](directory::SecondFactor& f) {
                                                       return factors.take(f, owner, totp_code(seed, totp_step(time_.now())),
                                                                           time_.now());
                                                     }),
                    [&](const Result<void>& end) {
                      ++ended;
                      if (end) ++taken;
                    });
  executor_.run_until([&] { return ended == 4; });
  EXPECT_EQ(taken, 1);
}

}  // namespace
}  // namespace postern::auth
