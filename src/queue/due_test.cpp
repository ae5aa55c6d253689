// What is due, in which order, and who has taken a hop.
#include "support/queue_world.h"

namespace postern::queue {
namespace {

TEST_F(QueueTest, legs_are_due_at_their_time_the_longest_due_first_and_bounded) {
  const auto late = add("late", Time{3000}), soon = add("soon", Time{2000});
  add("not yet", Time{4000});
  EXPECT_TRUE(due(Time{1999}).empty());
  const auto both = due(Time{3000});
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].id, soon);
  EXPECT_EQ(both[1].id, late);
  const auto first = due(Time{9000}, 1);
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].id, soon);
  const auto second = due(Time{9000}, 1, first[0]);
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].id, late);
}

TEST_F(QueueTest, a_hop_is_taken_by_one_at_a_time_the_longest_due_first) {
  EXPECT_EQ(queue_.next_due(), kNever);
  add("late", Time{3000});
  add("soon", Time{2000}, {"eve@a.test"});
  EXPECT_EQ(queue_.next_due(), Time{2000});
  EXPECT_FALSE(queue_.take(Time{1999}));
  EXPECT_EQ(queue_.take(Time{9000}), "a.test");
  EXPECT_EQ(queue_.take(Time{9000}), "example.net");
  EXPECT_FALSE(queue_.take(Time{9000}));
  EXPECT_EQ(queue_.next_due(), kNever);
  must(queue_.give_back("example.net"));
  EXPECT_EQ(queue_.next_due(), Time{3000});
  add("while it is taken", Time{500}, {"eve@a.test"});
  EXPECT_EQ(queue_.next_due(), Time{3000});
  must(queue_.give_back("a.test"));
  EXPECT_EQ(queue_.next_due(), Time{500});
}

TEST_F(QueueTest, who_waits_is_told_when_something_is_due_earlier) {
  int told = 0;
  queue_.when_sooner([&](const Hop&, Time) { ++told; });
  add("first", Time{5000});
  add("later", Time{6000});
  EXPECT_EQ(told, 1);
  const auto id = add("earlier", Time{4000}, {"eve@a.test"});
  EXPECT_EQ(told, 2);
  EXPECT_EQ(must(queue_.set_due(id, Time{100})), 1u);
  EXPECT_EQ(told, 3);
  ASSERT_EQ(queue_.take(Time{100}), "a.test");
  add("more", Time{9000}, {"eve@a.test"});
  EXPECT_EQ(told, 4) << "whoever has the hop may want to know";
  queue_.when_sooner({});
  add("first of all", Time{1});
  EXPECT_EQ(told, 4);
}

TEST_F(QueueTest, what_is_kept_back_is_given_to_nobody_until_it_is_let_go) {
  const auto id = add("kept back", Time{2000});
  int told = 0;
  queue_.when_sooner([&](const Hop&, Time) { ++told; });
  queue_.keep_back([](const Hop& hop) { return hop == "example.net"; });
  EXPECT_EQ(queue_.next_due(), kNever);
  add("more", Time{500});
  must(queue_.set_due(id, Time{100}));
  EXPECT_FALSE(queue_.take(Time{9000})) << "not even what is forced";
  EXPECT_EQ(told, 0);
  add("another", Time{3000}, {"eve@a.test"});
  EXPECT_EQ(told, 1);
  EXPECT_EQ(queue_.take(Time{9000}), "a.test");
  must(queue_.give_back("a.test"));
  EXPECT_EQ(queue_.next_due(), Time{3000});
  EXPECT_EQ(told, 2);
  queue_.keep_back({});
  EXPECT_EQ(told, 3) << "it is due earlier";
  EXPECT_EQ(queue_.take(Time{9000}), "example.net");
}

}  // namespace
}  // namespace postern::queue
