// Who is told of an ending password, what arrives, and how often.   H07
#include "app/password_chore.h"

#include <gtest/gtest.h>

#include "kv/open.h"
#include "mime/encoded_word.h"
#include "mime/message.h"
#include "support/event_list.h"
#include "support/mail_store.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"

namespace postern::app {
namespace {

class PasswordChoreTest : public testing::Test {
 protected:
  PasswordChoreTest() {
    directory_ = must(directory::Directory::open(*kv_, time_));
    delivery_.emplace(delivery::Delivery::Ports{*directory_, store_, queue_, time_, events_});
    must(directory_->create_domain(address::parse_domain("home.test").value()));
    ann_ = account({.address = mailbox("ann@home.test")});
    bob_ = account({.address = mailbox("bob@home.test"), .policy_exempt = true});
    must(directory_->set_credentials(ann_, {.password = "sealed", .scram = {}}));
    must(directory_->set_credentials(bob_, {.password = "sealed", .scram = {}}));
  }
  static address::Mailbox mailbox(std::string_view text) {
    return address::parse_mailbox(text, address::Charset::utf8).value();
  }
  AccountId account(directory::NewAccount wanted) { return must(directory_->create_account(std::move(wanted))); }
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor_.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  std::size_t look() {
    auth::PasswordPolicy policy;
    policy.expires_after = 90;
    return must(tell_about_passwords({*directory_, *delivery_, policy, "mail.home.test", system_random(), time_}));
  }
  std::vector<std::string> inbox(AccountId id) {
    std::vector<std::string> out;
    auto view = executor_.run(store_.open(id, store::kInbox));
    for (std::uint32_t i = 1; view && i <= (*view)->exists(); ++i) {
      const auto body = must(store_.body(id, (*view)->at(i).number));
      out.emplace_back(must(body.read(0, body.size())).bytes);
    }
    return out;
  }

  ManualExecutor executor_;
  test::ManualTime time_{Time{1'790'000'000'000}};
  EventList events_;
  std::unique_ptr<kv::Store> kv_ = kv::open_memory().value();
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(system_random(), time_);
  store::Store store_{{}, *kv_, *blobs_, time_};
  queue::Queue queue_{*kv_, *blobs_, system_random()};
  std::unique_ptr<directory::Directory> directory_;
  std::optional<delivery::Delivery> delivery_;
  AccountId ann_, bob_;
};

TEST_F(PasswordChoreTest, H07_an_owner_finds_one_notice_a_day_of_the_schedule_and_others_find_none) {
  EXPECT_EQ(look(), 0u);
  time_.pass(std::chrono::days(90 - 14));
  EXPECT_EQ(look(), 1u) << "28 and 14 days, both gone by, in one";
  EXPECT_EQ(look(), 0u) << "and not again";
  ASSERT_EQ(inbox(ann_).size(), 1u);
  const auto mail = inbox(ann_)[0];
  EXPECT_TRUE(
      mail.starts_with("Return-Path: <>\r\nFrom: Postmaster <postmaster@mail.home.test>\r\nTo: <ann@home.test>\r\n"
                       "Subject: Your password expires in 14 days\r\n"))
      << mail;
  EXPECT_NE(mail.find("\r\nAuto-Submitted: auto-generated\r\n"), std::string::npos);
  EXPECT_TRUE(inbox(bob_).empty());
  time_.pass(std::chrono::days(7));
  EXPECT_EQ(look(), 1u);
  must(directory_->set_credentials(ann_, {.password = "new", .scram = {}}));
  time_.pass(std::chrono::days(7));
  EXPECT_EQ(look(), 0u) << "a new password has its own life";
}

TEST_F(PasswordChoreTest, H07_an_owner_is_told_in_his_language) {
  const auto german = [](directory::Domain& d) -> Result<void> {
    d.settings.language = Language::de;
    return {};
  };
  must(directory_->update_domain(directory_->snapshot()->account(ann_)->domain, german));
  time_.pass(std::chrono::days(90 - 14));
  EXPECT_EQ(look(), 1u);
  const auto mail = inbox(ann_).at(0);
  EXPECT_EQ(mime::decode_words(mime::parse(mail).unfolded(0, "Subject")), "Ihr Passwort l\u00E4uft in 14 Tagen ab");
  EXPECT_NE(mail.find("\r\nContent-Language: de\r\n"), mail.npos);
}

TEST_F(PasswordChoreTest, who_cannot_be_told_now_is_told_the_next_time) {
  time_.pass(std::chrono::days(90 - 14));
  must(store_.ensure_account(ann_, 1));
  EXPECT_EQ(look(), 0u);
  must(store_.set_quota(ann_, 0));
  EXPECT_EQ(look(), 1u);
}

}  // namespace
}  // namespace postern::app
