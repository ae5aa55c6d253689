// Moves, and what is learnt by them, over the memory engine.
#include "judge/learner.h"

#include "support/mail_store.h"

namespace postern::judge {
namespace {

using store::Role;

TEST(Meaning, of_moves) {
  EXPECT_EQ(meaning_of(Role::inbox, Role::junk), Class::junk);
  EXPECT_EQ(meaning_of(Role::none, Role::junk), Class::junk);
  EXPECT_EQ(meaning_of(Role::junk, Role::inbox), Class::wanted);
  EXPECT_EQ(meaning_of(Role::inbox, Role::none), Class::wanted);
  EXPECT_EQ(meaning_of(Role::inbox, Role::archive), Class::wanted);
  EXPECT_FALSE(meaning_of(Role::inbox, Role::trash));
  EXPECT_FALSE(meaning_of(Role::junk, Role::trash));
  EXPECT_FALSE(meaning_of(Role::none, Role::archive));
  EXPECT_FALSE(meaning_of(Role::junk, Role::junk));
}

class LearnerTest : public store::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    junk = named("Junk");
    kept = must(store.create(kAccount, "Kept"));
  }
  static std::string text(std::string_view words, int n) {
    return "From: a" + std::to_string(n) + "@far.example\r\nSubject: x\r\n\r\n" + std::string(words) + "\r\n";
  }
  void move(MailboxId from, MailboxId to, std::vector<Uid> uids) {
    store::UidRanges ranges;
    for (const auto uid : uids) ranges.push_back({uid, uid});
    const auto moved = must(store.move(kAccount, from, ranges, to));
    executor.run(learner.moved(kAccount, from, to, moved.to));
  }
  void come_and_go(std::string_view words, MailboxId to, int n) {
    for (int i = 0; i < n; ++i) move(store::kInbox, to, put(store::kInbox, text(words, i)));
  }
  std::optional<Opinion> opinion(std::string_view words) {
    const auto raw = text(words, 99);
    const auto message = mime::parse(raw);
    const auto features = features_of(message, {{false, std::string(words)}}, nullptr);
    return executor.run(learner.opinion(kAccount, features, settings));
  }

  Settings settings;
  MailboxId junk, kept;
  Learner learner{*kv, store};
};

constexpr std::string_view kPills = "cheap pills casino winner lottery", kFence = "the minutes of the meeting about the fence";

TEST_F(LearnerTest, an_account_is_asked_by_what_it_has_moved) {
  come_and_go(kPills, junk, 12);
  EXPECT_FALSE(opinion(kPills)) << "nothing was kept yet";
  come_and_go(kFence, kept, 12);
  EXPECT_GT(opinion(kPills)->weight, 4 * kPoint);
  EXPECT_LT(opinion(kFence)->weight, -4 * kPoint);
}

TEST_F(LearnerTest, what_is_moved_back_is_unlearnt) {
  come_and_go(kFence, kept, 12);
  come_and_go(kPills, junk, 12);
  const auto uids = put(junk, text(kFence, 50));  // delivered there, and not moved: nothing is learnt
  move(junk, store::kInbox, uids);
  const auto view = must(store.open(kAccount, junk));
  std::vector<Uid> all;
  view->each(1, view->exists(), [&](std::uint32_t, const store::Row& row) { all.push_back(row.uid); });
  move(junk, store::kInbox, all);
  EXPECT_FALSE(opinion(kPills)) << "of junk nothing is known any more";
}

TEST_F(LearnerTest, what_it_has_learnt_goes_with_the_account) {
  come_and_go(kFence, kept, 12);
  come_and_go(kPills, junk, 12);
  ASSERT_TRUE(opinion(kPills));
  must(store.delete_account(kAccount));
  EXPECT_FALSE(opinion(kPills));
}

TEST_F(LearnerTest, of_a_large_move_some_are_read) {
  std::vector<Uid> many;
  for (int i = 0; i < 60; ++i)
    for (const auto uid : put(store::kInbox, text(kPills, i))) many.push_back(uid);
  move(store::kInbox, junk, many);
  come_and_go(kFence, kept, 12);
  EXPECT_TRUE(opinion(kPills));
}

}  // namespace
}  // namespace postern::judge
