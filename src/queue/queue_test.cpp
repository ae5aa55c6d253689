// The queue over the memory engine: what is added survives, comes back equal, and goes when it is removed.
#include "queue/queue.h"

#include <gtest/gtest.h>

#include "kv/open.h"
#include "support/mail_store.h"
#include "support/manual_executor.h"

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

  ManualExecutor executor_;
  store::SteppedTime time_;
  store::SeededRandom random_{1};
  std::unique_ptr<kv::Store> kv_ = kv::open_memory().value();
  std::unique_ptr<store::BlobStore> blobs_ = store::blobs_in_memory(random_, time_);
  Queue queue_{*kv_, *blobs_, random_, 1024};
};

TEST_F(QueueTest, a_message_comes_back_as_it_was_added) {
  const auto id = add("Subject: x\r\n\r\nhello\r\n");
  EXPECT_EQ(must(queue_.body(id)), "Subject: x\r\n\r\nhello\r\n");
  const auto entry = must(queue_.show(id));
  EXPECT_EQ(entry.envelope.recipients.at(0).mailbox.text(), "bob@example.net");
  EXPECT_EQ(entry.progress.at(0).state, RecipientState::waiting);
  EXPECT_FALSE(entry.blob);
}

TEST_F(QueueTest, a_large_message_is_a_blob_that_a_sweep_must_spare) {
  const std::string large(5000, 'x');
  const auto id = add(large);
  EXPECT_EQ(must(queue_.body(id)), large);
  const auto named = must(queue_.named_blobs());
  ASSERT_EQ(named.size(), 1u);
  EXPECT_EQ(named[0], must(queue_.show(id)).blob->name);
}

TEST_F(QueueTest, a_message_begins_behind_what_is_to_be_skipped) {
  const std::string front = "Return-Path: <>\r\n", small = "Subject: x\r\n\r\nhello\r\n", large(5000, 'x');
  const auto in_memory = must(queue_.add(envelope_to({"bob@example.net"}), std::make_shared<const std::string>(front + small),
                                         Time{1000}, front.size()));
  EXPECT_EQ(must(queue_.body(in_memory)), small);
  const auto writer = blobs_->begin();
  must(writer->write(front + large));
  const auto ref = must(writer->finish());
  const auto in_blob = must(queue_.add(envelope_to({"bob@example.net"}), store::Content(ref), Time{1000}, front.size()));
  EXPECT_EQ(must(queue_.body(in_blob)), large);
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
