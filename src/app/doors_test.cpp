// What a login finds where mail is read.
#include "app/doors.h"

#include <gtest/gtest.h>

#include "kv/open.h"
#include "support/fake_login.h"
#include "support/mail_store.h"

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

}  // namespace
}  // namespace postern::app
