// What a login finds where mail is read, and what is said to the recipients of a message.
#include "app/doors.h"

#include "admin/browsers.h"

#include <gtest/gtest.h>

#include <fstream>

#include "kv/open.h"
#include "support/country_file.h"
#include "support/event_list.h"
#include "support/fake_login.h"
#include "support/mail_store.h"
#include "support/temp_dir.h"

namespace postern::app {
namespace {

// An account that is in the directory and not in the store, as a crash leaves it.
class MailLoginTest : public testing::Test {
 protected:
  MailLoginTest() {
    directory_ = must(directory::Directory::open(*kv_, time_));
    must(directory_->create_domain(address::parse_domain("example.org").value()));
    directory::NewAccount wanted;
    wanted.address = address::parse_mailbox("ann@example.org", address::Charset::utf8).value();
    wanted.quota = 4711;
    account_ = must(directory_->create_account(std::move(wanted)));
    login_.users = {{"ann@example.org", account_}};
    peer_.tls = true;
    door_.emplace(login_, *directory_, store_);
  }
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor_.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  void expect_mailboxes() {
    EXPECT_EQ(must(store_.list(account_)).size(), 5u);
    EXPECT_EQ(must(store_.find(account_, "INBOX")).id, store::kInbox);
    EXPECT_EQ(must(store_.quota(account_)).limit_bytes, 4711u);
  }

  ManualExecutor executor_;
  test::ManualTime time_;
  std::unique_ptr<kv::Store> kv_ = std::move(*kv::open_memory({.low_disk_bytes = 0, .time = &time_}));
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(system_random(), time_);
  store::Store store_{{}, *kv_, *blobs_, time_};
  std::unique_ptr<directory::Directory> directory_;
  FakeLogin login_{{}};
  AccountId account_;
  auth::Peer peer_;
  std::optional<MailLogin> door_;
};

TEST_F(MailLoginTest, makes_the_mailboxes_that_a_crash_left_out) {
  EXPECT_FALSE(executor_.run(store_.list(account_)));
  EXPECT_TRUE(executor_.run(door_->password(peer_, "ann@example.org", Secret("secret"))));
  expect_mailboxes();
  EXPECT_TRUE(executor_.run(door_->password(peer_, "ann@example.org", Secret("secret")))) << "and leaves them alone later";
  expect_mailboxes();
}

TEST_F(MailLoginTest, makes_them_with_every_kind_of_exchange) {
  const std::string plain("\0ann@example.org\0secret", 23);
  for (const bool at_once : {true, false}) {
    auto exchange = std::move(*door_->begin("PLAIN", peer_));
    auto answer = executor_.run(exchange->start(at_once ? std::optional(plain) : std::nullopt));
    if (!at_once) answer = executor_.run(exchange->step(plain));
    ASSERT_TRUE(answer && std::holds_alternative<auth::Identity>(*answer));
    expect_mailboxes();
    must(store_.delete_account(account_));
  }
}

TEST_F(MailLoginTest, nobody_comes_in_by_a_wrong_password_and_nothing_is_made) {
  EXPECT_EQ(executor_.run(door_->password(peer_, "ann@example.org", Secret("wrong"))).error().kind, Failure::denied);
  EXPECT_FALSE(executor_.run(store_.list(account_)));
}

TEST_F(MailLoginTest, an_account_that_is_going_away_gets_no_mailboxes_again) {
  must(directory_->delete_account(account_));
  EXPECT_EQ(executor_.run(door_->password(peer_, "ann@example.org", Secret("secret"))).error().kind, Failure::unavailable);
  EXPECT_FALSE(executor_.run(store_.list(account_)));
}

// What the server, the domain and the account say of countries: each may keep a login out, by whatever password.
class GuardGateTest : public MailLoginTest {
 protected:
  GuardGateTest() {
    const auto file = (folder_.path() / "countries.mmdb").string();
    std::ofstream(file, std::ios::binary) << test::CountryFile({{"192.0.2.0/24", "DE"}, {"198.51.100.0/24", "FR"}}).bytes();
    guard::Settings settings;
    settings.country_database = file;
    settings_.set(std::move(settings));
  }
  bool gets_in(const char* ip, events::Service service = events::Service::imap) {
    const auth::Peer from{SessionId(1), service, IpAddress::parse(ip).value().bytes, ip, true};
    if (!gate_.admits(from)) return false;
    const auto in = executor_.run(gate_.admits(from, account_));
    EXPECT_EQ(in.password, in.app_password);
    return in.password;
  }
  test::TempDir folder_;
  EventList log_;
  config::Live<guard::Settings> settings_;
  guard::Recorder recorder_{*kv_, time_};
  guard::Guard guard_{{*kv_, recorder_, time_, log_, {}, {}, folder_.path().string()}, settings_, 7};
  GuardGate gate_{guard_, *directory_};
};

TEST_F(GuardGateTest, countries_are_asked_of_the_server_the_domain_and_the_account) {
  EXPECT_TRUE(gets_in("192.0.2.7"));
  must(directory_->update_account(account_, [](directory::Account& a) -> Result<void> {
    a.login_from = {CountryMode::allow_listed, {"FR", "IT"}};
    return {};
  }));
  EXPECT_FALSE(gets_in("192.0.2.7"));
  EXPECT_TRUE(gets_in("198.51.100.7"));
  EXPECT_TRUE(gets_in("10.0.0.1")) << "of no country";
  const auto home = directory_->snapshot()->account(account_)->domain;
  must(directory_->update_domain(home, [](directory::Domain& d) -> Result<void> {
    d.settings.login_from = {CountryMode::deny_listed, {"FR"}};
    return {};
  }));
  for (const char* ip : {"192.0.2.7", "198.51.100.7"}) EXPECT_FALSE(gets_in(ip)) << ip;
  EXPECT_TRUE(guard_.lets_log_in(IpAddress::parse("192.0.2.7").value(), events::Service::imap)) << "others do get in";

  guard::Entry office;
  office.network = IpNetwork::parse("192.0.2.7").value();
  office.side = guard::Side::allow;
  must(guard_.lists().add({office}));
  EXPECT_TRUE(gets_in("192.0.2.7")) << "an allow entry is an exception";
}

TEST_F(GuardGateTest, an_account_under_attack_opens_to_a_browser_that_it_knew) {
  const auto version = directory_->snapshot()->account(account_)->credential_version;
  const Secret drawn = executor_.run(admin::know_browser(guard_, system_random(), account_, {}, version));
  time_.pass(std::chrono::seconds(1));
  for (std::uint8_t i = 1; i <= 20; ++i) {
    events::SecurityEvent e;
    e.at = time_.now();
    e.signal = events::Signal::login;
    e.cause = events::Cause::wrong_password;
    e.ip = IpAddress::parse("198.51.100." + std::to_string(i))->bytes;
    e.account = account_;
    e.credential = i;
    guard_.record(std::move(e));
  }
  auth::Peer from{SessionId(1), events::Service::web, IpAddress::parse("192.0.2.7")->bytes, "192.0.2.7", true};
  EXPECT_FALSE(executor_.run(gate_.admits(from, account_)).password);
  from.browser = drawn;
  EXPECT_TRUE(executor_.run(gate_.admits(from, account_)).password);
  from.browser = Secret(std::string(32, '0'));
  EXPECT_FALSE(executor_.run(gate_.admits(from, account_)).password);
}

TEST_F(GuardGateTest, rules_of_countries_survive_a_restart) {
  must(directory_->update_account(account_, [](directory::Account& a) -> Result<void> {
    a.login_from = {CountryMode::allow_listed, {"FR", "IT"}};
    return {};
  }));
  const auto again = must(directory::Directory::open(*kv_, time_));
  EXPECT_EQ(again->snapshot()->account(account_)->login_from, (CountryRule{CountryMode::allow_listed, {"FR", "IT"}}));
}

// What RCPT hears, where MAIL has said how large the message is.   RFC 1870 §6.1
class RecipientTest : public GuardGateTest {
 protected:
  struct NoReports final : delivery::Onward {
    Task<delivery::Forward> forward(const queue::Envelope&, address::Domain, store::Content, const mime::Message&) override {
      co_return delivery::Forward{};
    }
    [[nodiscard]] std::optional<address::Mailbox> sender_behind(const address::Mailbox&) const override { return {}; }
    [[nodiscard]] bool may_forward(const address::Domain&, const address::Mailbox&) const override { return false; }
  };
  RecipientTest() {
    must(directory_->create_domain(address::parse_domain("wide.example").value()));
    directory::NewAccount wanted;
    wanted.address = address::parse_mailbox("bob@wide.example", address::Charset::utf8).value();
    must(directory_->create_account(std::move(wanted)));
    must(directory_->update_domain(directory_->snapshot()->account(account_)->domain, [](directory::Domain& d) -> Result<void> {
      d.settings.ceilings.message_size = 1000;
      return {};
    }));
  }
  smtp::RecipientStatus said(std::string_view to, std::uint64_t size, AccountId from = AccountId(0)) {
    return must(at_.recipient(address::parse_mailbox(to, address::Charset::utf8).value(), from, size));
  }
  NoReports onward_;
  SmtpDirectory at_{*directory_, store_, guard_, *kv_, onward_};
};

TEST_F(RecipientTest, a_message_over_the_ceiling_of_its_domain_is_refused_before_it_comes) {
  using enum smtp::RecipientStatus;
  EXPECT_EQ(said("ann@example.org", 1001), too_large);
  EXPECT_EQ(said("ann@example.org", 1000), deliverable);
  EXPECT_EQ(said("ann@example.org", 0), deliverable) << "nothing is said of its size";
  EXPECT_EQ(said("bob@wide.example", 1001), deliverable) << "each recipient by its own domain";
  EXPECT_EQ(said("nobody@example.org", 1001), unknown) << "and nobody by a domain's";
  EXPECT_EQ(said("x@far.example", 1001), elsewhere);
}

// What is closed is told to nobody by a ceiling either.
TEST_F(RecipientTest, an_alias_is_closed_to_who_has_not_logged_in_or_is_no_member) {
  using enum smtp::RecipientStatus;
  const auto bob =
      directory_->snapshot()->account(address::parse_mailbox("bob@wide.example", address::Charset::utf8).value())->id;
  const auto close = [&](std::string_view alias, directory::OpenTo who) {
    const auto name = address::parse_mailbox(alias, address::Charset::utf8).value();
    must(directory_->create_alias(name, {address::parse_mailbox("ann@example.org", address::Charset::utf8).value()}, false,
                                  who));
  };
  close("staff@example.org", directory::OpenTo::people_here);
  close("board@example.org", directory::OpenTo::members);
  for (const unsigned size : {0U, 1001U})
    for (const char* to : {"staff@example.org", "board@example.org", "board+x@example.org"})
      EXPECT_EQ(said(to, size), not_open) << to;
  EXPECT_EQ(said("board@example.org", 1001, bob), not_open);
  EXPECT_EQ(said("staff@example.org", 0, bob), deliverable);
  EXPECT_EQ(said("staff@example.org", 1001, bob), too_large);
  EXPECT_EQ(said("board@example.org", 0, account_), deliverable);
}

TEST_F(RecipientTest, the_ceiling_of_the_senders_domain_holds_for_every_recipient) {
  using enum smtp::RecipientStatus;
  for (const char* to : {"ann@example.org", "bob@wide.example", "x@far.example"})
    EXPECT_EQ(said(to, 1001, account_), too_large) << to;
  EXPECT_EQ(said("x@far.example", 1000, account_), elsewhere);
}

}  // namespace
}  // namespace postern::app
