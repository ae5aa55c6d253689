// Forgotten passwords: one use, one life, one answer to all that is wrong, and what ends with them.   H20
#include "auth/password_reset.h"

#include <gtest/gtest.h>

#include "support/login_world.h"

namespace postern::auth {
namespace {

using events::Service;

class PasswordResetTest : public LoginWorld {
 protected:
  std::string token(AccountId id) {
    return std::string(run(make_reset_token(*directory_, sealer_, system_random(), time_.now(), std::chrono::minutes(15), id))
                           .value()
                           .reveal());
  }
  Result<void> use(std::string token, std::string password = "quartz-tumble-ledger") {
    PasswordResets resets({*directory_, sealer_, pool_, hasher_, system_random(), time_, security_, gate_},
                          config::Live<Settings>(settings_), config::Live<PasswordPolicy>());
    service_ = Service::web;
    return run(resets.use(peer(), std::move(token), Secret(std::move(password))));
  }
  void no(const Result<void>& done) {
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, Failure::denied);
    EXPECT_EQ(done.error().text, "This link does not hold any more: ask for a new one");
    EXPECT_EQ(security_.list.back().signal, events::Signal::password_reset) << "the guard counts it";
    EXPECT_FALSE(security_.list.back().account) << "who it is about is not known";
  }
  Settings settings_;
};

TEST_F(PasswordResetTest, H20_sets_a_password_once_and_ends_all_that_was_open) {
  const auto session = login("u1@home.test", "right horse").value();
  const auto app = add_app_password(u1_, {.services = {Service::imap}});
  const auto by_app = login("u1@home.test", app).value();
  const auto link = token(u1_);
  ASSERT_TRUE(use(link));
  EXPECT_FALSE(authenticator_->still_holds(session));
  EXPECT_FALSE(authenticator_->still_holds(by_app));
  service_ = Service::imap;
  EXPECT_TRUE(login("u1@home.test", "quartz-tumble-ledger"));
  refused(login("u1@home.test", "right horse"), Cause::wrong_password);
  refused(login("u1@home.test", app), Cause::application_password);
  EXPECT_TRUE(run(directory_->app_password_uses(u1_))->empty());
  no(use(link, "gravel-lantern-pickle"));
  EXPECT_EQ(add_app_password(u1_, {.services = {Service::imap}}).size(), 24u);
  EXPECT_EQ(directory_->snapshot()->app_passwords(u1_)->list[0].number, 2u) << "a number is never used twice";
}

TEST_F(PasswordResetTest, gives_one_answer_to_whatever_is_wrong_with_a_token) {
  const auto link = token(u1_);
  for (const std::string& wrong : {std::string(), std::string("-"), link.substr(1), link + "0", link.substr(0, link.size() - 1),
                                   "2" + link.substr(1), std::string("ffffffffffffffff-00"), std::string(100'000, 'a')})
    no(use(wrong));
  EXPECT_EQ(hasher_.verified, 0);
  gate_.address_is_welcome = false;
  no(use(link));
  gate_.address_is_welcome = true;
  const auto newer = token(u1_);
  no(use(link));
  time_.pass(std::chrono::minutes(15));
  no(use(newer));
  EXPECT_EQ(gate_.held, 11) << "every answer is held as those to logins are";
}

TEST_F(PasswordResetTest, a_password_that_breaks_the_policy_leaves_the_token_good) {
  const auto link = token(u1_);
  EXPECT_EQ(use(link, "short").error().kind, Failure::invalid);
  EXPECT_EQ(use(link, "right horse").error().kind, Failure::invalid);
  EXPECT_TRUE(use(link));
}

TEST_F(PasswordResetTest, ends_when_the_password_is_set_otherwise_or_the_account_is_out_of_use) {
  const auto before = token(u1_);
  set_password(u1_, "another horse");
  no(use(before));
  const auto link = token(u1_);
  disable(u1_);
  no(use(link));
  EXPECT_TRUE(run(directory_->delete_account(u1_)));
  no(use(link));
}

TEST_F(PasswordResetTest, gets_nobody_around_the_second_factor) {
  ASSERT_TRUE(run(directory_->change_second_factor(u1_, [](directory::SecondFactor& f) -> Result<void> {
    f.totp = "seed";
    f.on = true;
    return {};
  })));
  ASSERT_TRUE(use(token(u1_)));
  service_ = Service::imap;
  refused(login("u1@home.test", "quartz-tumble-ledger"), Cause::second_factor);
}

TEST_F(PasswordResetTest, is_not_for_machines_and_not_kept_as_it_is) {
  const directory::ServiceScope scope{.senders = {{home_}}, .networks = {}, .hourly = 1};
  const auto form =
      run(directory_->create_account(
              {.address = address::parse_mailbox("form@home.test", address::Charset::ascii).value(), .service = scope}))
          .value();
  EXPECT_EQ(
      run(make_reset_token(*directory_, sealer_, system_random(), time_.now(), std::chrono::minutes(1), form)).error().kind,
      Failure::invalid);
  const auto link = token(u1_);
  const auto kept = run(directory_->password_reset(u1_)).value();
  EXPECT_EQ(directory::encode(kept).find(link.substr(2)), std::string::npos);
}

}  // namespace
}  // namespace postern::auth
