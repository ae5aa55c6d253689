// Logins of every kind over a real directory, with a hasher that counts.
#include "auth/authenticator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <latch>

#include "support/login_world.h"

namespace postern::auth {
namespace {

using namespace std::string_literals;
using AuthenticatorTest = LoginWorld;

TEST_F(AuthenticatorTest, the_right_password_logs_in_under_every_spelling_of_the_address) {
  for (const char* name : {"u1@home.test", "U1@HOME.TEST", "u1@other.test"}) {
    const auto in = login(name, "right horse");
    ASSERT_TRUE(in) << name;
    EXPECT_EQ(in->account, u1_);
    EXPECT_EQ(in->address, "u1@home.test");
    EXPECT_EQ(in->credential_version, 1U);
  }
  EXPECT_EQ(log_.count(events::Event::login_succeeded), 3U);
  EXPECT_EQ(security_.list.back().cause, Cause::none);
  EXPECT_EQ(security_.list.back().account, u1_);
}

TEST_F(AuthenticatorTest, two_ways_to_write_one_character_are_one_password) {
  set_password(u1_, "b\xC3\xA4r und rad");
  EXPECT_TRUE(login("u1@home.test", "ba\xCC\x88r und rad"));
  EXPECT_FALSE(login("u1@home.test", "bar und rad"));
}

TEST_F(AuthenticatorTest, every_failure_looks_the_same_and_its_cause_is_recorded) {
  refused(login("u1@home.test", "wrong"), Cause::wrong_password);
  refused(login("nobody@home.test", "right horse"), Cause::unknown_account);
  refused(login("nobody@elsewhere.test", "right horse"), Cause::unknown_account);
  refused(login("not an address", "right horse"), Cause::unknown_account);
  refused(login("u2@home.test", "anything"), Cause::wrong_password);  // it has no password
  disable(u1_);
  refused(login("u1@home.test", "right horse"), Cause::account_disabled);
  refused(login("u1@home.test", "wrong"), Cause::wrong_password);
}

TEST_F(AuthenticatorTest, from_a_blocked_address_no_password_is_looked_at_and_the_answer_is_that_to_a_wrong_one) {
  gate_.address_is_welcome = false;
  refused(login("u1@home.test", "right horse"), Cause::blocked);
  refused(login("u1@home.test", "wrong"), Cause::blocked);
  refused(login("nobody@home.test", "wrong"), Cause::blocked);
  EXPECT_EQ(hasher_.verified, 0);
}

TEST_F(AuthenticatorTest, an_account_that_only_known_devices_get_into_refuses_the_right_password_of_others_at_the_same_cost) {
  ASSERT_TRUE(login("u1@home.test", "right horse")) << "and it is remembered";
  gate_.device_is_known = false;
  hasher_.verified = 0;
  refused(login("u1@home.test", "right horse"), Cause::blocked);
  refused(login("u1@home.test", "wrong"), Cause::wrong_password);
  EXPECT_EQ(hasher_.verified, 2);
  gate_.device_is_known = true;
  EXPECT_TRUE(login("u1@home.test", "right horse"));
}

TEST_F(AuthenticatorTest, every_answer_is_held_until_the_guard_lets_it_go) {
  ignore(login("u1@home.test", "right horse"), "counted below");
  ignore(login("u1@home.test", "wrong"), "counted below");
  EXPECT_EQ(gate_.held, 2);
  restart({.offer_scram = true, .default_domain = {}});
  set_password(u1_, "right horse", true);
  ignore(scram("u1@home.test", "right horse"), "counted below");
  ignore(scram("u1@home.test", "wrong"), "counted below");
  EXPECT_EQ(gate_.held, 4);
}

TEST_F(AuthenticatorTest, scram_does_not_tell_a_stranger_that_his_password_would_be_right) {
  restart({.offer_scram = true, .default_domain = {}});
  set_password(u1_, "right horse", true);
  const auto wrong = scram("u1@home.test", "wrong");
  gate_.device_is_known = false;
  const auto stranger = scram("u1@home.test", "right horse");  // fails where a wrong proof fails, without "v="
  ASSERT_FALSE(stranger);
  EXPECT_EQ(stranger.error().text, wrong.error().text);
  EXPECT_EQ(security_.list.back().cause, Cause::blocked);
  gate_ = {};
  gate_.address_is_welcome = false;
  EXPECT_FALSE(scram("u1@home.test", "right horse"));
  EXPECT_EQ(security_.list.back().cause, Cause::blocked);
  EXPECT_FALSE(scram("u1@home.test", "wrong"));
  EXPECT_EQ(security_.list.back().cause, Cause::blocked);
}

TEST_F(AuthenticatorTest, every_failure_costs_one_hash) {
  const auto off = create("off@home.test");
  set_password(off, "right horse");
  disable(off);
  int expected = 0;
  for (const char* name : {"u1@home.test", "nobody@home.test", "nobody@elsewhere.test", "", "u2@home.test", "off@home.test"}) {
    EXPECT_FALSE(login(name, "wrong"));
    EXPECT_EQ(hasher_.verified, ++expected) << name;
  }
  for (int again = 0; again < 2; ++again) {
    EXPECT_FALSE(login("off@home.test", "right horse"));
    EXPECT_EQ(hasher_.verified, ++expected) << "a disabled account's password is not remembered";
  }
}

TEST_F(AuthenticatorTest, an_identity_holds_until_the_password_or_the_standing_changes) {
  const auto fresh = [&] { return login("u1@home.test", "right horse").value(); };
  const auto before = fresh();
  EXPECT_TRUE(authenticator_->still_holds(before));
  set_password(u1_, "right horse");
  EXPECT_FALSE(authenticator_->still_holds(before)) << "set anew, if only to the same";
  const auto in_domain = fresh();
  set_domain_status(directory::Status::disabled);
  EXPECT_FALSE(authenticator_->still_holds(in_domain));
  set_domain_status(directory::Status::active);
  EXPECT_TRUE(authenticator_->still_holds(in_domain));
  disable(u1_);
  EXPECT_FALSE(authenticator_->still_holds(in_domain));
  EXPECT_FALSE(authenticator_->still_holds(Identity{})) << "nobody";
}

TEST_F(AuthenticatorTest, an_identity_of_a_deleted_account_does_not_hold) {
  const auto in = login("u1@home.test", "right horse").value();
  ASSERT_TRUE(run(directory_->delete_account(u1_)));
  EXPECT_FALSE(authenticator_->still_holds(in));
  refused(login("u1@home.test", "right horse"), Cause::unknown_account);
}

TEST_F(AuthenticatorTest, a_right_password_is_remembered_for_some_minutes) {
  ASSERT_TRUE(login("u1@home.test", "right horse"));
  ASSERT_TRUE(login("u1@home.test", "right horse"));
  EXPECT_EQ(hasher_.verified, 1);
  refused(login("u1@home.test", "wrong"), Cause::wrong_password);
  EXPECT_EQ(hasher_.verified, 2);
  time_.pass(std::chrono::minutes(11));
  ASSERT_TRUE(login("u1@home.test", "right horse"));
  EXPECT_EQ(hasher_.verified, 3);
}

TEST_F(AuthenticatorTest, a_change_of_password_ends_the_memory_of_the_old_one) {
  ASSERT_TRUE(login("u1@home.test", "right horse"));
  set_password(u1_, "another horse");
  refused(login("u1@home.test", "right horse"), Cause::wrong_password);
  const auto in = login("u1@home.test", "another horse");
  ASSERT_TRUE(in);
  EXPECT_EQ(in->credential_version, 2U);
}

TEST_F(AuthenticatorTest, a_disabled_account_is_not_let_in_from_memory) {
  ASSERT_TRUE(login("u1@home.test", "right horse"));
  disable(u1_);
  refused(login("u1@home.test", "right horse"), Cause::account_disabled);
}

TEST_F(AuthenticatorTest, accounts_of_a_disabled_domain_stay_out) {
  set_domain_status(directory::Status::disabled);
  refused(login("u1@home.test", "right horse"), Cause::account_disabled);
}

TEST_F(AuthenticatorTest, the_same_wrong_password_again_can_be_told_but_not_read) {
  for (const char* wrong : {"w1", "w1", "w2"}) refused(login("u1@home.test", wrong), Cause::wrong_password);
  const auto& all = security_.list;
  EXPECT_NE(all[0].credential, 0U);
  EXPECT_EQ(all[0].credential, all[1].credential);
  EXPECT_NE(all[1].credential, all[2].credential);
}

TEST_F(AuthenticatorTest, a_bare_name_needs_a_default_domain) {
  refused(login("u1", "right horse"), Cause::unknown_account);
  restart({.default_domain = "home.test"});
  EXPECT_TRUE(login("u1", "right horse"));
}

TEST_F(AuthenticatorTest, login_without_tls_is_refused_before_any_work) {
  refused(login("u1@home.test", "right horse", false), Cause::not_permitted);
  EXPECT_EQ(hasher_.verified, 0);
  EXPECT_TRUE(authenticator_->mechanisms(peer(false)).empty());
  restart({.allow_cleartext_login = true, .default_domain = {}});
  EXPECT_TRUE(login("u1@home.test", "right horse", false));
}

TEST_F(AuthenticatorTest, no_password_reaches_the_log_even_as_a_name) {
  refused(login("my secret passphrase", "right horse"), Cause::unknown_account);
  ASSERT_TRUE(login("u1@home.test", "right horse"));
  for (const auto& event : log_.all())
    for (const auto& [key, value] : event.fields) {
      EXPECT_EQ(value.find("passphrase"), std::string::npos);
      EXPECT_EQ(value.find("right horse"), std::string::npos);
    }
  for (const auto& event : security_.list) EXPECT_EQ(event.name.find("passphrase"), std::string::npos);
}

TEST_F(AuthenticatorTest, only_names_in_our_domains_are_recorded_for_others_may_be_passwords) {
  for (const char* name : {"p@ssw0rd", "hunter2@secret.example", "hunter2"}) {
    refused(login(name, "right horse"), Cause::unknown_account);
    EXPECT_EQ(security_.list.back().name, "") << name;
    EXPECT_EQ(log_.last(events::Event::login_failed, events::Key::name), "") << name;
  }
  refused(login("nobody@other.test", "right horse"), Cause::unknown_account);
  EXPECT_EQ(security_.list.back().name, "nobody@other.test");
  EXPECT_EQ(log_.last(events::Event::login_failed, events::Key::name), "nobody@other.test");
}

TEST_F(AuthenticatorTest, a_stored_password_in_no_known_form_is_our_trouble_not_the_users) {
  ASSERT_TRUE(run(directory_->set_credentials(u1_, seal(sealer_, u1_, {Secret("$2b$12$abc"), std::nullopt}))));
  const auto argon2 = argon2_hasher({.memory_kib = 64, .passes = 1, .lanes = 1}, system_random());
  authenticator_.emplace(
      Authenticator::Ports{*directory_, sealer_, pool_, *argon2, system_random(), time_, log_, security_, gate_},
      config::Live<Settings>());
  const auto out = login("u1@home.test", "right horse");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().kind, Failure::unavailable);
  EXPECT_EQ(log_.last(events::Event::login_overloaded, events::Key::reason), "A stored password is in no known form");
}

// Which logins of a flood are put off: those of the network that sends most, be it spread over its addresses or not.
TEST_F(AuthenticatorTest, a_full_queue_puts_off_the_network_that_fills_it) {
  struct Gate final : PasswordHasher {
    std::string hash(std::string_view) override { return {}; }
    Result<bool> verify(std::string_view, std::string_view) override {
      started = true;
      executor->post([] {});  // whoever waits for it looks again
      open.wait();
      return false;
    }
    [[nodiscard]] std::string decoy() const override { return {}; }
    ManualExecutor* executor = nullptr;
    std::atomic<bool> started = false;
    std::latch open{1};
  };
  const auto from = [&](std::initializer_list<int> prefix) {
    auto p = peer();
    std::ranges::copy(prefix, p.ip.begin());
    return p;
  };
  const std::pair<std::vector<Peer>, Peer> rows[] = {
      {{from({0x20, 1, 0xd, 0xb8, 0, 1, 0, 1}), from({0x20, 1, 0xd, 0xb8, 0, 1, 0, 2})}, from({0x20, 1, 0xd, 0xb8, 0, 2})},
      {{from({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 1}),
        from({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 2})},
       from({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 3, 1})}};
  for (const auto& [flood, other] : rows) {
    Gate gate;
    gate.executor = &executor_;
    HashPool small({.threads = 1, .queue = 2});
    authenticator_.emplace(
        Authenticator::Ports{*directory_, sealer_, small, gate, system_random(), time_, log_, security_, gate_},
        config::Live<Settings>());
    std::vector<std::pair<char, Failure>> ends;
    const auto start = [&](const Peer& who, char tag) {
      executor_.start(authenticator_->password(who, "u1@home.test", Secret("guess")),
                      [&ends, tag](const Result<Identity>& end) { ends.emplace_back(tag, end.error().kind); });
    };
    start(flood[0], 'a');
    executor_.run_until([&] { return gate.started.load(); });
    start(flood[0], 'b');
    start(flood[1], 'c');
    executor_.run_until_idle();
    start(other, 'd');
    executor_.run_until([&] { return !ends.empty(); });
    EXPECT_EQ(ends, (std::vector{std::pair{'c', Failure::unavailable}})) << "and it was told so for now";
    gate.open.count_down();
    executor_.run_until([&] { return ends.size() == 4; });
    for (std::size_t i = 1; i < ends.size(); ++i) EXPECT_EQ(ends[i].second, Failure::denied) << ends[i].first;
  }
}

TEST_F(AuthenticatorTest, overload_is_not_a_wrong_password) {
  HashPool tiny({.threads = 1, .queue = 0});
  authenticator_.emplace(
      Authenticator::Ports{*directory_, sealer_, tiny, hasher_, system_random(), time_, log_, security_, gate_},
      config::Live<Settings>());
  const auto out = login("u1@home.test", "right horse");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().kind, Failure::unavailable);
  EXPECT_EQ(security_.list.back().cause, Cause::overloaded);
  EXPECT_EQ(log_.count(events::Event::login_overloaded), 1U);
}

TEST_F(AuthenticatorTest, a_wrong_sealing_key_is_our_trouble_not_the_users) {
  const Sealer another(Secret(std::string(kSealingKeySize, 'x')), system_random());
  authenticator_.emplace(
      Authenticator::Ports{*directory_, another, pool_, hasher_, system_random(), time_, log_, security_, gate_},
      config::Live<Settings>());
  const auto out = login("u1@home.test", "right horse");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().kind, Failure::unavailable);
  EXPECT_NE(out.error().detail.find("another key"), std::string::npos);
}

TEST_F(AuthenticatorTest, plain_and_login_exchanges_end_in_a_login) {
  auto plain = authenticator_->begin("PLAIN", peer());
  ASSERT_TRUE(plain);
  auto reply = run((*plain)->start("\0u1@home.test\0right horse"s));
  ASSERT_TRUE(reply);
  EXPECT_EQ(std::get<Identity>(*reply).account, u1_);

  auto prompts = authenticator_->begin("login", peer());
  reply = run((*prompts)->start(std::nullopt));
  EXPECT_EQ(std::get<Challenge>(*reply).text, "Username:");
  reply = run((*prompts)->step("u1@home.test"));
  reply = run((*prompts)->step("right horse"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(std::get<Identity>(*reply).account, u1_);
}

TEST_F(AuthenticatorTest, an_exchange_does_nothing_after_its_end) {
  for (const char* message : {"garbage", "right horse"}) {
    auto prompts = authenticator_->begin("LOGIN", peer());
    ASSERT_TRUE(prompts);
    ASSERT_TRUE(run((*prompts)->start("u1@home.test")));
    const auto ended = run((*prompts)->step(message));
    EXPECT_EQ(ended.has_value(), std::string_view(message) == "right horse");
    const auto events = security_.list.size();
    EXPECT_EQ(run((*prompts)->step("u1@home.test")).error().kind, Failure::invalid);
    EXPECT_EQ(security_.list.size(), events);
  }
}

TEST_F(AuthenticatorTest, no_exchange_begins_where_login_is_not_offered) {
  for (const char* mechanism : {"PLAIN", "LOGIN", "SCRAM-SHA-256"})
    EXPECT_EQ(authenticator_->begin(mechanism, peer(false)).error().kind, Failure::denied);
  for (const char* mechanism : {"", "CRAM-MD5", "SCRAM-SHA-256-PLUS", "PLAIN "})
    EXPECT_EQ(authenticator_->begin(mechanism, peer()).error().kind, Failure::denied) << mechanism;
}

TEST_F(AuthenticatorTest, a_malformed_exchange_is_invalid) {
  auto plain = authenticator_->begin("PLAIN", peer());
  const auto reply = run((*plain)->start("garbage"));
  ASSERT_FALSE(reply);
  EXPECT_EQ(reply.error().kind, Failure::invalid);
  EXPECT_EQ(security_.list.back().cause, Cause::malformed);
  EXPECT_EQ(log_.last(events::Event::login_failed, events::Key::reason), "PLAIN message without its two NULs");
}

TEST_F(AuthenticatorTest, scram_is_offered_only_when_the_setting_says_so) {
  EXPECT_EQ(authenticator_->mechanisms(peer()), (std::vector<std::string_view>{"PLAIN", "LOGIN"}));
  EXPECT_FALSE(authenticator_->begin("SCRAM-SHA-256", peer()));
  restart({.offer_scram = true, .default_domain = {}});
  EXPECT_EQ(authenticator_->mechanisms(peer()).at(1), "SCRAM-SHA-256");
}

TEST_F(AuthenticatorTest, scram_lets_in_who_knows_the_password) {
  restart({.offer_scram = true, .default_domain = {}});
  set_password(u1_, "right horse", true);
  const auto in = scram("u1@home.test", "right horse");
  ASSERT_TRUE(in);
  EXPECT_EQ(std::get<Identity>(*in).account, u1_);
  const auto out = scram("u1@home.test", "wrong horse");
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().text, "Authentication failed");
  EXPECT_EQ(security_.list.back().cause, Cause::wrong_password);
  disable(u1_);
  EXPECT_FALSE(scram("u1@home.test", "right horse"));
  EXPECT_EQ(security_.list.back().cause, Cause::account_disabled);
}

TEST_F(AuthenticatorTest, scram_shows_nobody_a_steady_salt_like_anybody) {
  restart({.offer_scram = true, .default_domain = {}});
  EXPECT_FALSE(scram("nobody@home.test", "x"));
  EXPECT_EQ(security_.list.back().cause, Cause::unknown_account);
  const auto salt = salt_;
  EXPECT_FALSE(scram("NOBODY@other.test", "x"));
  EXPECT_EQ(salt_, salt) << "another spelling of the same name";
  restart({.offer_scram = true, .default_domain = {}});
  EXPECT_FALSE(scram("nobody@home.test", "x"));
  EXPECT_EQ(salt_, salt) << "after a restart";
  EXPECT_FALSE(scram("nobody2@home.test", "x"));
  EXPECT_NE(salt_, salt);
  EXPECT_FALSE(scram("u1@home.test", "x"));
  EXPECT_EQ(salt_.size(), salt.size());
}

TEST_F(AuthenticatorTest, setting_a_password_judges_it_unless_the_account_is_exempt) {
  const auto prepare = [&](std::string password, std::optional<PasswordPolicy> policy) {
    return run(prepare_password(pool_, hasher_, system_random(), Secret(std::move(password)),
                                {"u1", "", "home.test", std::move(policy), false}));
  };
  EXPECT_EQ(prepare("short", PasswordPolicy{}).error().kind, Failure::invalid);
  EXPECT_TRUE(prepare("short", std::nullopt));
  EXPECT_TRUE(prepare("quartz-tumble-ledger-owl", PasswordPolicy{}));
  EXPECT_EQ(prepare("", std::nullopt).error().kind, Failure::invalid);
}

TEST_F(AuthenticatorTest, one_prepared_password_serves_two_hundred_accounts_quickly) {
  const auto start = Clock::now();
  const auto prepared = run(prepare_password(pool_, hasher_, system_random(), Secret("shared horse"), {})).value();
  std::vector<directory::NewAccount> accounts;
  for (int i = 0; i < 200; ++i)
    accounts.push_back(
        {.address = address::Mailbox::make("bulk" + std::to_string(i), address::parse_domain("home.test").value()).value(),
         .credentials = [&](AccountId id) { return seal(sealer_, id, prepared); }});
  ASSERT_TRUE(run(directory_->create_accounts(std::move(accounts))));
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(1));
  EXPECT_TRUE(login("bulk199@home.test", "shared horse"));
}

TEST_F(AuthenticatorTest, channel_binding_is_offered_with_scram_over_tls_and_then_nobody_is_talked_out_of_it) {
  restart({.offer_scram = true, .allow_cleartext_login = true, .default_domain = {}});
  EXPECT_EQ(authenticator_->mechanisms(peer()).front(), "SCRAM-SHA-256-PLUS");
  EXPECT_EQ(authenticator_->mechanisms(peer(false)).front(), "SCRAM-SHA-256");
  EXPECT_FALSE(authenticator_->begin("SCRAM-SHA-256-PLUS", peer(false)));
  const auto start = [&](std::string_view mechanism, bool tls, std::string message) {
    auto from = peer(tls);
    from.channel = {"exporter", "end point"};
    return run((*authenticator_->begin(mechanism, from))->start(std::move(message))).has_value();
  };
  EXPECT_TRUE(start("SCRAM-SHA-256-PLUS", true, "p=tls-exporter,,n=u1@home.test,r=cli"));
  EXPECT_FALSE(start("SCRAM-SHA-256", true, "y,,n=u1@home.test,r=cli"));
  EXPECT_TRUE(start("SCRAM-SHA-256", false, "y,,n=u1@home.test,r=cli"));
}

}  // namespace
}  // namespace postern::auth
