// Bearer tokens (RFC 6750): where they open, by which mechanisms, what a client is told, and what becomes of a stolen one (RFC 9700).
#include "auth/bearer_token.h"

#include <gtest/gtest.h>

#include "auth/sasl_oauth.h"
#include "support/login_world.h"

namespace postern::auth {
namespace {

using events::Service;
using namespace std::chrono_literals;

class BearerTokenTest : public LoginWorld {
 protected:
  void SetUp() override {
    LoginWorld::SetUp();
    time_.pass(system_time().now() - time_.now());  // the directory has that clock, and makes room where a token's life is over
    restart({.offer_oauth = true, .default_domain = {}});
  }
  TokenPair grant(AccountId id, directory::AppPassword scope = {.services = {Service::imap, Service::submission}}) {
    scope.label = "phone";
    auto made = tokens_.make(system_random(), id, std::move(scope), {}, time_.now());
    EXPECT_TRUE(run(directory_->add_app_password(id, made.record)));
    return std::move(made.pair);
  }
  Result<TokenPair> renewed(const Secret& refresh) {
    return run(renew(*directory_, tokens_, system_random(), Secret(std::string(refresh.reveal())), {}, time_.now()));
  }
  // The outcome; a refusal has been told in JSON before.
  Result<Answer> bearer(std::string name, std::string_view token, std::string_view mechanism = "OAUTHBEARER") {
    auto exchange = authenticator_->begin(mechanism, peer());
    if (!exchange) return pass_on(exchange);
    const auto header = mechanism == "XOAUTH2" ? "user=" + name : "n," + (name.empty() ? "" : "a=" + name) + ",";
    auto answer = run((*exchange)->start(header + "\1auth=Bearer " + std::string(token) + "\1\1"));
    if (!answer || !std::holds_alternative<Challenge>(*answer)) return answer;
    EXPECT_EQ(std::get<Challenge>(*answer).text, kTokenRefused);
    const auto recorded = security_.list.size();
    auto ended = run((*exchange)->step("\1"));
    EXPECT_EQ(security_.list.size(), recorded) << "it was recorded when the token was refused, and not again";
    EXPECT_FALSE(run((*exchange)->step("\1"))) << "nothing follows the end";
    return ended;
  }
  void no(const Result<Answer>& answer, Cause cause) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Failure::denied);
    EXPECT_EQ(answer.error().text, "Authentication failed") << "as every other login";
    EXPECT_EQ(security_.list.back().cause, cause);
  }

  BearerTokens tokens_{sealer_};
};

TEST_F(BearerTokenTest, an_access_token_opens_by_both_mechanisms_without_a_hash_and_its_sessions_end_with_it) {
  const auto pair = grant(u1_);
  for (const auto* mechanism : {"OAUTHBEARER", "XOAUTH2"}) {
    const auto in = bearer("u1@home.test", pair.access.reveal(), mechanism);
    ASSERT_TRUE(in) << mechanism;
    EXPECT_EQ(std::get<Identity>(*in).account, u1_);
    EXPECT_EQ(std::get<Identity>(*in).app_password, 1u);
  }
  EXPECT_TRUE(bearer("", pair.access.reveal())) << "a token says whose it is";
  EXPECT_EQ(hasher_.verified, 0);
  const auto in = std::get<Identity>(bearer("", pair.access.reveal()).value());
  EXPECT_TRUE(authenticator_->still_holds(in));
  time_.pass(1h);
  EXPECT_FALSE(authenticator_->still_holds(in));
  no(bearer("u1@home.test", pair.access.reveal()), Cause::password_expired);
}

TEST_F(BearerTokenTest, opens_its_own_account_and_services_only) {
  const auto pair = grant(u1_);
  no(bearer("u2@home.test", pair.access.reveal()), Cause::application_password);
  no(bearer("nobody@home.test", pair.access.reveal()), Cause::unknown_account);
  no(bearer("u1@home.test", pair.refresh.reveal()), Cause::application_password);
  no(bearer("u1@home.test", "1-00"), Cause::application_password);
  no(bearer("", "x"), Cause::unknown_account);
  service_ = Service::pop3;
  no(bearer("u1@home.test", pair.access.reveal()), Cause::not_permitted);
  service_ = Service::imap;
  gate_.address_is_welcome = false;
  no(bearer("u1@home.test", pair.access.reveal()), Cause::blocked);
  gate_.address_is_welcome = true;
  disable(u1_);
  no(bearer("u1@home.test", pair.access.reveal()), Cause::account_disabled);
}

TEST_F(BearerTokenTest, is_no_password_and_no_password_is_one) {
  const auto pair = grant(u1_);
  const auto app = add_app_password(u1_, {.services = {Service::imap}});
  refused(login("u1@home.test", std::string(pair.access.reveal())), Cause::wrong_password);
  no(bearer("u1@home.test", app), Cause::application_password);
  no(bearer("u1@home.test", "right-horse"), Cause::application_password);
  EXPECT_TRUE(login("u1@home.test", app));
  restart({.offer_scram = true, .default_domain = {}});
  EXPECT_TRUE(scram("u1@home.test", app)) << "a token beside it does not hide the salt";
}

TEST_F(BearerTokenTest, opens_where_a_second_factor_is_asked_for) {
  restart({.offer_oauth = true, .second_factor = directory::SecondFactorMode::forced, .default_domain = {}});
  refused(login("u1@home.test", "right horse"), Cause::second_factor);
  EXPECT_TRUE(bearer("u1@home.test", grant(u1_).access.reveal()));
}

TEST_F(BearerTokenTest, is_offered_over_tls_where_it_is_on) {
  const auto offers = [&](bool tls) { return std::ranges::count(authenticator_->mechanisms(peer(tls)), "OAUTHBEARER"); };
  EXPECT_EQ(offers(true), 1);
  restart({.offer_oauth = true, .allow_cleartext_login = true, .default_domain = {}});
  EXPECT_EQ(offers(false), 0) << "a token in the clear is anybody's";
  EXPECT_EQ(offers(true), 1);
  restart({});
  EXPECT_EQ(offers(true), 0);
  EXPECT_FALSE(authenticator_->begin("XOAUTH2", peer()));
}

TEST_F(BearerTokenTest, a_refresh_token_gives_one_new_pair_and_the_old_one_ends) {
  const auto first = grant(u1_);
  const auto second = renewed(first.refresh);
  ASSERT_TRUE(second);
  no(bearer("u1@home.test", first.access.reveal()), Cause::application_password);
  EXPECT_TRUE(bearer("u1@home.test", second->access.reveal()));
  time_.pass(30 * 24h - 1ms);
  const auto third = renewed(second->refresh);
  ASSERT_TRUE(third);
  EXPECT_TRUE(bearer("u1@home.test", third->access.reveal()));
  time_.pass(30 * 24h);
  EXPECT_EQ(renewed(third->refresh).error().kind, Failure::denied) << "its life is over";
}

TEST_F(BearerTokenTest, a_refresh_token_that_comes_again_takes_the_grant_away) {
  const auto first = grant(u1_), other = grant(u1_);
  const auto second = renewed(first.refresh).value();
  const auto third = renewed(second.refresh).value();
  EXPECT_EQ(renewed(first.refresh).error().kind, Failure::denied);
  no(bearer("u1@home.test", third.access.reveal()), Cause::application_password);
  EXPECT_FALSE(renewed(third.refresh)) << "neither of the two goes on";
  EXPECT_TRUE(bearer("u1@home.test", other.access.reveal())) << "another grant is left alone";
}

TEST_F(BearerTokenTest, what_is_no_refresh_token_changes_nothing) {
  const auto pair = grant(u1_);
  const std::string_view refresh = pair.refresh.reveal();
  for (const auto& wrong : {std::string(pair.access.reveal()), std::string(refresh.substr(1)),
                            "2" + std::string(refresh.substr(1)), std::string(), std::string("1-")})
    EXPECT_EQ(renewed(Secret(wrong)).error().kind, Failure::denied);
  EXPECT_TRUE(bearer("u1@home.test", pair.access.reveal()));
  disable(u1_);
  EXPECT_FALSE(renewed(pair.refresh));
}

}  // namespace
}  // namespace postern::auth
