// The list of mailboxes from memory: always what a fresh store reads, and without reading where only messages came.
#include "store/list_cache.h"

#include <gtest/gtest.h>

#include "support/held_engine.h"
#include "support/mail_store.h"

namespace postern::store {
namespace {

struct Told {
  std::string name;
  Role role;
  bool subscribed;
  MailboxState state;
  friend bool operator==(const Told&, const Told&) = default;
};

struct Engine {
  test::EngineControls engine;  // outlives the store on it
};

class ListCacheTest : protected Engine, public StoreTest {
 protected:
  ListCacheTest() : StoreTest(kv::open_on(std::make_unique<test::HeldEngine>(engine), {.low_disk_bytes = 0}).value()) {}

  std::vector<Told> told(Store& of) {
    std::vector<Told> out;
    for (const auto& m : must(of.list(kAccount))) out.push_back({m.name, m.role, m.subscribed, m.state});
    return out;
  }
  using StoreTest::put;
  void put(MailboxId to) { put(to, "x\r\n"); }
};

TEST_F(ListCacheTest, says_after_every_change_what_a_fresh_store_reads) {
  const auto first = told(store);
  const UidRanges all{{Uid(1), Uid(1000)}};
  const std::vector<std::function<void()>> changes{
      [&] { put(kInbox); },
      [&] { must(store.create(kAccount, "a/b")); },
      [&] { put(named("a/b")); },
      [&] { must(store.store_flags(kAccount, kInbox, {all, FlagChange::add, {kDeleted, {"$Word"}}, {}})); },
      [&] { must(store.copy(kAccount, kInbox, all, named("a/b"))); },
      [&] { must(store.subscribe_name(kAccount, "a/b", true)); },
      [&] { must(store.rename(kAccount, "a", "c")); },
      [&] { must(store.move(kAccount, kInbox, all, named("Junk"))); },
      [&] { must(store.expunge(kAccount, named("Junk"), all, ExpungeWhat::all_named)); },
      [&] { must(store.subscribe_name(kAccount, "nowhere", true)); },
      [&] { must(store.remove(kAccount, "c/b")); },
      [&] { must(store.subscribe_name(kAccount, "nowhere", false)); },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    changes[i]();
    Store fresh({}, *kv, *blobs, time);
    EXPECT_EQ(told(store), told(fresh)) << i;
    EXPECT_EQ(must(store.subscriptions(kAccount)), must(fresh.subscriptions(kAccount))) << i;
  }
  EXPECT_NE(told(store), first);
  must(store.delete_account(kAccount));
  EXPECT_EQ(executor.run(store.list(kAccount)).error().kind, Failure::not_found);
}

// NOTIFY asks at every one of them.
TEST_F(ListCacheTest, messages_and_flags_cost_no_reading) {
  put(kInbox);
  told(store);
  for (int i = 0; i < 5; ++i) {
    put(kInbox);
    const UidRanges one{{Uid(1), Uid(1)}};
    must(store.store_flags(kAccount, kInbox, {one, i % 2 ? FlagChange::add : FlagChange::remove, {kSeen, {}}, {}}));
    const int before = engine.scans;
    EXPECT_EQ(told(store).front().state.exists, static_cast<std::uint32_t>(i) + 2);
    EXPECT_EQ(engine.scans, before);
  }
}

MailboxList list_of(std::size_t mailboxes) {
  MailboxList list;
  for (std::size_t i = 0; i < mailboxes; ++i) list.mailboxes.emplace_back().id = MailboxId(static_cast<std::uint32_t>(i + 1));
  return list;
}

TEST(ListCache, keeps_no_list_whose_names_changed_while_it_was_read) {
  ListCache cache;
  const auto turn = cache.begin(AccountId(1));
  auto notice = std::make_shared<MailNotice>();
  notice->account = AccountId(1);
  notice->names = true;
  const std::vector<std::shared_ptr<const MailNotice>> notices{notice};
  cache.update(notices);
  cache.keep(AccountId(1), turn, list_of(1));
  EXPECT_FALSE(cache.find(AccountId(1)));
  cache.keep(AccountId(1), cache.begin(AccountId(1)), list_of(1));
  EXPECT_TRUE(cache.find(AccountId(1)));
}

TEST(ListCache, lays_counters_over_the_list_that_came_while_it_was_read_unless_it_has_later_ones) {
  ListCache cache;
  const auto turn = cache.begin(AccountId(1));
  auto notice = std::make_shared<MailNotice>();
  notice->account = AccountId(1);
  for (const std::uint32_t id : {1u, 2u}) {
    auto& box = notice->boxes.emplace_back();
    box.id = MailboxId(id);
    box.state.highest = ModSeq(5);
    box.state.exists = 5;
  }
  const std::vector<std::shared_ptr<const MailNotice>> notices{notice};
  cache.update(notices);
  auto list = list_of(2);
  list.mailboxes[0].state.highest = ModSeq(4);
  list.mailboxes[1].state.highest = ModSeq(6);
  list.mailboxes[1].state.exists = 6;
  cache.keep(AccountId(1), turn, list);
  const auto found = cache.find(AccountId(1));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->mailboxes[0].state.exists, 5u);
  EXPECT_EQ(found->mailboxes[1].state.exists, 6u);
}

TEST(ListCache, holds_a_bounded_number_of_mailboxes_and_lets_the_oldest_go) {
  ListCache cache;
  for (std::uint64_t account = 1; account <= 12; ++account) {
    cache.keep(AccountId(account), cache.begin(AccountId(account)), list_of(10'000));
    EXPECT_LE(cache.rows_for_test(), ListCache::kMostRows);
    EXPECT_EQ(cache.find(AccountId(1)).has_value(), true) << "asked for all the time";
  }
  EXPECT_FALSE(cache.find(AccountId(2)));
  EXPECT_TRUE(cache.find(AccountId(12)));
}

}  // namespace
}  // namespace postern::store
