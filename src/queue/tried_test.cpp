// What becomes of a leg that was tried, and of one that is changed while it is.
#include "support/queue_world.h"
#include "support/queued_text.h"

namespace postern::queue {
namespace {

TEST_F(QueueTest, what_is_left_of_a_leg_waits_for_its_next_time) {
  const auto id = add("bytes", Time{2000}, {"bob@example.net", "eve@example.net"});
  const auto place = due(Time{2000}).at(0);
  auto leg = must(queue_.show(place)).leg;
  leg.recipients.erase(leg.recipients.begin());
  leg.progress.erase(leg.progress.begin());
  leg.progress[0].attempts = 1;
  leg.due = Time{5000};
  settle(place, just(std::move(leg)));
  EXPECT_TRUE(due(Time{4999}).empty());
  const auto rest = only(id);
  ASSERT_EQ(rest.leg.recipients.size(), 1u);
  EXPECT_EQ(rest.leg.recipients[0].mailbox.text(), "eve@example.net");
  EXPECT_EQ(rest.leg.progress.at(0).attempts, 1u);
  EXPECT_EQ(must(queued_text(queue_, *blobs_, id)), "bytes");
  EXPECT_EQ(due(Time{5000}).size(), 1u);
  EXPECT_EQ(queue_.count(), 1u);
}

TEST_F(QueueTest, a_message_goes_with_its_last_leg) {
  const auto id = add("bytes", Time{2000}, {"bob@example.net", "eve@a.test"});
  settle(due(Time{2000}).at(0), {});
  EXPECT_EQ(only(id).leg.hop, "a.test");
  EXPECT_EQ(only(id).message.legs, 1u);
  settle({id, "a.test", Time{2000}}, {});
  EXPECT_EQ(executor_.run(queue_.find(id)).error().kind, Failure::not_found);
  EXPECT_EQ(rows(), 0u);
  EXPECT_EQ(queue_.count(), 0u);
}

TEST_F(QueueTest, recipients_may_go_on_by_other_hops_and_join_those_who_wait_there) {
  const auto id = add("bytes", Time{2000}, {"bob@example.net", "eve@a.test"});
  const auto e = envelope_to({"eve@a.test", "zoe@a.test", "yan@b.test"});
  settle({id, "example.net", Time{2000}}, legs_of(e.recipients, Time{3000}));
  std::map<Hop, std::vector<std::string>> now;
  for (const auto& entry : must(queue_.find(id)))
    for (const auto& r : entry.leg.recipients) now[entry.leg.hop].push_back(r.mailbox.text());
  EXPECT_EQ(now,
            (std::map<Hop, std::vector<std::string>>{{"a.test", {"eve@a.test", "zoe@a.test"}}, {"b.test", {"yan@b.test"}}}));
  EXPECT_EQ(must(queue_.due("a.test", Time{9000}, 10)).size(), 1u) << "one place, of the earlier time";
  EXPECT_EQ(must(queue_.due("a.test", Time{9000}, 10)).at(0).at, Time{2000});
  EXPECT_EQ(queue_.count(), 2u);
  for (const auto* hop : {"a.test", "b.test"}) settle(must(queue_.due(hop, Time{9000}, 1)).at(0), {});
  EXPECT_EQ(rows(), 0u);
}

TEST_F(QueueTest, a_leg_that_was_removed_meanwhile_does_not_come_back) {
  const auto id = add("bytes", Time{2000});
  const auto place = due(Time{2000}).at(0);
  auto leg = only(id).leg;
  must(queue_.remove(id));
  leg.due = Time{5000};
  must(queue_.settle(place, leg.recipients, just(leg)));
  must(queue_.move(place, Time{5000}));
  EXPECT_EQ(rows(), 0u);
  EXPECT_EQ(queue_.count(), 0u);
}

TEST_F(QueueTest, who_came_to_a_leg_while_it_was_tried_stays_in_it) {
  const auto id = add("bytes", Time{2000}, {"bob@example.net", "eve@a.test"});
  const auto slow = due(Time{2000}).at(0);
  const auto tried = must(queue_.show(slow)).leg.recipients;
  const auto e = envelope_to({"zoe@example.net"});
  settle({id, "a.test", Time{2000}}, legs_of(e.recipients, Time{3000}));  // as an alias says by now
  must(queue_.settle(slow, tried, {}));
  ASSERT_EQ(only(id).leg.recipients.size(), 1u);
  EXPECT_EQ(only(id).leg.recipients[0].mailbox.text(), "zoe@example.net");
  EXPECT_EQ(only(id).message.legs, 1u);
  EXPECT_EQ(queue_.count(), 1u);
  settle(due(Time{3000}).at(0), {});
  EXPECT_EQ(rows(), 0u);
}

TEST_F(QueueTest, who_came_to_a_leg_while_it_was_tried_waits_with_those_who_are_left) {
  const auto id = add("bytes", Time{2000}, {"bob@example.net", "eve@a.test"});
  const auto slow = due(Time{2000}).at(0);
  auto leg = must(queue_.show(slow)).leg;
  const auto e = envelope_to({"zoe@example.net"});
  settle({id, "a.test", Time{2000}}, legs_of(e.recipients, Time{3000}));
  const auto tried = leg.recipients;
  leg.due = Time{5000};
  must(queue_.settle(slow, tried, just(std::move(leg))));
  EXPECT_EQ(only(id).leg.recipients.size(), 2u);
  EXPECT_EQ(due(Time{9000}).size(), 1u);
  EXPECT_EQ(queue_.count(), 1u);
}

TEST_F(QueueTest, a_message_that_is_redirected_while_it_is_tried_goes_to_whom_it_was_redirected) {
  for (const auto later : {Time{100}, Time{2000}}) {
    const auto id = add("bytes", Time{2000}, {"bob@example.net"});
    const auto place = due(Time{2000}).at(0);
    auto leg = must(queue_.show(place)).leg;
    const auto tried = leg.recipients;
    must(queue_.redirect(id, envelope_to({"eve@example.net"}).recipients.at(0), later));
    leg.due = Time{5000};
    must(queue_.settle(place, tried, just(std::move(leg))));
    ASSERT_EQ(only(id).leg.recipients.size(), 1u);
    EXPECT_EQ(only(id).leg.recipients[0].mailbox.text(), "eve@example.net");
    ASSERT_EQ(due(Time{2000}).size(), 1u);
    settle(due(Time{2000}).at(0), {});
    EXPECT_EQ(rows(), 0u);
    EXPECT_EQ(queue_.count(), 0u);
  }
}

// Whether it was bob, whatever the case and the detail.
bool to_robert(address::Mailbox& m) {
  if (address::local_key(m.split('+').user) != "bob" || m.domain().ascii() != "home.test") return false;
  m = address::parse_mailbox("robert@home.test", address::Charset::utf8).value();
  return true;
}

TEST_F(QueueTest, who_is_renamed_is_waited_for_by_the_new_name) {
  const auto one = add("one", Time{2000}, {"Bob@home.test", "eve@home.test", "bob@far.test"});
  const auto other = add("other", kNever, {"eve@home.test"}), held = add("held", kNever, {"bob+x@home.test"});
  EXPECT_EQ(must(queue_.rename(to_robert, kNever)), 2u);
  const auto waits = [&](EntryId id, const char* hop) {
    std::vector<std::string> out;
    for (const auto& entry : must(queue_.find(id)))
      for (const auto& r : entry.leg.recipients)
        if (entry.leg.hop == hop) out.push_back(r.mailbox.text());
    return out;
  };
  EXPECT_EQ(waits(one, "home.test"), (std::vector<std::string>{"robert@home.test", "eve@home.test"}));
  EXPECT_EQ(waits(one, "far.test"), std::vector<std::string>{"bob@far.test"});
  EXPECT_EQ(waits(other, "home.test"), std::vector<std::string>{"eve@home.test"});
  EXPECT_EQ(waits(held, "home.test"), std::vector<std::string>{"robert@home.test"});
  EXPECT_EQ(must(queue_.due("home.test", Time{2000}, 10)).size(), 1u) << "at its time, and what is held stays held";
  EXPECT_EQ(queue_.count(), 4u);
  EXPECT_EQ(must(queue_.rename(to_robert, kNever)), 0u) << "once";
}

TEST_F(QueueTest, what_came_in_after_a_rename_is_not_meant_by_it) {
  const auto id = add("one", Time{2000}, {"bob@home.test"});
  const auto received = only(id).message.envelope.origin.received;
  EXPECT_EQ(must(queue_.rename(to_robert, received - std::chrono::milliseconds(1))), 0u);
  EXPECT_EQ(must(queue_.rename(to_robert, received)), 1u);
}

TEST_F(QueueTest, who_is_renamed_while_he_is_tried_waits_on_or_is_done) {
  const auto id = add("bytes", Time{2000}, {"bob@home.test"});
  ASSERT_EQ(queue_.take(Time{2000}), "home.test");
  const auto place = must(queue_.due("home.test", Time{2000}, 10)).at(0);
  const auto tried = must(queue_.show(place)).leg.recipients;
  must(queue_.rename(to_robert, kNever));
  must(queue_.settle(place, tried, {}));
  ASSERT_EQ(only(id).leg.recipients.size(), 1u) << "nobody knows whether that was he: he is given it once in any case";
  EXPECT_EQ(only(id).leg.recipients[0].mailbox.text(), "robert@home.test");
  settle(must(queue_.due("home.test", Time{2000}, 10)).at(0), {});
  EXPECT_EQ(rows(), 0u);
}

}  // namespace
}  // namespace postern::queue
