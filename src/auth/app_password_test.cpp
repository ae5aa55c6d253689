// Application passwords: where they open, by every way in, and what the guard hears of them.   H13
#include "auth/app_password.h"

#include <gtest/gtest.h>

#include <set>

#include "support/login_world.h"

namespace postern::auth {
namespace {

using events::Service;
using namespace std::string_literals;

class AppPasswordTest : public LoginWorld {
 protected:
  static directory::AppPassword everywhere() { return {.services = {Service::submission, Service::imap, Service::pop3}}; }
  Result<Answer> exchange(std::string_view mechanism, std::vector<std::string> messages) {
    auto begun = authenticator_->begin(mechanism, peer());
    auto answer = run((*begun)->start(messages.front()));
    for (std::size_t i = 1; answer && i < messages.size(); ++i) answer = run((*begun)->step(messages[i]));
    return answer;
  }
  void remove(std::uint32_t number) { ASSERT_TRUE(run(directory_->remove_app_password(u1_, number))); }
};

TEST_F(AppPasswordTest, opens_by_every_mechanism_without_a_hash_and_the_main_password_goes_on_opening) {
  restart({.offer_scram = true, .default_domain = {}});
  set_password(u1_, "right horse", true);
  const auto password = add_app_password(u1_, everywhere());
  ASSERT_TRUE(login("u1@home.test", password));
  ASSERT_TRUE(exchange("PLAIN", {"\0u1@home.test\0"s + password}));
  ASSERT_TRUE(exchange("LOGIN", {"u1@home.test", password}));
  EXPECT_EQ(hasher_.verified, 0);
  const auto proven = scram("u1@home.test", password);
  ASSERT_TRUE(proven);
  EXPECT_EQ(std::get<Identity>(*proven).app_password, 1u);
  EXPECT_EQ(security_.list.back().cause, Cause::none);
  const auto own = scram("u1@home.test", "right horse");
  ASSERT_TRUE(own);
  EXPECT_EQ(std::get<Identity>(*own).app_password, 0u);
  EXPECT_FALSE(scram("u1@home.test", "wrong horse"));
  EXPECT_EQ(security_.list.back().cause, Cause::wrong_password);
  set_password(u1_, "another horse", true);
  EXPECT_TRUE(scram("u1@home.test", password)) << "a new password has the salt of the old one";
  EXPECT_TRUE(scram("u1@home.test", "another horse"));
}

TEST_F(AppPasswordTest, opens_by_scram_an_account_that_has_no_password_of_its_own) {
  restart({.offer_scram = true, .default_domain = {}});
  const auto first = add_app_password(u2_, everywhere());
  const auto second = add_app_password(u2_, everywhere());
  EXPECT_EQ(std::get<Identity>(scram("u2@home.test", first).value()).app_password, 1u);
  EXPECT_EQ(std::get<Identity>(scram("u2@home.test", second).value()).app_password, 2u);
  EXPECT_FALSE(scram("u1@home.test", first)) << "it is not the other account's";
}

TEST_F(AppPasswordTest, is_known_as_people_copy_it) {
  const auto password = add_app_password(u1_, everywhere());
  auto spaced = password, bare = password;
  std::ranges::replace(spaced, '-', ' ');
  std::erase(bare, '-');
  for (const auto& form : {spaced, bare, to_upper(password)}) EXPECT_TRUE(login("u1@home.test", form)) << form;
  refused(login("u2@home.test", password), Cause::application_password);
}

TEST_F(AppPasswordTest, opens_only_its_services_its_networks_and_until_its_end) {
  auto scope = everywhere();
  scope.services = {Service::submission};
  scope.networks = {"198.51.100.0/24", "2001:db8::/32"};
  scope.expires = time_.now() + std::chrono::hours(24);
  const auto password = add_app_password(u1_, scope);
  struct Row {
    Service service;
    const char* ip;
    Cause cause;
  };
  const Row rows[] = {{Service::submission, "198.51.100.9", Cause::none},
                      {Service::smtp, "2001:db8::1", Cause::none},  // a login on port 25 is one to send
                      {Service::submission, "198.51.101.9", Cause::not_permitted},
                      {Service::submission, "2001:db9::1", Cause::not_permitted},
                      {Service::imap, "198.51.100.9", Cause::not_permitted},
                      {Service::pop3, "198.51.100.9", Cause::not_permitted},
                      {Service::sieve, "198.51.100.9", Cause::not_permitted}};
  for (const auto& [service, ip, cause] : rows) {
    service_ = service;
    ip_ = ip;
    hasher_.verified = 0;
    const auto in = login("u1@home.test", password);
    EXPECT_EQ(in.has_value(), cause == Cause::none) << ip;
    if (!in) refused(in, cause);
    if (!in) EXPECT_NE(security_.list.back().credential, 0U) << "a device that tries again and again is no attack";
    EXPECT_EQ(hasher_.verified, in ? 0 : 1) << "a refusal costs what others cost";
  }
  service_ = Service::submission;
  ip_ = "198.51.100.9";
  time_.pass(std::chrono::hours(24));
  refused(login("u1@home.test", password), Cause::password_expired);
}

TEST_F(AppPasswordTest, that_does_not_open_here_gets_no_server_signature) {
  restart({.offer_scram = true, .default_domain = {}});
  auto scope = everywhere();
  scope.services = {Service::pop3};
  const auto password = add_app_password(u1_, scope);
  EXPECT_FALSE(scram("u1@home.test", password));  // at the proof: scram() would have seen "v="
  EXPECT_EQ(security_.list.back().cause, Cause::not_permitted);
}

TEST_F(AppPasswordTest, a_wrong_one_has_a_cause_of_its_own_and_costs_one_hash) {
  add_app_password(u1_, everywhere());
  hasher_.verified = 0;
  refused(login("u1@home.test", "abcd-efgh-jkmn-pqrs-tuvw"), Cause::application_password);
  refused(login("u1@home.test", "abcd-efgh-jkmn-pqrs-tuvw-"), Cause::application_password);
  refused(login("u1@home.test", "abcd-efgh-jkmn-pqrs-tuv0"), Cause::wrong_password);
  refused(login("nobody@home.test", "abcd-efgh-jkmn-pqrs-tuvw"), Cause::unknown_account);
  EXPECT_EQ(hasher_.verified, 4);
}

TEST_F(AppPasswordTest, gets_into_an_account_under_attack_and_not_in_from_a_blocked_address) {
  restart({.offer_scram = true, .default_domain = {}});
  set_password(u1_, "right horse", true);
  const auto password = add_app_password(u1_, everywhere());
  gate_.device_is_known = false;
  EXPECT_TRUE(login("u1@home.test", password));
  EXPECT_TRUE(scram("u1@home.test", password));
  EXPECT_FALSE(scram("u1@home.test", "right horse"));
  EXPECT_EQ(security_.list.back().cause, Cause::blocked);
  gate_.address_is_welcome = false;
  refused(login("u1@home.test", password), Cause::blocked);
  EXPECT_FALSE(scram("u1@home.test", password));
  EXPECT_EQ(security_.list.back().cause, Cause::blocked);
}

TEST_F(AppPasswordTest, does_not_open_a_disabled_account) {
  const auto password = add_app_password(u1_, everywhere());
  disable(u1_);
  refused(login("u1@home.test", password), Cause::account_disabled);
}

// H09. Whatever is shown there; what is open ends, and the rest stays open.
TEST_F(AppPasswordTest, a_service_that_is_closed_to_the_account_opens_by_no_key_of_it) {
  restart({.offer_scram = true, .default_domain = {}});
  set_password(u1_, "right horse", true);
  const auto password = add_app_password(u1_, everywhere());
  service_ = events::Service::imap;
  const auto by_own = login("u1@home.test", "right horse").value();
  const auto by_app = login("u1@home.test", password).value();
  service_ = events::Service::pop3;
  const auto elsewhere = login("u1@home.test", "right horse").value();

  close(u1_, {events::Service::imap, events::Service::submission});
  EXPECT_FALSE(authenticator_->still_holds(by_own));
  EXPECT_FALSE(authenticator_->still_holds(by_app));
  EXPECT_TRUE(authenticator_->still_holds(elsewhere));
  EXPECT_TRUE(login("u1@home.test", password));
  for (const auto closed : {events::Service::imap, events::Service::submission, events::Service::smtp}) {
    service_ = closed;
    refused(login("u1@home.test", "right horse"), Cause::not_permitted);
    EXPECT_NE(security_.list.back().credential, 0u) << "known by its tag: a program that goes on trying is no attack";
    refused(login("u1@home.test", password), Cause::not_permitted);
    refused(login("u1@home.test", "wrong"), Cause::wrong_password);
    EXPECT_FALSE(scram("u1@home.test", "right horse"));
    EXPECT_FALSE(scram("u1@home.test", password));
  }
  close(u1_, {});
  service_ = events::Service::imap;
  EXPECT_TRUE(login("u1@home.test", "right horse"));
}

TEST_F(AppPasswordTest, its_sessions_end_with_it_and_outlive_a_change_of_the_main_password) {
  auto scope = everywhere();
  scope.expires = time_.now() + std::chrono::hours(1);
  const auto first = login("u1@home.test", add_app_password(u1_, everywhere())).value();
  const auto second = login("u1@home.test", add_app_password(u1_, scope)).value();
  set_password(u1_, "another horse");
  EXPECT_TRUE(authenticator_->still_holds(first));
  EXPECT_TRUE(authenticator_->still_holds(second));
  remove(1);
  EXPECT_FALSE(authenticator_->still_holds(first));
  time_.pass(std::chrono::hours(1));
  EXPECT_FALSE(authenticator_->still_holds(second));
  const auto third = login("u1@home.test", add_app_password(u1_, everywhere())).value();
  EXPECT_EQ(third.app_password, 3u) << "a number is never used twice";
  disable(u1_);
  EXPECT_FALSE(authenticator_->still_holds(third));
}

TEST_F(AppPasswordTest, says_who_may_only_read) {
  auto scope = everywhere();
  scope.services = {Service::imap};
  scope.read_only = true;
  EXPECT_TRUE(login("u1@home.test", add_app_password(u1_, scope))->read_only);
  EXPECT_FALSE(login("u1@home.test", "right horse")->read_only);
}

TEST_F(AppPasswordTest, its_last_use_is_written_once_an_hour) {
  const auto password = add_app_password(u1_, everywhere());
  EXPECT_TRUE(run(directory_->app_password_uses(u1_))->empty());
  const auto first = time_.now();
  const auto last = [&] { return run(directory_->app_password_uses(u1_))->at(0); };
  ASSERT_TRUE(login("u1@home.test", password));
  EXPECT_EQ(last().at, first);
  EXPECT_EQ(IpAddress{last().ip}.text(), "192.0.2.7");
  time_.pass(std::chrono::minutes(59));
  ASSERT_TRUE(login("u1@home.test", password));
  EXPECT_EQ(last().at, first);
  time_.pass(std::chrono::minutes(1));
  ip_ = "192.0.2.8";
  ASSERT_TRUE(login("u1@home.test", password));
  EXPECT_EQ(last().at, time_.now());
  EXPECT_EQ(IpAddress{last().ip}.text(), "192.0.2.8");
  remove(1);
  EXPECT_TRUE(run(directory_->app_password_uses(u1_))->empty());
}

TEST_F(AppPasswordTest, what_is_made_is_random_and_its_scope_is_checked) {
  std::set<std::string> seen;
  for (int i = 0; i < 5; ++i) {
    const auto password = add_app_password(u1_, everywhere());
    EXPECT_TRUE(has_form_of_app_password(password)) << password;
    EXPECT_EQ(password.size(), 24u);
    EXPECT_TRUE(seen.insert(password).second);
  }
  const auto refused_scope = [&](auto change) {
    auto scope = everywhere();
    change(scope);
    return run(make_app_password(pool_, system_random(), sealer_, u1_, "salt", scope)).error().kind;
  };
  EXPECT_EQ(refused_scope([](auto& s) { s.services.clear(); }), Failure::invalid);
  EXPECT_EQ(refused_scope([](auto& s) { s.networks = {"192.0.2.1/24"}; }), Failure::invalid);
  EXPECT_EQ(refused_scope([](auto& s) { s.read_only = true; }), Failure::invalid) << "and could send";
}

// The folder stolen, the key file not: nothing in it tells whether a guess is right.
TEST_F(AppPasswordTest, its_tag_means_nothing_without_the_sealing_key_and_to_another_account) {
  const auto password = add_app_password(u1_, everywhere());
  const auto all = directory_->snapshot()->app_passwords(u1_);
  EXPECT_NE(AppPasswordTags(sealer_).find(*all, password), nullptr);
  const Sealer another(Secret(std::string(kSealingKeySize, 'x')), system_random());
  EXPECT_EQ(AppPasswordTags(another).find(*all, password), nullptr);
  auto moved = *all;
  moved.account = u2_;
  EXPECT_EQ(AppPasswordTags(sealer_).find(moved, password), nullptr);
}

}  // namespace
}  // namespace postern::auth
