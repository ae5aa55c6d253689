// For tests: a mail store over the memory engine, with its own time and seeded randomness.
#pragma once
#include <gtest/gtest.h>

#include "kv/open.h"
#include "store/store.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"
#include "support/seeded_random.h"

namespace postern::store {

inline std::shared_ptr<const Facts> facts_for_test(std::uint64_t id = 0, std::vector<std::uint64_t> references = {}) {
  Facts f;
  f.envelope = "(envelope)";
  f.body_structure = "(structure)";
  f.headers = "Subject: x\r\n";
  f.preview = "preview";
  f.header_size = 12;
  f.message_id = id;
  f.references = std::move(references);
  return std::make_shared<const Facts>(std::move(f));
}

inline NewMessage message_for_test(std::string bytes, Flags flags = 0, std::vector<std::string> keywords = {}) {
  NewMessage m;
  m.bytes = std::make_shared<const std::string>(std::move(bytes));
  m.facts = facts_for_test();
  m.flags = {flags, std::move(keywords)};
  m.internal_date = Time{1'780'000'000'000};
  return m;
}

class StoreTest : public testing::Test {
 protected:
  static constexpr AccountId kAccount{7};

  explicit StoreTest(std::unique_ptr<kv::Store> on = std::move(*kv::open_memory())) : kv(std::move(on)) {}
  void SetUp() override { must(store.create_account(kAccount)); }

  // The value of a task that has to succeed.
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  // How a task fails; nothing when it does not.
  template <class T>
  std::optional<Failure> failure(Task<Result<T>> task) {
    Result<T> result = executor.run(std::move(task));
    if (result) return std::nullopt;
    return result.error().kind;
  }
  MailboxId named(std::string name) { return must(store.find(kAccount, std::move(name))).id; }
  std::vector<Uid> put(MailboxId mailbox, std::string bytes, Flags flags = 0, std::vector<std::string> keywords = {}) {
    std::vector<NewMessage> one;
    one.push_back(message_for_test(std::move(bytes), flags, std::move(keywords)));
    return must(store.append(kAccount, mailbox, std::move(one))).uids;
  }
  std::vector<std::uint32_t> uids(MailboxId mailbox) {
    const View view = must(store.open(kAccount, mailbox));
    std::vector<std::uint32_t> all;
    view->each(1, view->exists(), [&](std::uint32_t, const Row& row) { all.push_back(row.uid.value); });
    return all;
  }

  ManualExecutor executor;
  test::ManualTime time{executor.now()};
  test::SeededRandom random{1};
  std::unique_ptr<BlobStore> blobs = blobs_in_memory(random, time);
  std::unique_ptr<kv::Store> kv;
  Store store{{}, *kv, *blobs, time};
};

// Counters against rows, quota against sizes, the cached view against what a fresh store reads.
inline void expect_sound(ManualExecutor& executor, Store& store, Store& fresh, AccountId account) {
  const auto mailboxes = executor.run(store.list(account));
  ASSERT_TRUE(mailboxes);
  std::uint64_t size = 0, messages = 0;
  for (const auto& m : *mailboxes) {
    const auto view = executor.run(store.open(account, m.id));
    const auto stored = executor.run(fresh.open(account, m.id));
    ASSERT_TRUE(view && stored);
    const auto& state = (*view)->state();
    EXPECT_EQ(state, (*stored)->state());
    EXPECT_TRUE(diff(**view, **stored).empty());
    std::uint32_t unseen = 0, deleted = 0, last = 0;
    std::uint64_t sum = 0;
    (*view)->each(1, (*view)->exists(), [&](std::uint32_t, const Row& row) {
      unseen += (row.flags & kSeen) ? 0 : 1;
      deleted += (row.flags & kDeleted) ? 1 : 0;
      EXPECT_GT(row.uid.value, last);
      last = row.uid.value;
      EXPECT_LE(row.modseq, state.highest);
    });
    std::uint32_t seen_fixed = 0;
    FixedVisitor visit = [&](std::uint32_t, const Row&, const Fixed& fixed) {
      sum += fixed.size;
      ++seen_fixed;
      return true;
    };
    std::vector<SeqRange> all{{1, (*view)->exists()}};
    ASSERT_TRUE(executor.run(store.fixed(*view, std::move(all), std::move(visit))));
    EXPECT_EQ(seen_fixed, (*view)->exists());
    EXPECT_EQ(state.exists, (*view)->exists());
    EXPECT_EQ(state.unseen, unseen);
    EXPECT_EQ(state.deleted, deleted);
    EXPECT_EQ(state.size, sum);
    EXPECT_LT(last, state.uidnext.value);
    size += sum;
    messages += state.exists;
  }
  const auto quota = executor.run(store.quota(account));
  ASSERT_TRUE(quota);
  EXPECT_EQ(quota->used_bytes, size);
  EXPECT_EQ(quota->used_messages, messages);
}

}  // namespace postern::store
