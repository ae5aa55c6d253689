// The queue over the memory engine: what is added survives, comes back equal, and goes when it is removed.
#include "queue/queue.h"

#include <gtest/gtest.h>

#include "config/registry.h"
#include "kv/open.h"
#include "queue/schedule.h"
#include "support/held_engine.h"
#include "support/mail_store.h"
#include "support/manual_executor.h"
#include "support/queued_text.h"

namespace postern::queue {
namespace {

address::Mailbox mailbox(std::string_view text) { return address::parse_mailbox(text, address::Charset::utf8).value(); }

Envelope envelope_to(std::vector<std::string> recipients) {
  Envelope e;
  e.reverse_path = mailbox("ann@example.org");
  for (const auto& r : recipients) e.recipients.push_back({.mailbox = mailbox(r), .notify = {}, .orcpt_type = {}, .orcpt = {}});
  e.origin.id = "m1";
  e.origin.received = Time{1000};
  return e;
}

class QueueTest : public testing::Test {
 protected:
  template <class T>
  T must(Task<Result<T>> task) {
    Result<T> result = executor_.run(std::move(task));
    if (!result) throw std::runtime_error(result.error().text + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
  }
  EntryId add(std::string bytes, Time due = Time{1000}) {
    return must(queue_.add(envelope_to({"bob@example.net"}), std::make_shared<const std::string>(std::move(bytes)), due));
  }

  std::size_t rows() {
    std::size_t n = 0;
    kv::Visitor count = [&](std::string_view, std::string_view) { return ++n > 0; };
    must(kv_->scan(kv::Family::queue, "", "", std::move(count)));
    return n;
  }

  ManualExecutor executor_;
  test::ManualTime time_;
  test::SeededRandom random_{1};
  std::unique_ptr<kv::Store> kv_ = kv::open_memory().value();
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(random_, time_);
  Queue queue_{*kv_, *blobs_, random_, 1024};
};

TEST_F(QueueTest, a_message_comes_back_as_it_was_added) {
  const auto id = add("Subject: x\r\n\r\nhello\r\n");
  EXPECT_EQ(must(queued_text(queue_, *blobs_, id)), "Subject: x\r\n\r\nhello\r\n");
  const auto entry = must(queue_.show(id));
  EXPECT_EQ(entry.envelope.recipients.at(0).mailbox.text(), "bob@example.net");
  EXPECT_EQ(entry.progress.at(0).state, RecipientState::waiting);
  EXPECT_FALSE(entry.blob);
}

TEST_F(QueueTest, a_large_message_is_a_blob_that_a_sweep_must_spare) {
  const std::string large(5000, 'x');
  const auto id = add(large);
  EXPECT_EQ(must(queued_text(queue_, *blobs_, id)), large);
  const auto named = must(queue_.named_blobs());
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0], must(queue_.show(id)).blob->name);
}

TEST_F(QueueTest, a_message_begins_behind_what_is_to_be_skipped) {
  const std::string front = "Return-Path: <>\r\n", small = "Subject: x\r\n\r\nhello\r\n", large(5000, 'x');
  const auto in_memory = must(queue_.add(envelope_to({"bob@example.net"}), std::make_shared<const std::string>(front + small),
                                         Time{1000}, front.size()));
  EXPECT_EQ(must(queued_text(queue_, *blobs_, in_memory)), small);
  const auto writer = blobs_->begin();
  must(writer->write(front + large));
  const auto ref = must(writer->finish());
  const auto in_blob = must(queue_.add(envelope_to({"bob@example.net"}), store::Content(ref), Time{1000}, front.size()));
  EXPECT_EQ(must(queued_text(queue_, *blobs_, in_blob)), large);
  EXPECT_EQ(must(queue_.show(in_blob)).size, large.size());
}

TEST_F(QueueTest, entries_are_listed_by_due_time_and_bounded) {
  const auto late = add("late", Time{3000}), soon = add("soon", Time{2000}), latest = add("latest", Time{4000});
  const auto two = must(queue_.list(2));
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[0].id, soon);
  EXPECT_EQ(two[1].id, late);
  EXPECT_NE(two[1].id, latest);
}

TEST_F(QueueTest, a_removed_message_is_gone_and_cannot_be_removed_twice) {
  const auto id = add("bytes");
  must(queue_.remove(id));
  EXPECT_EQ(executor_.run(queue_.show(id)).error().kind, Failure::not_found);
  EXPECT_EQ(executor_.run(queue_.remove(id)).error().kind, Failure::not_found);
  EXPECT_TRUE(must(queue_.list(10)).empty());
}

TEST_F(QueueTest, a_removed_message_is_not_due_either) {
  const auto id = add("bytes", Time{2000});
  must(queue_.remove(id));
  EXPECT_TRUE(must(queue_.due(Time{9000}, 10)).empty());
}

TEST_F(QueueTest, entries_are_due_at_their_time_the_longest_due_first_and_bounded) {
  const auto late = add("late", Time{3000}), soon = add("soon", Time{2000});
  add("not yet", Time{4000});
  EXPECT_TRUE(must(queue_.due(Time{1999}, 10)).empty());
  EXPECT_EQ(queue_.next_due(), Time{2000});
  const auto both = must(queue_.due(Time{3000}, 10));
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].id, soon);
  EXPECT_EQ(both[1].id, late);
  const auto first = must(queue_.due(Time{9000}, 1));
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].id, soon);
  EXPECT_EQ(queue_.next_due(), Time{2000});
}

TEST_F(QueueTest, what_is_added_says_when_it_is_due) {
  EXPECT_TRUE(must(queue_.due(Time{0}, 10)).empty());
  EXPECT_EQ(queue_.next_due(), Time{INT64_MAX});
  add("bytes", Time{7000});
  EXPECT_EQ(queue_.next_due(), Time{7000});
}

TEST_F(QueueTest, what_is_left_of_an_entry_waits_for_its_next_time) {
  const auto id = must(queue_.add(envelope_to({"bob@example.net", "eve@example.net"}),
                                  std::make_shared<const std::string>("bytes"), Time{2000}));
  const auto due = must(queue_.due(Time{2000}, 10)).at(0);
  auto entry = must(queue_.show(id));
  entry.envelope.recipients.erase(entry.envelope.recipients.begin());
  entry.progress.erase(entry.progress.begin());
  entry.progress[0].attempts = 1;
  entry.due = Time{5000};
  must(queue_.keep(due, std::move(entry)));
  EXPECT_TRUE(must(queue_.due(Time{4999}, 10)).empty());
  EXPECT_EQ(queue_.next_due(), Time{5000});
  const auto rest = must(queue_.show(id));
  ASSERT_EQ(rest.envelope.recipients.size(), 1u);
  EXPECT_EQ(rest.envelope.recipients[0].mailbox.text(), "eve@example.net");
  EXPECT_EQ(rest.progress.at(0).attempts, 1u);
  EXPECT_EQ(must(queued_text(queue_, *blobs_, id)), "bytes");
  EXPECT_EQ(must(queue_.due(Time{5000}, 10)).size(), 1u);
}

TEST_F(QueueTest, an_entry_goes_with_its_last_recipient) {
  const auto id = add("bytes", Time{2000});
  const auto due = must(queue_.due(Time{2000}, 10)).at(0);
  auto entry = must(queue_.show(id));
  entry.envelope.recipients.clear();
  entry.progress.clear();
  must(queue_.keep(due, std::move(entry)));
  EXPECT_EQ(executor_.run(queue_.show(id)).error().kind, Failure::not_found);
  EXPECT_TRUE(must(queue_.due(Time{9000}, 10)).empty());
  EXPECT_EQ(rows(), 0u);
}

TEST_F(QueueTest, an_entry_that_was_removed_meanwhile_does_not_come_back) {
  const auto id = add("bytes", Time{2000});
  const auto due = must(queue_.due(Time{2000}, 10)).at(0);
  auto entry = must(queue_.show(id));
  must(queue_.remove(id));
  entry.due = Time{5000};
  must(queue_.keep(due, std::move(entry)));
  must(queue_.move(due, Time{5000}));
  EXPECT_EQ(rows(), 0u);
}

TEST_F(QueueTest, an_entry_that_cannot_be_read_is_put_off) {
  const auto id = add("bytes", Time{2000});
  kv::Intent damage = [&](kv::Transaction& in) -> Result<void> {
    std::string key;
    auto found = in.scan(kv::Family::queue, "Q", "R", [&](std::string_view k, std::string_view) {
      if (k[2] == '#') key = k;
      return true;
    });
    in.put(kv::Family::queue, key, "no record");
    return found;
  };
  must(kv_->commit({~std::uint64_t{id.value % 64}}, std::move(damage)));
  const auto other = add("other", Time{9000});
  ASSERT_EQ(must(queue_.list(10)).size(), 1u);
  EXPECT_EQ(must(queue_.list(10))[0].id, other);
  EXPECT_EQ(executor_.run(queue_.named_blobs()).error().kind, Failure::corrupt);
  const auto due = must(queue_.due(Time{2000}, 10)).at(0);
  EXPECT_EQ(executor_.run(queue_.show(due.id)).error().kind, Failure::corrupt);
  must(queue_.move(due, Time{5000}));
  EXPECT_TRUE(must(queue_.due(Time{4000}, 10)).empty());
  EXPECT_EQ(queue_.next_due(), Time{5000});
}

TEST_F(QueueTest, a_second_queue_over_the_same_store_finds_what_the_first_left) {
  const auto id = add("bytes", Time{2000});
  Queue later(*kv_, *blobs_, random_, 1024);
  EXPECT_LE(later.next_due(), Time{2000});
  EXPECT_EQ(must(later.due(Time{2000}, 10)).at(0).id, id);
}

TEST_F(QueueTest, a_commit_that_is_refused_queues_nothing) {
  test::EngineControls disk;
  disk.free = 0;
  auto full = kv::open_on(std::make_unique<test::HeldEngine>(disk), {.time = &time_}).value();
  Queue queue(*full, *blobs_, random_, 1024);
  auto refused = executor_.run(queue.add(envelope_to({"bob@example.net"}), std::make_shared<const std::string>("x"), Time{1}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, Failure::unavailable);
  EXPECT_TRUE(must(queue.list(10)).empty());
}

TEST(Schedule, waits_grow_by_a_share_of_the_time_waited_between_the_shortest_and_the_longest) {
  const Settings s{.first_retry = 1min, .retry_growth = 50, .longest_retry = 10min, .give_up = 24h};
  const Time queued{1'000'000};
  std::vector<long> minutes;
  for (Time now = queued; minutes.size() < 9;) {
    const Time next = next_try(s, queued, now);
    minutes.push_back((next - now) / 1s);
    now = next;
  }
  EXPECT_EQ(minutes, (std::vector<long>{60, 60, 60, 90, 135, 202, 303, 455, 600}));
  EXPECT_EQ(next_try(s, queued, queued + 24h * 3650), queued + 24h * 3650 + 10min);
  EXPECT_EQ(next_try(s, queued, queued - 1h), queued - 1h + 1min);  // a clock that was set back
}

TEST(Schedule, the_time_to_give_up_is_passed_once) {
  const Settings s{.first_retry = 1min, .retry_growth = 50, .longest_retry = 1h, .give_up = 24h};
  const Time queued{1'000'000};
  int passed = 0;
  for (Time due = queued; due < queued + 48h;) {
    const Time next = next_try(s, queued, due);
    passed += gives_up_first(s, queued, due, next) ? 1 : 0;
    due = next;
  }
  EXPECT_EQ(passed, 1);
}

TEST(QueueSettings, are_sound) {
  config::Registry registry;
  registry.add<Settings>("queue");
  EXPECT_EQ(registry.find("queue.give_up")->text, "5d");
}

// peers row 7: no field of the envelope can forge another.
TEST(QueueRecord, every_field_may_hold_any_byte_and_comes_back_equal) {
  Entry e;
  e.id = EntryId(9);
  e.envelope = envelope_to({"bob@example.net", "\"a b\"@example.net"});
  e.envelope.reverse_path.reset();
  e.envelope.envid = std::string("x\r\nMAIL FROM:<y>\0z", 18);
  e.envelope.recipients[0].orcpt_type = "rfc822";
  e.envelope.recipients[0].orcpt = "\n\n\xFF";
  e.envelope.recipients[0].notify = {.never = false, .success = true, .failure = true, .delay = false};
  e.envelope.origin.client_name = "a\r\nb";
  e.envelope.origin.session = SessionId(77);
  e.progress.resize(2);
  e.progress[1] = {.state = RecipientState::failed, .attempts = 3, .last_answer = "550 no\r\n"};
  e.size = 12;
  e.blob = store::BlobRef{.name = {}, .size = 12};
  e.queued = Time{5};
  e.due = Time{6};
  const auto back = decode_entry(e.id, encode(e));
  ASSERT_TRUE(back) << back.error().text;
  EXPECT_EQ(encode(*back), encode(e));
  EXPECT_FALSE(back->envelope.reverse_path);
  EXPECT_EQ(back->envelope.envid, e.envelope.envid);
  EXPECT_EQ(back->progress[1].last_answer, "550 no\r\n");
}

TEST(QueueRecord, a_record_that_is_cut_or_longer_is_refused) {
  Entry e;
  e.envelope = envelope_to({"bob@example.net"});
  e.progress.resize(1);
  const auto bytes = encode(e);
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(decode_entry({}, std::string_view(bytes).substr(0, n))) << n;
  EXPECT_FALSE(decode_entry({}, bytes + "x"));
}

}  // namespace
}  // namespace postern::queue
