// Views: lookups and differences against a naive model.
#include "store/view.h"

#include <gtest/gtest.h>

#include <random>

namespace postern::store {
namespace {

using Model = std::map<std::uint32_t, Row>;  // by UID

View view_of(const Model& model, std::uint32_t uidnext, const MailboxView* earlier = nullptr) {
  std::map<std::uint32_t, Chunk> chunks;
  for (const auto& [uid, row] : model) {
    Chunk& c = chunks[uid / kChunkUids];
    c.index = uid / kChunkUids;
    c.low.push_back(static_cast<std::uint8_t>(uid % kChunkUids));
    c.numbers.push_back(row.number.value);
    c.flags.push_back(row.flags);
    c.modseqs.push_back(row.modseq.value);
  }
  MailboxState state;
  state.uidnext = Uid(uidnext);
  std::vector<MailboxView::ChunkPtr> shared;
  for (auto& [index, chunk] : chunks) {
    MailboxView::ChunkPtr same;
    for (const auto& old : earlier ? earlier->chunks() : std::vector<MailboxView::ChunkPtr>{}) {
      if (old->index == index && old->low == chunk.low && old->modseqs == chunk.modseqs) same = old;
    }
    shared.push_back(same ? same : std::make_shared<const Chunk>(std::move(chunk)));
  }
  for (const auto& [uid, row] : model) state.unseen += (row.flags & kSeen) ? 0 : 1;
  return std::make_shared<const MailboxView>(AccountId(1), MailboxId(1), std::move(state), std::move(shared));
}

void expect_lookups(const Model& model, const MailboxView& view, std::uint32_t uidnext) {
  ASSERT_EQ(view.exists(), model.size());
  std::uint32_t seq = 0, first_unseen = 0;
  for (const auto& [uid, row] : model) {
    ++seq;
    EXPECT_EQ(view.uid_of(seq).value, uid);
    EXPECT_EQ(view.seq_of(Uid(uid)), seq);
    if (first_unseen == 0 && !(row.flags & kSeen)) first_unseen = seq;
  }
  EXPECT_EQ(view.first_unseen(), first_unseen);
  for (std::uint32_t uid = 1; uid <= uidnext; uid += 7) {
    const auto below = static_cast<std::uint32_t>(std::distance(model.begin(), model.lower_bound(uid)));
    EXPECT_EQ(view.seq_from(Uid(uid)), below + 1);
    EXPECT_EQ(view.seq_of(Uid(uid)) != 0, model.contains(uid));
  }
}

void expect_difference(const Model& was, const Model& is, std::uint32_t old_next, const Difference& d) {
  std::vector<std::uint32_t> gone, changed, added;
  for (const auto& [uid, row] : was) {
    if (!is.contains(uid))
      gone.push_back(uid);
    else if (is.at(uid).modseq != row.modseq)
      changed.push_back(uid);
  }
  for (const auto& [uid, row] : is) {
    if (uid >= old_next) added.push_back(uid);
  }
  ASSERT_EQ(d.gone.size(), gone.size());
  for (std::size_t i = 0; i < gone.size(); ++i) {
    const auto& g = d.gone[gone.size() - 1 - i];
    EXPECT_EQ(g.uid.value, gone[i]);
    EXPECT_EQ(g.seq, std::distance(was.begin(), was.find(gone[i])) + 1);
  }
  ASSERT_EQ(d.changed.size(), changed.size());
  for (std::size_t i = 0; i < changed.size(); ++i) {
    EXPECT_EQ(d.changed[i].row.uid.value, changed[i]);
    EXPECT_EQ(d.changed[i].seq, std::distance(is.begin(), is.find(changed[i])) + 1);
  }
  EXPECT_EQ(d.added, added.size());
  if (!added.empty()) {
    EXPECT_EQ(d.first_added, is.size() - added.size() + 1);
  }
}

TEST(MailboxViewTest, lookups_and_differences_agree_with_a_naive_model) {
  std::mt19937 random(42);
  for (int round = 0; round < 30; ++round) {
    Model model;
    std::uint32_t next = 1;
    std::uint64_t modseq = 1;
    View view = view_of(model, next);
    for (int step = 0; step < 15; ++step) {
      const Model was = model;
      const auto old_next = next;
      ++modseq;
      const auto what = random() % 3;
      if (what == 0) {
        for (auto n = random() % 300; n > 0; --n, ++next)
          model[next] = {Uid(next), MessageNumber(next), random() % 2, ModSeq(modseq)};
      } else if (what == 1) {
        std::erase_if(model, [&](const auto&) { return random() % 8 == 0; });
      } else {
        for (auto& [uid, row] : model) {
          if (random() % 50 == 0) row.modseq = ModSeq(modseq), row.flags ^= kSeen;
        }
      }
      View later = view_of(model, next, view.get());
      expect_lookups(model, *later, next);
      expect_difference(was, model, old_next, diff(*view, *later));
      view = later;
    }
  }
}

TEST(MailboxViewTest, each_visits_exactly_the_range) {
  Model model;
  for (std::uint32_t uid = 1; uid < 2000; uid += 3) model[uid] = {Uid(uid), MessageNumber(uid), 0, ModSeq(1)};
  const View view = view_of(model, 2000);
  for (const auto& [first, last] : {std::pair{1u, 667u}, {1u, 1u}, {86u, 86u}, {85u, 87u}, {300u, 512u}, {667u, 667u}}) {
    std::uint32_t expected = first;
    view->each(first, last, [&](std::uint32_t seq, const Row& row) {
      EXPECT_EQ(seq, expected++);
      EXPECT_EQ(row.uid, view->uid_of(seq));
    });
    EXPECT_EQ(expected, last + 1);
  }
  view->each(5, 4, [](std::uint32_t, const Row&) { FAIL(); });
  view->each(1, 668, [](std::uint32_t, const Row&) { FAIL(); });
}

TEST(MailboxViewTest, an_empty_mailbox_has_no_rows) {
  const View view = view_of({}, 1);
  EXPECT_EQ(view->exists(), 0u);
  EXPECT_EQ(view->seq_from(Uid(1)), 1u);
  EXPECT_EQ(view->seq_of(Uid(1)), 0u);
  EXPECT_TRUE(diff(*view, *view).empty());
}

TEST(View, keeps_the_places_of_what_has_gone_and_shows_all_else_as_it_is) {
  const auto row = [](std::uint32_t uid, Flags flags, std::uint64_t modseq) {
    return std::pair{uid, Row{Uid(uid), MessageNumber(uid), flags, ModSeq(modseq)}};
  };
  const auto earlier = view_of({row(1, 0, 5), row(2, 0, 5), row(3, 0, 5), row(300, 0, 5), row(600, 0, 5)}, 601);
  const auto later = view_of({row(1, kSeen, 6), row(3, 0, 5), row(600, 0, 5), row(601, 0, 8)}, 602, earlier.get());
  const auto kept = keeping_gone(*earlier, *later);
  std::vector<std::uint32_t> uids;
  kept->each(1, kept->exists(), [&](std::uint32_t, const Row& r) { uids.push_back(r.uid.value); });
  EXPECT_EQ(uids, (std::vector<std::uint32_t>{1, 2, 3, 300, 600, 601}));
  EXPECT_EQ(kept->at(1).flags, kSeen);
  EXPECT_TRUE(diff(*earlier, *kept).gone.empty());
  const auto rest = diff(*kept, *later);
  ASSERT_EQ(rest.gone.size(), 2u);
  EXPECT_EQ(rest.gone[0].uid, Uid(300));
  EXPECT_EQ(rest.gone[1].seq, 2u);
  EXPECT_TRUE(rest.changed.empty());
  EXPECT_EQ(rest.added, 0u);
}

}  // namespace
}  // namespace postern::store
