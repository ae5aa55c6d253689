// Random operations, many at once, against what must always hold; and one after the other against a naive model.
#include <gtest/gtest.h>

#include <random>

#include "support/mail_store.h"

namespace postern::store {
namespace {

class StoreModel : public StoreTest {
 protected:
  // Starts an operation and goes on without waiting for it.
  template <class T>
  void start(Task<Result<T>> task) {
    ++running;
    executor.start(std::move(task), [this](Result<T> r) {
      --running;
      if (!r) ++failures[r.error().kind];
    });
  }
  void start_append(MailboxId mailbox, std::size_t size, Flags flags) {
    std::vector<NewMessage> one;
    one.push_back(message_for_test(std::string(size, 'x'), flags));
    ++running;
    executor.start(store.append(kAccount, mailbox, std::move(one)), [this, mailbox](Result<Appended> done) {
      --running;
      ASSERT_TRUE(done);
      for (const auto uid : done->uids) EXPECT_TRUE(given[mailbox].insert(uid).second) << "UID given twice";
    });
  }
  void wait() {
    executor.run_until([this] { return running == 0; });
  }

  int running = 0;
  std::map<Failure, int> failures;
  std::map<MailboxId, std::set<Uid>> given;
};

TEST_F(StoreModel, concurrent_operations_keep_every_invariant) {
  std::mt19937 random(7);
  Store fresh{{.cache_bytes = config::Octets(0)}, *kv, *blobs, time};  // reads everything anew
  std::vector<MailboxId> boxes{named("INBOX"), named("Sent"), named("Trash")};
  ModSeq highest;
  for (int round = 0; round < 40; ++round) {
    for (int i = 0; i < 25; ++i) {
      const auto a = boxes[random() % boxes.size()];
      const auto b = boxes[random() % boxes.size()];
      const auto first = static_cast<std::uint32_t>(random() % 400 + 1);
      const UidRanges some{{Uid(first), Uid(first + static_cast<std::uint32_t>(random() % 40))}};
      switch (random() % 8) {
        case 0: start(store.expunge(kAccount, a, some, ExpungeWhat::marked_deleted)); break;
        case 1: start(store.copy(kAccount, a, some, b)); break;
        case 2: start(store.move(kAccount, a, some, b)); break;
        case 3: start(store.store_flags(kAccount, a, {some, FlagChange::add, {kDeleted | kSeen, {"k"}}, {}})); break;
        case 4: start(store.store_flags(kAccount, a, {some, FlagChange::remove, {kSeen, {"k"}}, {}})); break;
        case 5: start(store.open(kAccount, a)); break;
        default: start_append(a, random() % 300, random() % 2 ? kSeen : 0); break;
      }
    }
    if (round % 10 == 5) {
      time.pass(10min);
      start(store.purge_expunged(10'000));
    }
    wait();
    if (round % 8 == 7) expect_sound(executor, store, fresh, kAccount);
    for (const auto id : boxes) highest = std::max(highest, must(store.status(kAccount, id)).highest);
  }
  EXPECT_TRUE(failures.empty());
  EXPECT_GT(highest, ModSeq(300));
  time.pass(10min);
  must(store.purge_expunged(1'000'000));
  expect_sound(executor, store, fresh, kAccount);
  for (const auto id : boxes) {  // every message that is left has its body, whatever was purged
    const View view = must(store.open(kAccount, id));
    std::uint32_t seen = 0;
    BodyVisitor visit = [&](std::uint32_t, const Row&, std::string_view) {
      ++seen;
      return true;
    };
    std::vector<SeqRange> all{{1, view->exists()}};
    must(store.bodies(view, all, std::move(visit)));
    EXPECT_EQ(seen, view->exists());
  }
}

TEST_F(StoreModel, views_follow_by_notices_alone) {
  std::mt19937 random(11);
  const auto inbox = named("INBOX");
  View seen = must(store.open(kAccount, inbox));
  std::vector<std::uint32_t> told;  // UIDs by sequence number, as a client would keep them
  for (int round = 0; round < 60; ++round) {
    for (int i = 0; i < 10; ++i) {
      const auto first = static_cast<std::uint32_t>(random() % 300 + 1);
      if (random() % 3 == 0)
        start(store.expunge(kAccount, inbox, {{Uid(first), Uid(first + 5)}}, ExpungeWhat::all_named));
      else
        start_append(inbox, 5, 0);
    }
    wait();
    const View later = store.cached(kAccount, inbox);
    ASSERT_NE(later, nullptr);
    const auto d = diff(*seen, *later);
    for (const auto& gone : d.gone) {
      ASSERT_EQ(told[gone.seq - 1], gone.uid.value);
      told.erase(told.begin() + gone.seq - 1);
    }
    if (d.added)
      later->each(d.first_added, later->exists(), [&](std::uint32_t, const Row& row) { told.push_back(row.uid.value); });
    ASSERT_EQ(told, uids(inbox));
    seen = later;
  }
}

TEST_F(StoreModel, one_after_the_other_agrees_with_a_naive_model) {
  std::mt19937 random(3);
  std::map<MailboxId, std::map<std::uint32_t, Flags>> model;
  std::map<MailboxId, std::uint32_t> next;
  const std::vector<MailboxId> boxes{named("INBOX"), named("Junk")};
  for (const auto b : boxes) next[b] = 1;
  for (int step = 0; step < 400; ++step) {
    const auto a = boxes[random() % 2];
    const auto b = boxes[random() % 2];
    const auto first = static_cast<std::uint32_t>(random() % 300 + 1);
    const auto last = first + static_cast<std::uint32_t>(random() % 20);
    const UidRanges some{{Uid(first), Uid(last)}};
    std::vector<std::pair<std::uint32_t, Flags>> hit;
    for (const auto& [uid, flags] : model[a]) {
      if (uid >= first && uid <= last) hit.emplace_back(uid, flags);
    }
    switch (random() % 6) {
      case 0:
        must(store.expunge(kAccount, a, some, ExpungeWhat::all_named));
        for (const auto& [uid, flags] : hit) model[a].erase(uid);
        break;
      case 1:
      case 2: {
        const bool moves = random() % 2;
        if (moves)
          must(store.move(kAccount, a, some, b));
        else
          must(store.copy(kAccount, a, some, b));
        for (const auto& [uid, flags] : hit) model[b][next[b]++] = flags;
        for (const auto& [uid, flags] : moves ? hit : decltype(hit){}) model[a].erase(uid);
        break;
      }
      case 3:
        must(store.store_flags(kAccount, a, {some, FlagChange::add, {kFlagged, {}}, {}}));
        for (const auto& [uid, flags] : hit) model[a][uid] |= kFlagged;
        break;
      default: put(a, "m", step % 2 ? kSeen : 0); model[a][next[a]++] = step % 2 ? kSeen : 0;
    }
    for (const auto box : boxes) {
      std::map<std::uint32_t, Flags> stored;
      const View view = must(store.open(kAccount, box));
      view->each(1, view->exists(), [&](std::uint32_t, const Row& row) { stored[row.uid.value] = row.flags; });
      ASSERT_EQ(stored, model[box]) << "step " << step;
      ASSERT_EQ(view->state().uidnext.value, next[box]);
    }
  }
}

}  // namespace
}  // namespace postern::store
