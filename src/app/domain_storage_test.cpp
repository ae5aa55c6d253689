// A ceiling holds for all of a domain together, whoever was there before it, and by the octets that are really held.
#include "app/domain_storage.h"

#include "support/mail_store.h"

namespace postern::app {
namespace {

const store::UidRanges kAll{{Uid(1), Uid(UINT32_MAX)}};

class DomainStorageTest : public testing::Test {
 protected:
  DomainStorageTest() {
    directory_ = must(directory::Directory::open(*kv_, time_));
    rooms_.emplace(*directory_);
    store_.emplace(store::Settings{}, *kv_, *blobs_, time_, &*rooms_);
    for (const auto* name : {"full.test", "free.test"}) must(directory_->create_domain(domain(name)));
    ann_ = account("ann@full.test");
    bob_ = account("bob@full.test");
    eve_ = account("eve@free.test");
  }
  static address::Domain domain(const char* name) { return address::parse_domain(name).value(); }
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor_.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  AccountId account(const char* address) {
    directory::NewAccount wanted;
    wanted.address = address::parse_mailbox(address, address::Charset::utf8).value();
    const auto id = must(directory_->create_account(std::move(wanted)));
    must(store_->create_account(id));
    return id;
  }
  void set_ceiling(std::uint64_t octets) {
    must(directory_->update_domain(directory_->snapshot()->domain(domain("full.test"))->id, [octets](directory::Domain& it) {
      it.settings.ceilings.storage = octets;
      return Result<void>{};
    }));
    must(rooms_->count(*store_));
  }
  Result<store::Appended> append(AccountId id, std::size_t octets) {
    std::vector<store::NewMessage> one;
    one.push_back(store::message_for_test(std::string(octets, 'x')));
    return executor_.run(store_->append(id, store::kInbox, std::move(one)));
  }
  void expect_full(AccountId id, std::size_t octets) {
    const auto refused = append(id, octets);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Failure::over_quota);
    EXPECT_EQ(executor_.run(store_->room_for(id, octets)).error().kind, Failure::over_quota) << "told before, too";
  }

  ManualExecutor executor_;
  test::ManualTime time_;
  std::unique_ptr<kv::Store> kv_ = std::move(*kv::open_memory({.low_disk_bytes = 0, .time = &time_}));
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(system_random(), time_);
  std::unique_ptr<directory::Directory> directory_;
  std::optional<DomainStorage> rooms_;
  std::optional<store::Store> store_;
  AccountId ann_, bob_, eve_;
};

TEST_F(DomainStorageTest, holds_for_all_accounts_together_and_no_other_domain) {
  EXPECT_TRUE(append(ann_, 60));
  set_ceiling(100);  // what was there before counts
  EXPECT_TRUE(append(bob_, 40));
  expect_full(bob_, 1);
  expect_full(ann_, 1);
  EXPECT_TRUE(append(eve_, 5000));
}

TEST_F(DomainStorageTest, what_is_expunged_or_deleted_leaves_room) {
  set_ceiling(100);
  EXPECT_TRUE(append(ann_, 60));
  EXPECT_TRUE(append(bob_, 40));
  must(store_->expunge(bob_, store::kInbox, kAll, store::ExpungeWhat::all_named));
  EXPECT_TRUE(append(ann_, 40));
  expect_full(bob_, 1);
  must(store_->delete_account(ann_));
  EXPECT_TRUE(append(bob_, 100));
  expect_full(bob_, 1);
}

TEST_F(DomainStorageTest, a_batch_is_charged_as_one) {
  set_ceiling(100);
  std::vector<store::NewMessage> three;
  for (int i = 0; i < 3; ++i) three.push_back(store::message_for_test(std::string(40, 'x')));
  EXPECT_FALSE(executor_.run(store_->append(ann_, store::kInbox, std::move(three))));
  EXPECT_TRUE(append(ann_, 100)) << "nothing of the batch was kept";
}

TEST_F(DomainStorageTest, follows_a_ceiling_that_is_raised_lowered_and_taken_away) {
  set_ceiling(100);
  EXPECT_TRUE(append(ann_, 100));
  expect_full(bob_, 1);
  set_ceiling(150);
  EXPECT_TRUE(append(bob_, 50));
  set_ceiling(20);
  expect_full(ann_, 1);
  set_ceiling(0);
  EXPECT_TRUE(append(ann_, 1000));
  set_ceiling(1000);  // what was written meanwhile counts
  expect_full(bob_, 1);
}

TEST_F(DomainStorageTest, who_comes_later_counts_too) {
  set_ceiling(100);
  const auto dan = account("dan@full.test");
  EXPECT_TRUE(append(dan, 90));
  expect_full(ann_, 11);
  EXPECT_TRUE(append(ann_, 10));
}

// A restart knows nothing, and counts anew.
TEST_F(DomainStorageTest, is_counted_anew_at_a_start) {
  set_ceiling(100);
  EXPECT_TRUE(append(ann_, 90));
  DomainStorage later(*directory_);
  EXPECT_TRUE(later.takes(bob_, 500)) << "nobody is refused before it is counted";
  must(later.count(*store_));
  EXPECT_TRUE(later.takes(bob_, 10));
  EXPECT_FALSE(later.takes(bob_, 11));
  EXPECT_TRUE(later.takes(ann_, 100)) << "by what it comes to hold, not by what comes";
}

TEST_F(DomainStorageTest, each_domain_is_summed_up_with_or_without_a_ceiling) {
  const auto sum = [&](const char* name) {
    return must(rooms_->sums(*store_)).at(directory_->snapshot()->domain(domain(name))->id);
  };
  EXPECT_TRUE(append(ann_, 60));
  EXPECT_TRUE(append(bob_, 40));
  EXPECT_TRUE(append(eve_, 5000));
  EXPECT_EQ(sum("full.test"), 100u);
  EXPECT_EQ(sum("free.test"), 5000u);
  EXPECT_TRUE(append(account("dan@free.test"), 7));  // who comes later
  must(store_->expunge(bob_, store::kInbox, kAll, store::ExpungeWhat::all_named));
  must(store_->delete_account(eve_));
  must(directory_->create_domain(domain("new.test")));
  EXPECT_TRUE(append(account("new@new.test"), 3));
  EXPECT_EQ(sum("full.test"), 60u);
  EXPECT_EQ(sum("free.test"), 7u);
  EXPECT_EQ(sum("new.test"), 3u);
}

// A server that ends: its engine has commits under way when the directory goes.
TEST_F(DomainStorageTest, refuses_nobody_and_asks_nobody_once_it_is_closed) {
  set_ceiling(100);
  rooms_->close();
  directory_.reset();
  EXPECT_TRUE(append(ann_, 500));
  EXPECT_TRUE(rooms_->takes(bob_, 500));
  EXPECT_TRUE(executor_.run(rooms_->count(*store_)));
}

// Moving mail about needs no room.
TEST_F(DomainStorageTest, a_full_domain_can_put_its_mail_in_order) {
  set_ceiling(60);
  EXPECT_TRUE(append(ann_, 60));
  const auto trash = must(store_->find(ann_, "Trash")).id;
  EXPECT_TRUE(executor_.run(store_->move(ann_, store::kInbox, kAll, trash)));
  EXPECT_FALSE(executor_.run(store_->copy(ann_, trash, kAll, store::kInbox)));
}

}  // namespace
}  // namespace postern::app
