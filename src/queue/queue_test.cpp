// The queue over the memory engine: what is added survives, comes back equal, and goes when it is removed.
#include "queue/queue.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "support/held_engine.h"
#include "support/queue_world.h"
#include "support/queued_text.h"

namespace postern::queue {
namespace {

TEST_F(QueueTest, a_message_comes_back_as_it_was_added) {
  const auto id = add("Subject: x\r\n\r\nhello\r\n");
  EXPECT_EQ(must(queued_text(queue_, *blobs_, id)), "Subject: x\r\n\r\nhello\r\n");
  const auto entry = only(id);
  EXPECT_EQ(entry.leg.hop, "example.net");
  EXPECT_EQ(entry.envelope().recipients.at(0).mailbox.text(), "bob@example.net");
  EXPECT_EQ(entry.leg.progress.at(0).attempts, 0u);
  EXPECT_FALSE(entry.message.blob);
}

TEST_F(QueueTest, a_large_message_is_a_blob_that_a_sweep_must_spare) {
  const std::string large(5000, 'x');
  const auto id = add(large);
  EXPECT_EQ(must(queued_text(queue_, *blobs_, id)), large);
  const auto named = must(queue_.named_blobs());
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0], only(id).message.blob->name);
}

TEST_F(QueueTest, a_message_begins_behind_what_is_to_be_skipped) {
  const std::string front = "Return-Path: <>\r\n", small = "Subject: x\r\n\r\nhello\r\n", large(5000, 'x');
  const auto e = envelope_to({"bob@example.net"});
  const auto in_memory =
      must(queue_.add(e, std::make_shared<const std::string>(front + small), legs_of(e.recipients, Time{1000}), front.size()));
  EXPECT_EQ(must(queued_text(queue_, *blobs_, in_memory)), small);
  const auto writer = blobs_->begin();
  must(writer->write(front + large));
  const auto ref = must(writer->finish());
  const auto in_blob = must(queue_.add(e, store::Content(ref), legs_of(e.recipients, Time{1000}), front.size()));
  EXPECT_EQ(must(queued_text(queue_, *blobs_, in_blob)), large);
  EXPECT_EQ(only(in_blob).message.size, large.size());
}

TEST_F(QueueTest, recipients_wait_by_the_domain_that_they_are_sent_to) {
  const auto id = add("bytes", Time{2000}, {"a@one.test", "b@TWO.test", "c@one.test", "d@[192.0.2.1]"});
  std::map<Hop, std::size_t> by_hop;
  for (const auto& entry : must(queue_.find(id))) by_hop[entry.leg.hop] = entry.leg.recipients.size();
  EXPECT_EQ(by_hop, (std::map<Hop, std::size_t>{{"one.test", 2}, {"two.test", 1}, {"[192.0.2.1]", 1}}));
  EXPECT_EQ(queue_.count(), 3u);
  EXPECT_EQ(must(queue_.due("one.test", Time{2000}, 10)).size(), 1u);
  EXPECT_TRUE(must(queue_.due("one", Time{9000}, 10)).empty()) << "no part of a name is the name";
}

TEST_F(QueueTest, entries_are_listed_by_due_time_and_bounded) {
  const auto late = add("late", Time{3000}), soon = add("soon", Time{2000}, {"eve@a.test"}), latest = add("latest", Time{4000});
  const auto two = must(queue_.list({.limit = 2}));
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[0].id, soon);
  EXPECT_EQ(two[1].id, late);
  EXPECT_NE(two[1].id, latest);
  EXPECT_TRUE(must(queue_.list({.limit = 0})).empty());
}

TEST_F(QueueTest, the_first_are_found_among_many_hops_also_where_somebody_is_at_work) {
  for (int i = 0; i < 40; ++i)
    for (int n = 0; n < 3; ++n) add("x", Time{1000 + i + 20 * n}, {fmt::format("bob@d{}.test", i)});
  ASSERT_EQ(queue_.take(Time{1000}), "d0.test");
  const auto all = must(queue_.list()), first = must(queue_.list({.limit = 30}));
  ASSERT_EQ(all.size(), 120u);
  ASSERT_EQ(first.size(), 30u);
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].leg.due, all[i].leg.due) << i;
  EXPECT_EQ(first.front().leg.hop, "d0.test");
}

TEST_F(QueueTest, entries_are_found_by_domain_sender_and_address) {
  auto e = envelope_to({"Bob@example.net", "eve@a.test"});
  e.origin.account = AccountId(7);
  const auto his = must(queue_.add(e, std::make_shared<const std::string>("x"), legs_of(e.recipients, Time{1})));
  const auto other = add("y", Time{2}, {"zoe@a.test"});
  const auto found = [&](Search what) {
    std::vector<std::pair<EntryId, Hop>> out;
    for (const auto& entry : must(queue_.list(std::move(what)))) out.emplace_back(entry.id, entry.leg.hop);
    return out;
  };
  using All = std::vector<std::pair<EntryId, Hop>>;
  EXPECT_EQ(found({.hop = "a.test"}), (All{{his, "a.test"}, {other, "a.test"}}));
  EXPECT_EQ(found({.hop = "a.test", .account = AccountId(7)}), (All{{his, "a.test"}}));
  EXPECT_EQ(found({.hop = "example.net", .text = "bob@"}), (All{{his, "example.net"}}));
  EXPECT_EQ(found({.text = "zoe"}), (All{{other, "a.test"}}));
  EXPECT_EQ(found({.text = "ann@example.org"}).size(), 3u) << "the sender of all";
  EXPECT_TRUE(found({.account = AccountId(8)}).empty());
}

TEST_F(QueueTest, entries_are_found_by_who_has_sent_them_and_by_what_was_answered) {
  auto e = envelope_to({"bob@example.net", "eve@a.test"});
  e.origin.login = "Printer@home.test";
  auto legs = legs_of(e.recipients, Time{1});
  legs[0].progress[0].last_answer = "451 Greylisted by MX7";
  const auto his = must(queue_.add(e, std::make_shared<const std::string>("x"), std::move(legs)));
  const auto other = add("y", Time{2}, {"printer@a.test"});
  const auto found = [&](Search what) {
    std::set<EntryId> out;
    for (const auto& entry : must(queue_.list(std::move(what)))) out.insert(entry.id);
    return out;
  };
  using All = std::set<EntryId>;
  EXPECT_EQ(found({.sender = "printer@"}), (All{his})) << "who gets it is not who has sent it";
  EXPECT_EQ(found({.sender = "ann@example.org"}), (All{his, other}));
  EXPECT_EQ(found({.answer = "listed by mx7"}), (All{his}));
  EXPECT_EQ(found({.text = "printer@a", .answer = "listed by mx7"}), (All{his, other}));
  EXPECT_EQ(found({.answer = "listed", .sender = "nobody"}), All{});
  EXPECT_EQ(found({.text = "eve@a", .sender = "printer"}), (All{his}));
}

TEST_F(QueueTest, a_removed_message_is_gone_and_cannot_be_removed_twice) {
  const auto id = add("bytes", Time{2000}, {"bob@example.net", "eve@a.test"});
  must(queue_.remove(id));
  EXPECT_EQ(executor_.run(queue_.find(id)).error().kind, Failure::not_found);
  EXPECT_EQ(executor_.run(queue_.remove(id)).error().kind, Failure::not_found);
  EXPECT_TRUE(must(queue_.list()).empty());
  EXPECT_TRUE(due(Time{9000}).empty());
  EXPECT_EQ(queue_.count(), 0u);
  EXPECT_EQ(rows(), 0u);
}

TEST_F(QueueTest, what_comes_into_quarantine_and_leaves_it_is_told_with_whose_it_is) {
  const auto begin = queue_.held_changes().newest();
  add("free");
  const auto hold = [&](AccountId from) {
    auto e = envelope_to({"bob@example.net", "cat@example.com", "dan@example.net"});
    e.origin.account = from;
    e.judged.quarantine = "a program";
    return must(queue_.add(e, std::make_shared<const std::string>("held"), legs_of(e.recipients, kNever)));
  };
  const auto released = hold(AccountId(0)), removed = hold(AccountId(7));
  must(queue_.release(released, Time{2000}));
  must(queue_.remove(removed));
  must(queue_.remove(released));  // it is not held any more
  const auto told = queue_.held_changes().after(begin, std::chrono::milliseconds(0)).changes;
  std::vector<AccountId> from;
  for (const auto& one : told) {
    from.push_back(one.what.from);
    EXPECT_EQ(one.what.to, (std::set{mailbox("x@example.com").domain(), mailbox("x@example.net").domain()}));
  }
  EXPECT_EQ(from, (std::vector{AccountId(0), AccountId(7), AccountId(0), AccountId(7)}));
}

TEST_F(QueueTest, a_leg_that_is_held_while_it_is_tried_stays_held) {
  const auto id = add("bytes", Time{2000});
  const auto place = due(Time{2000}).at(0);
  auto leg = only(id).leg;
  EXPECT_EQ(must(queue_.set_due(id, kNever)), 1u);
  leg.due = Time{5000};
  settle(place, just(std::move(leg)));
  EXPECT_TRUE(due(Time{1'000'000}).empty());
  EXPECT_EQ(only(id).leg.due, kNever);
  EXPECT_EQ(must(queue_.set_due(id, Time{6000})), 1u);
  EXPECT_EQ(due(Time{6000}).size(), 1u);
  EXPECT_EQ(rows(), 4u) << "message, bytes, leg and one place";
}

// An id is any 64 bits: the end of its range of keys is not its last octet and one.
TEST_F(QueueTest, every_message_is_found_and_removed_whatever_its_id_ends_in) {
  std::size_t with_ones = 0;
  for (int i = 0; i < 1500; ++i) {
    const auto id = add("x");
    with_ones += (id.value & 0xFF) == 0xFF ? 1 : 0;
    EXPECT_EQ(only(id).id, id);
    EXPECT_EQ(must(queue_.set_due(id, Time{3000})), 1u);
    must(queue_.remove(id));
  }
  EXPECT_GT(with_ones, 0u);
  EXPECT_EQ(rows(), 0u);
}

TEST_F(QueueTest, a_message_can_begin_anew_and_go_to_somebody_else) {
  const auto id = add("bytes", Time{2000}, {"bob@example.net", "eve@a.test"});
  must(queue_.restart(id, Time{9000}));
  for (const auto& entry : must(queue_.find(id))) {
    EXPECT_EQ(entry.message.queued, Time{9000});
    EXPECT_EQ(entry.leg.due, Time{9000});
  }
  const auto to = envelope_to({"zoe@b.test"}).recipients.at(0);
  must(queue_.redirect(id, to, Time{100}));
  EXPECT_EQ(only(id).leg.hop, "b.test");
  EXPECT_EQ(only(id).message.legs, 1u);
  EXPECT_EQ(queue_.count(), 1u);
  EXPECT_EQ(queue_.next_due(), Time{100});
  settle({id, "b.test", Time{100}}, {});
  EXPECT_EQ(rows(), 0u);
}

TEST_F(QueueTest, a_leg_that_cannot_be_read_is_put_off) {
  const auto id = add("bytes", Time{2000});
  const auto damage = [&](std::string_view kind) {
    kv::Intent write = [kind](kv::Transaction& in) -> Result<void> {
      return in.scan(kv::Family::queue, kind, "R", [&](std::string_view k, std::string_view) {
        if (k.starts_with(kind)) in.put(kv::Family::queue, k, "no record");
        return true;
      });
    };
    must(kv_->commit({~(id.value % 64)}, std::move(write)));
  };
  damage("QL");
  const auto other = add("other", Time{9000});
  ASSERT_EQ(must(queue_.list()).size(), 1u);
  EXPECT_EQ(must(queue_.list())[0].id, other);
  const auto place = due(Time{2000}).at(0);
  EXPECT_EQ(executor_.run(queue_.show(place)).error().kind, Failure::corrupt);
  must(queue_.move(place, Time{5000}));
  EXPECT_TRUE(due(Time{4000}).empty());
  EXPECT_EQ(due(Time{5000}).size(), 1u);
  must(queue_.remove(id));
  damage("QM");
  EXPECT_EQ(executor_.run(queue_.named_blobs()).error().kind, Failure::corrupt);
}

TEST_F(QueueTest, a_second_queue_over_the_same_store_finds_what_the_first_left) {
  const auto id = add("bytes", Time{2000}, {"bob@example.net", "eve@a.test"});
  Queue later(*kv_, *blobs_, random_, 1024);
  must(later.load());
  EXPECT_EQ(later.next_due(), Time{2000});
  EXPECT_EQ(later.count(), 2u);
  EXPECT_EQ(must(later.due("example.net", Time{2000}, 10)).at(0).id, id);
}

TEST_F(QueueTest, a_commit_that_is_refused_queues_nothing) {
  test::EngineControls disk;
  disk.free = 0;
  auto full = kv::open_on(std::make_unique<test::HeldEngine>(disk), {.time = &time_}).value();
  Queue queue(*full, *blobs_, random_, 1024);
  const auto e = envelope_to({"bob@example.net"});
  auto refused = executor_.run(queue.add(e, std::make_shared<const std::string>("x"), legs_of(e.recipients, Time{1})));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::unavailable);
  EXPECT_TRUE(must(queue.list()).empty());
  EXPECT_EQ(queue.count(), 0u);
}

// The oldest of each hop is the same to whoever has followed all of it and to whoever begins now.
TEST_F(QueueTest, what_has_waited_longest_is_known_through_all_that_happens_to_it) {
  const auto oldest = [this](std::string_view when) {
    std::map<std::string, std::int64_t> known, anew;
    Queue fresh(*kv_, *blobs_, random_, 64);
    must(fresh.load());
    for (const auto& [hop, waited] : must(queue_.waited()))
      if (waited.first) known[hop] = waited.first->first.ms;
    for (const auto& [hop, waited] : must(fresh.waited()))
      if (waited.first) anew[hop] = waited.first->first.ms;
    EXPECT_EQ(known, anew) << when;
    return known;
  };
  EXPECT_TRUE(oldest("at the start").empty());
  const auto first = add("one");
  const auto second = add("two", Time{1000}, {"bob@example.net", "eve@else.test"});
  must(queue_.restart(second, Time{9000}));
  EXPECT_EQ(oldest("restarted"), (std::map<std::string, std::int64_t>{{"else.test", 9000}, {"example.net", 1000}}));
  must(queue_.remove(first));
  EXPECT_EQ(oldest("removed").at("example.net"), 9000);
  must(
      queue_.redirect(second, {.mailbox = mailbox("zoe@third.test"), .notify = {}, .orcpt_type = {}, .orcpt = {}}, Time{1000}));
  EXPECT_EQ(oldest("redirected"), (std::map<std::string, std::int64_t>{{"third.test", 9000}}));
  ASSERT_EQ(queue_.take(Time{10'000}), "third.test");
  settle(must(queue_.due("third.test", Time{10'000}, 1, {})).at(0), {});
  EXPECT_TRUE(oldest("delivered").empty());
}

}  // namespace
}  // namespace postern::queue
