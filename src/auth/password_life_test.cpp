// The life of a password: history, expiry, grace, and weak ones that are met at a login.   H07
#include "auth/password_life.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/login_world.h"

namespace postern::auth {
namespace {

using events::Service;

class PasswordLifeTest : public LoginWorld {
 protected:
  void policy(PasswordPolicy wanted) {
    authenticator_.emplace(
        Authenticator::Ports{*directory_, sealer_, pool_, hasher_, system_random(), time_, log_, security_, gate_},
        config::Live<Settings>(Settings{.offer_scram = true, .default_domain = {}}),
        config::Live<PasswordPolicy>(std::move(wanted)));
    hasher_.verified = 0;
  }
  std::shared_ptr<const directory::Account> u1() const { return directory_->snapshot()->account(u1_); }
  void set_u1(const std::function<void(directory::Account&)>& how) {
    ASSERT_TRUE(run(directory_->update_account(u1_, [&](directory::Account& a) -> Result<void> {
      how(a);
      return {};
    })));
  }
  Result<Identity> login_at(Service service, const std::string& password = "right horse") {
    service_ = service;
    return login("u1@home.test", password);
  }
  // The directory's clock is the machine's: time goes from when the password was set.
  void pass_until(Time then) { time_.pass(then - time_.now()); }
};

TEST_F(PasswordLifeTest, H07_sending_stops_when_the_grace_is_over_and_reading_goes_on) {
  policy({.expires_after = 90, .grace = 14, .also_forbidden = {}});
  const auto app = add_app_password(u1_, {.services = {Service::submission, Service::imap}});
  const auto life = life_of({.expires_after = 90, .grace = 14, .also_forbidden = {}}, *directory_->snapshot(), *u1());
  EXPECT_EQ(life.expires, u1()->password_changed + std::chrono::days(90));
  EXPECT_EQ(life.sending_stops, u1()->password_changed + std::chrono::days(104));
  pass_until(life.expires);
  EXPECT_TRUE(login_at(Service::submission)) << "there is grace";
  pass_until(life.sending_stops);
  for (const auto service : {Service::submission, Service::smtp}) {
    refused(login_at(service), Cause::password_expired);
    refused(login_at(service, app), Cause::password_expired);
    EXPECT_FALSE(scram("u1@home.test", app));
    EXPECT_EQ(security_.list.back().cause, Cause::password_expired);
    refused(login_at(service, "wrong horse"), Cause::wrong_password);
  }
  for (const auto service : {Service::imap, Service::pop3}) EXPECT_TRUE(login_at(service));
  EXPECT_TRUE(login_at(Service::imap, app));
  set_password(u1_, "right horse");
  pass_until(u1()->password_changed);
  EXPECT_TRUE(login_at(Service::submission)) << "a new password ends it";
}

TEST_F(PasswordLifeTest, H07_who_is_in_already_sends_no_longer_either) {
  policy({.expires_after = 90, .grace = 14, .also_forbidden = {}});
  const auto sending = login_at(Service::submission).value(), reading = login_at(Service::imap).value();
  const auto by_app = login_at(Service::submission, add_app_password(u1_, {.services = {Service::submission}})).value();
  const auto end = u1()->password_changed + std::chrono::days(104);
  pass_until(end + std::chrono::milliseconds(-1));
  for (const auto* who : {&sending, &reading, &by_app}) EXPECT_TRUE(authenticator_->still_holds(*who));
  pass_until(end);
  EXPECT_FALSE(authenticator_->still_holds(sending));
  EXPECT_FALSE(authenticator_->still_holds(by_app));
  EXPECT_TRUE(authenticator_->still_holds(reading));
}

TEST_F(PasswordLifeTest, H07_an_end_that_an_administrator_sets_holds_for_who_is_in) {
  policy({.grace = 0, .also_forbidden = {}});
  const auto sending = login_at(Service::submission).value();
  ASSERT_TRUE(run(directory_->expire_password(u1_, time_.now())));
  EXPECT_FALSE(authenticator_->still_holds(sending));
}

TEST_F(PasswordLifeTest, it_has_no_end_as_shipped_nor_for_the_exempt_unless_somebody_says_so) {
  EXPECT_EQ(life_of({}, *directory_->snapshot(), *u1()).expires.ms, 0);
  set_u1([](directory::Account& a) { a.policy_exempt = true; });
  EXPECT_EQ(life_of({.expires_after = 1, .also_forbidden = {}}, *directory_->snapshot(), *u1()).expires.ms, 0);
  const auto now = time_.now();
  ASSERT_TRUE(run(directory_->expire_password(u1_, now)));
  EXPECT_EQ(life_of({}, *directory_->snapshot(), *u1()).expires, now);
  EXPECT_EQ(life_of({.grace = 3, .also_forbidden = {}}, *directory_->snapshot(), *u1()).sending_stops,
            now + std::chrono::days(3));
  EXPECT_EQ(life_of({.expires_after = 9999, .also_forbidden = {}}, *directory_->snapshot(), *u1()).expires, now)
      << "the earlier end holds";
  set_password(u1_, "right horse");
  EXPECT_EQ(life_of({}, *directory_->snapshot(), *u1()).expires.ms, 0);
}

TEST_F(PasswordLifeTest, a_weak_password_that_is_met_at_a_login_is_noted_and_never_kept) {
  policy({});
  EXPECT_EQ(u1()->broken_rules, 0u);
  ASSERT_TRUE(login_at(Service::imap)) << "it opens all the same";
  const auto met = words_of(u1()->broken_rules);
  EXPECT_NE(std::ranges::find(met, "length"), met.end());
  EXPECT_EQ(std::ranges::find(met, "numbers"), met.end());
  const auto version = u1()->credential_version;
  ASSERT_TRUE(login_at(Service::pop3));
  EXPECT_EQ(u1()->credential_version, version) << "no session ends by it";
  set_password(u1_, "quartz-tumble-ledger-owl");
  EXPECT_EQ(u1()->broken_rules, 0u);
  ASSERT_TRUE(login_at(Service::imap, "quartz-tumble-ledger-owl"));
  EXPECT_EQ(u1()->broken_rules, 0u);
}

TEST_F(PasswordLifeTest, a_wrong_password_says_nothing_about_the_right_one) {
  policy({});
  EXPECT_FALSE(login_at(Service::imap, "weak"));
  EXPECT_EQ(u1()->broken_rules, 0u);
  set_u1([](directory::Account& a) { a.policy_exempt = true; });
  ASSERT_TRUE(login_at(Service::imap));
  EXPECT_EQ(u1()->broken_rules, 0u) << "an exempt account breaks none";
}

TEST_F(PasswordLifeTest, H07_one_of_the_last_passwords_is_not_taken_again) {
  const auto former = [&] {
    std::vector<Secret> out;
    const auto stored = run(directory_->credentials(u1_)).value();
    for (auto& phc : former_passwords(sealer_, u1_, stored).value()) out.push_back(std::move(phc));
    return out;
  };
  const auto take = [&](const std::string& password, std::size_t remember) {
    NewPassword wanted{.local_part = {}, .display_name = {}, .domain = {}, .policy = std::nullopt};
    wanted.former = former();
    auto prepared = run(prepare_password(pool_, hasher_, system_random(), Secret(password), std::move(wanted)));
    if (!prepared) return false;
    return run(directory_->set_credentials(u1_, seal(sealer_, u1_, *prepared), remember)).has_value();
  };
  EXPECT_FALSE(take("right horse", 2)) << "the present one";
  EXPECT_TRUE(take("second horse", 2));
  EXPECT_FALSE(take("right horse", 2));
  EXPECT_TRUE(take("third horse", 2));
  EXPECT_FALSE(take("right horse", 2));
  EXPECT_TRUE(take("fourth horse", 2));
  EXPECT_TRUE(take("right horse", 2)) << "two are remembered besides the present one";
  EXPECT_TRUE(take("fifth horse", 0));
  EXPECT_TRUE(take("right horse", 0)) << "nothing is remembered any more";
}

}  // namespace
}  // namespace postern::auth
