// Service accounts: where they log in, what opens to them, and how much they send.   H08
#include "auth/service_account.h"

#include <gtest/gtest.h>

#include "support/login_world.h"

namespace postern::auth {
namespace {

using events::Service;

class ServiceAccountTest : public LoginWorld {
 protected:
  void SetUp() override {
    LoginWorld::SetUp();
    form_ =
        run(directory_->create_account({.address = address::parse_mailbox("form@home.test", address::Charset::ascii).value(),
                                        .policy_exempt = true,
                                        .service = scope()}))
            .value();
    set_password(form_, "right horse", true);
    service_ = Service::submission;
  }
  directory::ServiceScope scope() {
    return {.senders = {{home_}}, .networks = {"192.0.2.0/24"}, .hourly = 10, .expires = time_.now() + std::chrono::hours(24)};
  }
  AccountId form_;
};

TEST_F(ServiceAccountTest, H08_logs_in_to_send_and_for_nothing_else) {
  restart({.offer_scram = true, .default_domain = {}});
  for (const auto service : {Service::submission, Service::smtp, Service::imap, Service::pop3, Service::sieve, Service::web}) {
    service_ = service;
    const bool sends = service == Service::submission || service == Service::smtp;
    const auto in = login("form@home.test", "right horse");
    EXPECT_EQ(in.has_value(), sends) << events::name(service);
    if (!in) refused(in, Cause::not_permitted);
    EXPECT_EQ(scram("form@home.test", "right horse").has_value(), sends) << events::name(service);
  }
  service_ = Service::imap;
  const auto app = add_app_password(form_, {.services = {Service::imap, Service::submission}});
  refused(login("form@home.test", app), Cause::not_permitted);
}

TEST_F(ServiceAccountTest, logs_in_from_its_networks_and_until_its_end) {
  const auto in = login("form@home.test", "right horse");
  ASSERT_TRUE(in);
  EXPECT_TRUE(authenticator_->still_holds(*in));
  ip_ = "192.0.3.1";
  refused(login("form@home.test", "right horse"), Cause::not_permitted);
  refused(login("form@home.test", "wrong"), Cause::wrong_password);
  const auto app = add_app_password(form_, {.services = {Service::submission}});
  refused(login("form@home.test", app), Cause::not_permitted);
  ip_ = "192.0.2.9";
  EXPECT_TRUE(login("form@home.test", app));
  time_.pass(std::chrono::hours(24));
  refused(login("form@home.test", "right horse"), Cause::password_expired);
  EXPECT_FALSE(authenticator_->still_holds(*in)) << "a session that is open ends";
}

TEST_F(ServiceAccountTest, works_where_everybody_needs_a_second_factor) {
  restart({.second_factor = directory::SecondFactorMode::forced, .default_domain = {}});
  refused(login("u1@home.test", "right horse"), Cause::second_factor);
  EXPECT_TRUE(login("form@home.test", "right horse"));
}

TEST_F(ServiceAccountTest, its_last_use_is_written) {
  ASSERT_TRUE(login("u1@home.test", "right horse"));
  EXPECT_TRUE(run(directory_->app_password_uses(u1_))->empty()) << "of people it is not";
  ASSERT_TRUE(login("form@home.test", "right horse"));
  const auto use = run(directory_->app_password_uses(form_))->at(0);
  EXPECT_EQ(use.number, 0u);
  EXPECT_EQ(use.at, time_.now());
}

}  // namespace
}  // namespace postern::auth
