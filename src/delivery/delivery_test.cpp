// From an accepted message to mailboxes and queue, over the memory engine.
#include "delivery/delivery.h"

#include <gtest/gtest.h>

#include "kv/open.h"
#include "support/event_list.h"
#include "support/mail_store.h"
#include "support/queued_text.h"

namespace postern::delivery {
namespace {

constexpr std::string_view kReturnPath = "Return-Path: <ann@example.net>\r\n";
constexpr std::string_view kMessage = "Received: by here\r\nFrom: ann@example.net\r\nSubject: x\r\n\r\nhello\r\n";

address::Mailbox mailbox(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

class DeliveryTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = must(directory::Directory::open(*kv_, time_));
    delivery_.emplace(Delivery::Ports{*directory_, store_, queue_, time_, events_});
    must(directory_->create_domain(address::parse_domain("example.org").value()));
    for (const auto* name : {"u1@example.org", "u2@example.org"}) accounts_.push_back(account(name));
  }
  AccountId account(std::string_view name) {
    directory::NewAccount wanted;
    wanted.address = mailbox(name);
    return must(directory_->create_account(std::move(wanted)));
  }
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor_.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  Result<void> deliver(std::vector<std::string> recipients, std::string_view bytes = kMessage, queue::Judged judged = {}) {
    queue::Envelope e;
    e.judged = std::move(judged);
    e.reverse_path = mailbox("ann@example.net");
    for (const auto& r : recipients)
      e.recipients.push_back({.mailbox = mailbox(r), .notify = {}, .orcpt_type = {}, .orcpt = {}});
    const std::string whole = std::string(kReturnPath).append(bytes);
    Incoming message;
    message.body = std::make_unique<store::Spool>(*blobs_, store_.settings().inline_limit.value);
    message.body->add(whole);
    message.parsed = std::make_shared<const mime::Message>(mime::parse(whole));
    message.return_path = kReturnPath.size();
    return executor_.run(delivery_->accept(std::move(e), std::move(message)));
  }
  std::uint32_t count(AccountId a, MailboxId mailbox = store::kInbox) {
    auto view = executor_.run(store_.open(a, mailbox));
    return view ? (*view)->exists() : 0;
  }
  // From here on, what is of this level or worse is junk to the account.
  void junk_from(AccountId who, queue::Level level) {
    Delivery::Ports ports{*directory_, store_, queue_, time_, events_};
    ports.is_junk = [=](AccountId a, const queue::Envelope& e) { return a == who && e.judged.level >= level; };
    delivery_.emplace(std::move(ports));
  }
  struct Noted final : Answers {
    Task<void> given(AccountId id, const queue::Envelope&, std::shared_ptr<const mime::Message>, bool junk) override {
      who.emplace_back(id, junk);
      co_return;
    }
    std::vector<std::pair<AccountId, bool>> who;
  };
  std::vector<std::string> names(AccountId a) {
    std::vector<std::string> all;
    for (const auto& one : must(store_.list(a)))
      if (one.role == store::Role::junk || one.name == "Junk") all.push_back(one.name);
    return all;
  }
  std::string last(AccountId a) {
    const auto view = must(store_.open(a, store::kInbox));
    const auto body = must(store_.body(a, view->at(view->exists()).number));
    return std::string(must(body.read(0, body.size())).bytes);
  }

  ManualExecutor executor_;
  test::ManualTime time_;
  test::SeededRandom random_{3};
  EventList events_;
  std::unique_ptr<kv::Store> kv_ = kv::open_memory().value();
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(random_, time_);
  store::Store store_{{}, *kv_, *blobs_, time_};
  queue::Queue queue_{*kv_, *blobs_, random_};
  std::unique_ptr<directory::Directory> directory_;
  std::optional<Delivery> delivery_;
  std::vector<AccountId> accounts_;
};

TEST_F(DeliveryTest, each_account_gets_one_copy_however_many_names_lead_to_it) {
  must(directory_->create_alias(mailbox("all@example.org"), {mailbox("u1@example.org"), mailbox("u2@example.org")}));
  ASSERT_TRUE(deliver({"u1@example.org", "u1+tag@example.org", "all@example.org"}));
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_EQ(count(accounts_[1]), 1u);
  EXPECT_EQ(last(accounts_[0]), "Return-Path: <ann@example.net>\r\n" + std::string(kMessage));
}

// The accounts of these tests are in the directory only, as after a crash.
TEST_F(DeliveryTest, what_an_account_takes_for_junk_goes_into_its_mailbox_for_junk) {
  junk_from(accounts_[0], queue::Level::medium);
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}, kMessage, {queue::Level::high, 2000, {}}));
  ASSERT_TRUE(deliver({"u1@example.org"}, kMessage, {queue::Level::low, 500, {}}));
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_EQ(count(accounts_[0], must(store_.find(accounts_[0], "Junk")).id), 1u);
  EXPECT_EQ(count(accounts_[1]), 1u) << "whoever thinks otherwise of it has it in the inbox";
}

TEST_F(DeliveryTest, who_answers_hears_of_each_account_that_has_it_and_where_it_lies) {
  Noted noted;
  Delivery::Ports ports{*directory_, store_, queue_, time_, events_};
  ports.is_junk = [this](AccountId a, const queue::Envelope&) { return a == accounts_[1]; };
  ports.answers = &noted;
  delivery_.emplace(std::move(ports));
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org", "elsewhere@example.net"}));
  EXPECT_EQ(noted.who, (std::vector<std::pair<AccountId, bool>>{{accounts_[0], false}, {accounts_[1], true}}));
}

TEST_F(DeliveryTest, a_mailbox_for_junk_is_known_by_its_role_and_made_when_it_is_missing) {
  const auto who = accounts_[0];
  junk_from(who, queue::Level::medium);
  ASSERT_TRUE(deliver({"u1@example.org"}));
  must(store_.rename(who, "Junk", "Unwanted"));
  ASSERT_TRUE(deliver({"u1@example.org"}, kMessage, {queue::Level::high, 2000, {}}));
  EXPECT_EQ(names(who), std::vector<std::string>{"Unwanted"});
  EXPECT_EQ(count(who, must(store_.find(who, "Unwanted")).id), 1u);
  must(store_.remove(who, "Unwanted"));
  ASSERT_TRUE(deliver({"u1@example.org"}, kMessage, {queue::Level::high, 2000, {}}));
  EXPECT_EQ(count(who, must(store_.find(who, "Junk")).id), 1u);
  must(store_.remove(who, "Junk"));
  must(store_.create(who, "Junk"));
  ASSERT_TRUE(deliver({"u1@example.org"}, kMessage, {queue::Level::high, 2000, {}}));
  EXPECT_EQ(count(who, must(store_.find(who, "Junk")).id), 1u) << "one that only has the name";
  EXPECT_EQ(count(who), 1u);
}

TEST_F(DeliveryTest, an_account_that_the_store_lacks_is_made_with_its_own_quota) {
  directory::NewAccount wanted;
  wanted.address = mailbox("small@example.org");
  wanted.quota = 4711;
  const auto small = must(directory_->create_account(std::move(wanted)));
  ASSERT_TRUE(deliver({"small@example.org", "u1@example.org"}));
  EXPECT_EQ(must(store_.quota(small)).limit_bytes, 4711u);
  EXPECT_EQ(must(store_.quota(accounts_[0])).limit_bytes, store_.settings().default_quota.value);
}

TEST_F(DeliveryTest, recipients_elsewhere_wait_in_the_queue_without_a_return_path) {
  ASSERT_TRUE(deliver({"u1@example.org", "bob@example.net", "bob@EXAMPLE.net"}));
  const auto waiting = must(queue_.list());
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].leg.recipients.size(), 1u);
  EXPECT_EQ(must(queue::queued_text(queue_, *blobs_, waiting[0].id)), kMessage);
}

TEST_F(DeliveryTest, a_full_mailbox_alone_is_an_error_and_leaves_nothing) {
  ASSERT_TRUE(deliver({"u1@example.org"}));  // makes the account in the store
  must(store_.set_quota(accounts_[0], 10));
  const auto refused = deliver({"u1@example.org"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::over_quota);
  EXPECT_EQ(count(accounts_[0]), 1u);
  EXPECT_TRUE(must(queue_.list()).empty());
}

TEST_F(DeliveryTest, a_full_mailbox_among_others_waits_and_the_others_have_it) {
  ASSERT_TRUE(deliver({"u1@example.org"}));
  must(store_.set_quota(accounts_[0], 10));
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org"}));
  EXPECT_EQ(count(accounts_[1]), 1u);
  const auto waiting = must(queue_.list());
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].leg.recipients.at(0).mailbox.text(), "u1@example.org");
}

// RFC 5321 §4.5.1
TEST_F(DeliveryTest, postmaster_has_a_home_in_every_domain) {
  ASSERT_TRUE(deliver({"Postmaster@example.org"}));
  EXPECT_EQ(count(accounts_[0]), 1u);
}

// A body over the inline limit is written once: accounts and queue share the blob, and the queue's message begins behind our
// Return-Path.
TEST_F(DeliveryTest, a_large_message_is_one_blob_for_mailboxes_and_queue) {
  const std::string large = std::string(kMessage) + std::string(100'000, 'x') + "\r\n";
  ASSERT_TRUE(deliver({"u1@example.org", "u2@example.org", "bob@example.net"}, large));
  const auto blobs = must(blobs_->list());
  ASSERT_EQ(blobs.size(), 1u);
  EXPECT_EQ(last(accounts_[0]), std::string(kReturnPath) + large);
  EXPECT_EQ(last(accounts_[1]), std::string(kReturnPath) + large);
  const auto waiting = must(queue_.list());
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].message.size, large.size());
  EXPECT_EQ(waiting[0].message.blob->name, blobs[0].name);
  EXPECT_EQ(must(queue::queued_text(queue_, *blobs_, waiting[0].id)), large);
}

// What a client is told of the structure fits the stored octets, Return-Path and all.
TEST_F(DeliveryTest, facts_of_a_large_message_count_from_its_first_stored_octet) {
  const std::string large = std::string(kMessage) + std::string(100'000, 'x') + "\r\n";
  ASSERT_TRUE(deliver({"u1@example.org"}, large));
  const std::string whole = std::string(kReturnPath) + large;
  const auto view = must(store_.open(accounts_[0], store::kInbox));
  bool seen = false;
  store::FactsVisitor visit = [&](const store::StoredFacts& facts) {
    seen = true;
    EXPECT_EQ(facts.size, whole.size());
    EXPECT_EQ(whole.substr(0, facts.header_size), whole.substr(0, whole.find("hello")));
    EXPECT_EQ(facts.preview.substr(0, 5), "hello");
    return true;
  };
  std::vector<store::SeqRange> one{{1, 1}};
  must(store_.facts(view, std::move(one), std::move(visit)));
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace postern::delivery
