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

TEST_F(QueueTest, what_a_clock_that_was_ahead_has_put_far_off_is_due_once_it_is_set_back) {
  const Time ahead{10'000'000}, now{1'000'000};
  const auto longest = std::chrono::minutes(10);
  auto e = envelope_to({"bob@example.net"});
  e.origin.received = ahead;
  const auto id = must(queue_.add(e, std::make_shared<const std::string>("x"), legs_of(e.recipients, ahead)));
  const auto held = add("held", kNever, {"eve@a.test"}), soon = add("soon", now + longest, {"eve@b.test"});
  EXPECT_EQ(must(queue_.bring_nearer(now, longest)), 1u);
  EXPECT_EQ(only(id).leg.due, now);
  EXPECT_EQ(only(id).message.queued, now) << "its waits grow from now on";
  EXPECT_EQ(only(held).leg.due, kNever) << "an administrator holds it";
  EXPECT_EQ(only(soon).leg.due, now + longest) << "as far as a wait may be";
  EXPECT_EQ(queue_.next_due(), now);
  EXPECT_EQ(must(queue_.bring_nearer(now, longest)), 0u);
}

TEST_F(QueueTest, what_its_sender_wants_sent_later_is_still_sent_then_after_the_clock_was_set_back) {
  const Time now{1'000'000}, wished = now + std::chrono::hours(5);
  auto e = envelope_to({"bob@example.net"});
  e.hold_until = wished;
  const auto add_at = [&](Time due) {
    return must(queue_.add(e, std::make_shared<const std::string>("x"), legs_of(e.recipients, due)));
  };
  const auto as_wished = add_at(wished), far = add_at(wished + std::chrono::hours(3));
  EXPECT_EQ(must(queue_.bring_nearer(now, std::chrono::hours(1))), 1u);
  EXPECT_EQ(only(as_wished).leg.due, wished);
  EXPECT_EQ(only(far).leg.due, wished);
}

TEST_F(QueueTest, how_far_off_the_last_is_due_is_known_when_it_is_loaded) {
  add("one", Time{3000});
  add("held", kNever);
  add("other", Time{5000}, {"eve@a.test"});
  Queue again(*kv_, *blobs_, random_, 1024);
  must(again.load());
  EXPECT_EQ(again.furthest(), Time{5000});
}

}  // namespace
}  // namespace postern::queue
