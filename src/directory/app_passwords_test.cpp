// Application passwords as the directory keeps them.   H13
#include "directory/app_passwords.h"

#include <gtest/gtest.h>

#include "base/codec.h"
#include "directory/directory.h"
#include "directory/records.h"
#include "directory/second_factor.h"
#include "kv/open.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"

namespace postern::directory {
namespace {

AppPassword full() {
  return {.number = 7,
          .label = "t\xC3\xA9l\xC3\xA9phone",
          .services = {events::Service::imap, events::Service::sieve},
          .networks = {"192.0.2.0/24"},
          .read_only = true,
          .created = {1},
          .expires = {2},
          .tag = "tag",
          .scram = "sealed"};
}

TEST(AppPasswordRecord, comes_back_as_it_was_written) {
  const AppPasswords all{.account = AccountId(3), .next = 8, .list = {full()}};
  const auto again = decode_app_passwords(encode(all));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->account, AccountId(3));
  EXPECT_EQ(again->next, 8u);
  ASSERT_NE(again->find(7), nullptr);
  const auto& p = *again->find(7);
  EXPECT_EQ(p.label, full().label);
  EXPECT_EQ(p.services, full().services);
  EXPECT_EQ(p.networks, full().networks);
  EXPECT_TRUE(p.read_only);
  EXPECT_EQ(p.created, Time{1});
  EXPECT_EQ(p.expires, Time{2});
  EXPECT_EQ(p.tag + p.scram, "tagsealed");
  EXPECT_EQ(again->find(8), nullptr);
}

TEST(AppPasswordRecord, is_refused_when_it_is_damaged) {
  const auto good = encode(AppPasswords{.account = AccountId(3), .next = 8, .list = {full()}});
  for (std::size_t cut = 0; cut < good.size(); ++cut) EXPECT_FALSE(decode_app_passwords(good.substr(0, cut))) << cut;
  EXPECT_FALSE(decode_app_passwords(good + "x"));
  auto many = AppPasswords{.account = AccountId(3), .next = 99, .list = {}};
  many.list.assign(kMostAppPasswords + 1, full());
  EXPECT_FALSE(decode_app_passwords(encode(many)));
  const auto use = encode(AppPasswordUse{1, {5}, {}});
  EXPECT_TRUE(decode_app_password_use(use));
  EXPECT_FALSE(decode_app_password_use(use.substr(1)));
}

TEST(Records, of_version_1_are_read_and_have_no_second_factor) {
  Encoder domain, account;
  domain.u8(1).varint(4).bytes("home.test").zigzag(5).u8(0).u8(1).u8(0).bytes("all@home.test");
  const auto d = decode_domain(domain.view());
  ASSERT_TRUE(d);
  EXPECT_EQ(d->settings.catch_all.text(), "all@home.test");
  EXPECT_EQ(d->settings.second_factor, SecondFactorMode::enabled);
  EXPECT_EQ(decode_domain(encode(*d))->settings.second_factor, SecondFactorMode::enabled);
  auto strict = *d;
  strict.settings.passwords = {16, 4, 90, 1, 2, 3, 4, 20};
  const auto again = decode_domain(encode(strict));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->settings.passwords.minimum_length, 16u);
  EXPECT_EQ(again->settings.passwords.minimum_strength, 4u);
  EXPECT_EQ(again->settings.passwords.expires_after, 90u);
  const auto& own = again->settings.passwords;
  EXPECT_EQ(std::tuple(own.numbers, own.capitals, own.lowercase, own.symbols, own.remember), std::tuple(1u, 2u, 3u, 4u, 20u));
  strict.settings.ceilings = {.accounts = 5, .aliases = 6, .message_size = 7, .storage = 8};
  const auto most = decode_domain(encode(strict))->settings.ceilings;
  EXPECT_EQ(std::tuple(most.accounts, most.aliases, most.message_size, most.storage), std::tuple(5u, 6u, 7u, 8u));
  EXPECT_TRUE(d->settings.closed_to_new.empty()) << "what was written before opens everywhere";
  strict.settings.closed_to_new = {events::Service::pop3, events::Service::sieve};
  EXPECT_EQ(decode_domain(encode(strict))->settings.closed_to_new, strict.settings.closed_to_new);
  EXPECT_EQ(d->settings.quota_of_new, 0u) << "as the server says";
  strict.settings.quota_of_new = 9;
  EXPECT_EQ(decode_domain(encode(strict))->settings.quota_of_new, 9u);
  account.u8(1).varint(7).varint(4).bytes("ann").bytes("Ann").zigzag(5).u8(0).varint(9).u8(1).varint(3).zigzag(6);
  const auto a = decode_account(account.view());
  ASSERT_TRUE(a);
  EXPECT_EQ(a->credential_version, 3u);
  EXPECT_FALSE(a->second_factor);
  EXPECT_TRUE(a->closed.empty()) << "what was written before opens everywhere";
  auto closed = *a;
  closed.status = Status::receiving;
  closed.closed = {events::Service::imap, events::Service::web};
  const auto read = decode_account(encode(closed));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->status, Status::receiving);
  EXPECT_EQ(read->closed, closed.closed);
  EXPECT_FALSE(read->may_use(events::Service::imap));
  EXPECT_TRUE(read->may_use(events::Service::smtp));
  auto bad = encode(closed);
  bad.back() = '\x7f';
  EXPECT_FALSE(decode_account(bad)) << "there is no such service";
  EXPECT_FALSE(decode_account(std::string(account.view()) + '\1')) << "version 1 ends there";
  EXPECT_FALSE(decode_account("\x04" + account.view().substr(1))) << "written by a later Postern";
}

TEST(Records, of_passwords_of_version_1_have_no_former_ones_and_of_version_2_no_end) {
  Encoder old;
  old.u8(1).bytes("sealed").bytes("scram");
  const auto c = decode_credentials(old.view());
  ASSERT_TRUE(c);
  EXPECT_EQ(c->password + c->scram, "sealedscram");
  EXPECT_TRUE(c->former.empty());
  const auto now = encode(SealedCredentials{"sealed", "scram", {"a", "b"}});
  EXPECT_EQ(decode_credentials(now)->former, (std::vector<std::string>{"a", "b"}));
  for (std::size_t cut = 0; cut < now.size(); ++cut) EXPECT_FALSE(decode_credentials(now.substr(0, cut))) << cut;
  Encoder account;
  account.u8(2).varint(7).varint(4).bytes("ann").bytes("Ann").zigzag(5).u8(0).varint(9).u8(1).varint(3).zigzag(6).u8(1);
  const auto a = decode_account(account.view());
  ASSERT_TRUE(a);
  EXPECT_TRUE(a->second_factor);
  EXPECT_EQ(a->password_expired.ms, 0);
  auto full = *a;
  full.password_expired = {8};
  full.broken_rules = 5;
  EXPECT_EQ(decode_account(encode(full))->password_expired, Time{8});
  EXPECT_EQ(decode_account(encode(full))->broken_rules, 5u);
}

TEST(SecondFactorRecord, comes_back_as_it_was_written) {
  const SecondFactor f{.totp = "sealed", .on = true, .last_step = 99, .recovery = {"a", "b"}};
  const auto stored = encode(f);
  EXPECT_EQ(decode_second_factor(stored).value(), f);
  for (std::size_t cut = 0; cut < stored.size(); ++cut) EXPECT_FALSE(decode_second_factor(stored.substr(0, cut))) << cut;
  EXPECT_FALSE(decode_second_factor(encode(SecondFactor{.totp = {}, .on = true, .recovery = {}})))
      << "on, and nothing to ask for";
}

class AppPasswordsTest : public testing::Test {
 protected:
  AppPasswordsTest() {
    reopen();
    if (!run(directory_->create_domain(address::parse_domain("home.test").value()))) std::abort();
    ann_ = create("ann@home.test");
    bob_ = create("bob@home.test");
  }
  void reopen() { directory_ = run(Directory::open(*store_, time_)).value(); }
  template <class T>
  T run(Task<T> task) {
    return executor_.run(std::move(task));
  }
  AccountId create(std::string_view text) {
    NewAccount wanted{.address = address::parse_mailbox(text, address::Charset::utf8).value()};
    return run(directory_->create_account(std::move(wanted))).value();
  }

  ManualExecutor executor_;
  test::ManualTime time_;
  std::unique_ptr<kv::Store> store_ = kv::open_memory().value();
  std::unique_ptr<Directory> directory_;
  AccountId ann_, bob_;
};

TEST_F(AppPasswordsTest, are_there_after_opening_anew_under_numbers_that_are_not_used_again) {
  EXPECT_EQ(run(directory_->add_app_password(ann_, full())).value(), 1u);
  EXPECT_EQ(run(directory_->add_app_password(ann_, full())).value(), 2u);
  EXPECT_EQ(run(directory_->add_app_password(bob_, full())).value(), 1u);
  ASSERT_TRUE(run(directory_->remove_app_password(ann_, 2)));
  EXPECT_EQ(run(directory_->remove_app_password(ann_, 2)).error().kind, Failure::not_found);
  reopen();
  const auto all = directory_->snapshot()->app_passwords(ann_);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->list.size(), 1u);
  EXPECT_EQ(all->list[0].created, time_.now());
  EXPECT_EQ(run(directory_->add_app_password(ann_, full())).value(), 3u);
}

TEST_F(AppPasswordsTest, go_with_their_account_and_so_does_their_use) {
  ASSERT_TRUE(run(directory_->add_app_password(ann_, full())));
  ASSERT_TRUE(run(directory_->note_use(ann_, {1, time_.now(), {}})));
  ASSERT_TRUE(run(directory_->note_use(ann_, {2, time_.now(), {}}))) << "of one that is gone nothing is kept";
  EXPECT_EQ(run(directory_->app_password_uses(ann_))->size(), 1u);
  ASSERT_TRUE(run(directory_->delete_account(ann_)));
  EXPECT_EQ(directory_->snapshot()->app_passwords(ann_), nullptr);
  EXPECT_TRUE(run(directory_->app_password_uses(ann_))->empty());
  reopen();
  EXPECT_EQ(directory_->snapshot()->app_passwords(ann_), nullptr);
}

TEST_F(AppPasswordsTest, are_refused_without_an_account_a_label_or_room) {
  EXPECT_EQ(run(directory_->add_app_password(AccountId(99), full())).error().kind, Failure::not_found);
  for (const char* label : {"", "two\nlines", "\xFF"}) {
    auto wanted = full();
    wanted.label = label;
    EXPECT_EQ(run(directory_->add_app_password(ann_, wanted)).error().kind, Failure::invalid);
  }
  for (std::size_t i = 0; i < kMostAppPasswords; ++i) ASSERT_TRUE(run(directory_->add_app_password(ann_, full())));
  EXPECT_EQ(run(directory_->add_app_password(ann_, full())).error().kind, Failure::too_large);
}

}  // namespace
}  // namespace postern::directory
