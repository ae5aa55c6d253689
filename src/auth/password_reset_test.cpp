// Forgotten passwords: one use, one life, one answer to all that is wrong, and what ends with them.   H20
#include "auth/password_reset.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>

#include "events/table.h"
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
  PasswordResets resets() {
    return {{*directory_, sealer_, pool_, hasher_, system_random(), time_, security_, gate_, log_, write_to()},
            config::Live<Settings>(settings_),
            config::Live<PasswordPolicy>()};
  }
  Result<void> use(std::string token, std::string password = "quartz-tumble-ledger") {
    auto all = resets();
    service_ = Service::web;
    return run(all.use(peer(), std::move(token), Secret(std::move(password))));
  }
  Result<std::shared_ptr<const directory::Account>> whose(std::string token) {
    auto all = resets();
    service_ = Service::web;
    return run(all.whose_token(peer(), std::move(token)));
  }
  void no(const auto& done) {
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, Failure::denied);
    EXPECT_EQ(done.error().text, "This token does not hold any more: ask for a new one");
    EXPECT_EQ(security_.list.back().signal, events::Signal::password_reset) << "the guard counts it";
    EXPECT_FALSE(security_.list.back().account) << "who it is about is not known";
  }
  struct Written {
    std::string to, subject, text;
  };
  std::function<Task<Result<void>>(address::Mailbox, Writing, AccountId)> write_to() {
    return [this](address::Mailbox to, const Writing& what, AccountId reader) {
      EXPECT_EQ(reader, u1_) << "whose language it is in";
      return write(to.text(), what.subject_in(Language::en), what.text_in(Language::en));
    };
  }
  Task<Result<void>> write(std::string to, std::string subject, std::string text) {
    written_.push_back({std::move(to), std::move(subject), std::move(text)});
    co_return Result<void>{};
  }
  std::vector<Written> written_;
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

TEST_F(PasswordResetTest, H20_who_has_a_token_may_ask_whose_it_is_and_it_stays_good) {
  const auto link = token(u1_);
  const auto heard = security_.list.size();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(whose(link).value()->id, u1_);
  EXPECT_EQ(security_.list.size(), heard) << "the guard counts no right one";
  EXPECT_EQ(gate_.held, 3);
  EXPECT_TRUE(use(link));
  no(whose(link));
  const auto newer = token(u1_);
  for (const std::string& wrong : {std::string(), newer + "0", newer.substr(1), "2" + newer.substr(1)}) no(whose(wrong));
  gate_.address_is_welcome = false;
  no(whose(newer));
  gate_.address_is_welcome = true;
  time_.pass(std::chrono::minutes(15));
  no(whose(newer));
  EXPECT_EQ(security_.list.size(), heard + 7) << "each wrong one is one that it counts";
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

TEST_F(PasswordResetTest, H20_its_owner_is_told_wherever_he_is_reached) {
  const auto elsewhere = address::parse_mailbox("u1@remote.test", address::Charset::ascii).value();
  ASSERT_TRUE(run(directory_->change_recovery(u1_, [&](directory::Recovery& r) -> Result<void> {
    r.mailbox = elsewhere;
    return {};
  })));
  ASSERT_TRUE(use(token(u1_)));
  ASSERT_EQ(written_.size(), 2u);
  EXPECT_EQ(written_[0].to, "u1@home.test");
  EXPECT_EQ(written_[1].to, "u1@remote.test");
  EXPECT_EQ(log_.last(events::Event::password_was_reset, events::Key::account), "u1@home.test");
}

// Who asks for a token himself.
class AskResetTest : public PasswordResetTest {
 protected:
  void SetUp() override {
    LoginWorld::SetUp();
    service_ = Service::web;
    allow(true);
    set_recovery("u1@remote.test");
    resets_.emplace(
        PasswordResets::Ports{*directory_, sealer_, pool_, hasher_, system_random(), time_, security_, gate_, log_, write_to()},
        config::Live<Settings>(settings_), config::Live<PasswordPolicy>());
  }
  void allow(bool self_reset) {
    ASSERT_TRUE(run(directory_->update_domain(home_, [=](directory::Domain& d) -> Result<void> {
      d.settings.self_reset = self_reset;
      return {};
    })));
  }
  void set_recovery(const std::string& to) {
    ASSERT_TRUE(run(directory_->change_recovery(u1_, [&](directory::Recovery& r) -> Result<void> {
      r = {};
      if (!to.empty()) r.mailbox = address::parse_mailbox(to, address::Charset::ascii).value();
      return {};
    })));
  }
  // How many mails come of it, once all that it leads to is done.
  std::size_t ask(const std::string& name) {
    const auto before = written_.size();
    run(resets_->ask(peer(), name));
    executor_.run(drain());
    return written_.size() - before;
  }
  // What was posted has begun, and each commit is behind those that were asked for before.
  Task<void> drain() {
    const auto nothing = [](directory::Recovery&) -> Result<void> { return {}; };
    for (int i = 0; i < 3; ++i) {
      auto done = co_await directory_->change_recovery(u2_, nothing);
      EXPECT_TRUE(done);
    }
  }
  std::string token_in_last_mail() {
    const auto& text = written_.back().text;
    const auto from = text.find("    ") + 4;
    return text.substr(from, text.find('\r', from) - from);
  }
  std::optional<PasswordResets> resets_;
};

TEST_F(AskResetTest, H20_a_token_goes_to_the_recovery_address_and_sets_the_password_once) {
  EXPECT_EQ(ask("u1@home.test"), 1u);
  EXPECT_EQ(written_[0].to, "u1@remote.test");
  EXPECT_EQ(log_.last(events::Event::password_reset_asked, events::Key::reason), "sent");
  const auto link = token_in_last_mail();
  ASSERT_TRUE(use(link));
  no(use(link));
  service_ = Service::imap;
  EXPECT_TRUE(login("u1@home.test", "quartz-tumble-ledger"));
}

// Nothing is waited for before the answer: it can tell nobody anything. And each is one event that the guard counts.
TEST_F(AskResetTest, H20_the_answer_comes_before_anything_is_looked_up_for_known_and_unknown_names_alike) {
  for (const std::string name : {"u1@home.test", "u1@other.test", "u2@home.test", "nobody@home.test", "x@elsewhere.test",
                                 "admin", "", "@", "\xff@home.test"}) {
    const auto before = written_.size(), heard = security_.list.size();
    const auto held = gate_.held;
    bool answered = false;
    executor_.start(resets_->ask(peer(), name), [&] { answered = true; });
    EXPECT_TRUE(answered) << name << ": it has not gone away from this thread";
    EXPECT_EQ(written_.size(), before);
    EXPECT_EQ(gate_.held, held + 1);
    ASSERT_EQ(security_.list.size(), heard + 1);
    auto event = security_.list.back();
    event.at = {};
    EXPECT_EQ(event, (events::SecurityEvent{.at = {},
                                            .signal = events::Signal::password_reset,
                                            .service = Service::web,
                                            .tls = true,
                                            .session = SessionId(7),
                                            .ip = peer().ip,
                                            .account = {},
                                            .name = {}}));
    executor_.run(drain());
  }
  EXPECT_EQ(written_.size(), 1u) << "the names of u1 are one account";
}

TEST_F(AskResetTest, H20_is_off_where_the_domain_has_not_turned_it_on) {
  EXPECT_FALSE(directory::DomainSettings().self_reset);
  allow(false);
  EXPECT_EQ(ask("u1@home.test"), 0u);
  EXPECT_FALSE(run(directory_->password_reset(u1_)));
}

TEST_F(AskResetTest, H20_nothing_comes_of_it_without_a_recovery_address_or_for_who_may_not_log_in) {
  set_recovery("");
  EXPECT_EQ(ask("u1@home.test"), 0u);
  set_recovery("u1@remote.test");
  gate_.address_is_welcome = false;
  EXPECT_EQ(ask("u1@home.test"), 0u);
  gate_.address_is_welcome = true;
  disable(u1_);
  EXPECT_EQ(ask("u1@home.test"), 0u);
  EXPECT_EQ(log_.count(events::Event::password_reset_asked), 1u) << "of who may ask and has no recovery address";
}

TEST_F(AskResetTest, H20_while_one_is_open_there_is_no_other_and_an_administrators_stays) {
  const auto made = token(u1_);
  EXPECT_EQ(ask("u1@home.test"), 0u);
  EXPECT_TRUE(use(made)) << "a stranger has not ended it";
  EXPECT_EQ(ask("u1@home.test"), 1u);
  EXPECT_EQ(ask("u1@home.test"), 0u);
}

TEST_F(AskResetTest, H20_an_account_is_written_to_so_often_a_day_from_however_many_addresses) {
  for (std::uint32_t i = 0; i < PasswordResets::kMostMailADay; ++i) {
    ip_ = "198.51.100." + std::to_string(i);
    EXPECT_EQ(ask("u1@home.test"), 1u);
    time_.pass(std::chrono::minutes(15));
  }
  EXPECT_EQ(ask("u1@home.test"), 0u);
  directory::Recovery r;
  EXPECT_TRUE(r.take_mail({1000}, 1));
  EXPECT_FALSE(r.take_mail(Time{1000} + std::chrono::days(1) + std::chrono::milliseconds(-1), 1));
  EXPECT_TRUE(r.take_mail(Time{1000} + std::chrono::days(1), 1));
}

TEST_F(AskResetTest, what_is_stored_of_it_is_read_again_and_goes_with_the_account) {
  const auto stored = run(directory_->recovery(u1_)).value();
  EXPECT_EQ(directory::decode_recovery(directory::encode(stored)).value(), stored);
  EXPECT_FALSE(directory::decode_recovery(directory::encode(stored) + "x"));
  EXPECT_FALSE(directory::decode_recovery(""));
  ASSERT_TRUE(run(directory_->delete_account(u1_)));
  EXPECT_EQ(run(directory_->recovery(u1_)).value(), directory::Recovery{});
}

TEST_F(AskResetTest, when_it_stops_nothing_more_is_looked_into) {
  resets_->stop();
  EXPECT_EQ(ask("u1@home.test"), 0u);
}

}  // namespace
}  // namespace postern::auth
