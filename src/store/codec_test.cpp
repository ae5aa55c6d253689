// Stored records: what is written is read, and damage is noticed.
#include <gtest/gtest.h>

#include "store/chunk.h"
#include "store/names.h"
#include "store/ranges.h"
#include "store/records.h"

namespace postern::store {
namespace {

MailboxState state_sample() {
  MailboxState s;
  s.uidvalidity = 7;
  s.uidnext = Uid(300);
  s.highest = ModSeq(900);
  s.exists = 20;
  s.unseen = 3;
  s.deleted = 1;
  s.size = 12345;
  s.keywords = {"$Forwarded", "work"};
  return s;
}

TEST(StoredRecords, come_back_as_written) {
  Head head;
  head.modseq = 1'000'000;
  head.used_bytes = 5'000'000'000;
  head.limit_bytes = 1;
  EXPECT_EQ(*decode_head(encode(head)), head);
  const MailboxRecord mailbox{"Entwürfe/alt", Role::drafts, Time{-5}};
  EXPECT_EQ(*decode_mailbox(encode(mailbox)), mailbox);
  EXPECT_EQ(*decode_state(encode(state_sample())), state_sample());
  const std::vector<LogEvent> log{{LogKind::created, MailboxId(3), {{Uid(1), Uid(5)}, {Uid(9), Uid(9)}}},
                                  {LogKind::mailbox_updated, MailboxId(4), {}}};
  EXPECT_EQ(*decode_log(encode(log)), log);
  const Tombstone tombstone{Time{77}, {{MailboxId(1), Uid(2), 3}, {MailboxId(1), Uid(4), 5}}};
  EXPECT_EQ(*decode_tombstone(encode(tombstone)), tombstone);
}

TEST(StoredRecords, message_facts_come_back_as_written) {
  BlobName blob;
  blob.bits[15] = 9;
  MessageRecord m{.mailbox = MailboxId(2),
                  .uid = Uid(3),
                  .size = 70'000,
                  .thread = 5,
                  .header_size = 60,
                  .sent = Time{-1000},
                  .blob = blob,
                  .references = {1, ~0ull},
                  .envelope = "(env)",
                  .body_structure = "(bs)",
                  .headers = "A: b\r\n",
                  .preview = "hi"};
  const auto bytes = encode(m);
  const auto back = decode_message(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->blob, blob);
  EXPECT_EQ(back->references, m.references);
  EXPECT_EQ(back->headers, m.headers);
  EXPECT_EQ(back->preview, "hi");
  EXPECT_EQ(back->sent.ms, -1000);
}

TEST(StoredRecords, a_cut_or_lengthened_record_is_damage) {
  const auto bytes = encode(state_sample());
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(decode_state(std::string_view(bytes).substr(0, n))) << n;
  EXPECT_FALSE(decode_state(bytes + "x"));
  auto later = bytes;
  later[0] = 2;
  EXPECT_FALSE(decode_state(later));
}

TEST(StoredChunks, appended_rows_come_back) {
  std::string bytes, fixed;
  for (std::uint32_t i = 0; i < 256; i += 3) {
    append_row(bytes, {Uid(512 + i), MessageNumber(1000 + i), kSeen | (Flags{1} << 63), ModSeq(i + 1)});
    append_fixed(fixed, Uid(512 + i), {i, Time{std::int64_t{-1000} * i}, Time{5000}, Time{9'000}, i});
  }
  const auto chunk = decode_chunk(2, bytes);
  ASSERT_TRUE(chunk);
  ASSERT_EQ(chunk->size(), 86u);
  EXPECT_EQ(chunk->row(1).uid, Uid(515));
  EXPECT_EQ(chunk->row(1).number, MessageNumber(1003));
  EXPECT_EQ(chunk->row(1).flags, kSeen | (Flags{1} << 63));
  EXPECT_EQ(encode(*chunk), bytes);
  const auto rows = decode_fixed(fixed);
  ASSERT_TRUE(rows);
  EXPECT_EQ(encode(*rows, 2), fixed);
  EXPECT_EQ(find(*rows, 3)->internal_date.ms, -3000);
  EXPECT_EQ(find(*rows, 3)->saved.ms, 5000);
  EXPECT_EQ(find(*rows, 4), nullptr);
}

TEST(StoredChunks, dates_far_away_are_kept_readable) {
  std::string bytes;
  append_fixed(bytes, Uid(1),
               {1, Time{std::numeric_limits<std::int64_t>::min()}, Time{std::numeric_limits<std::int64_t>::max()}, Time{0}, 1});
  EXPECT_TRUE(decode_fixed(bytes));
}

TEST(StoredChunks, rows_out_of_order_are_damage) {
  std::string bytes;
  append_row(bytes, {Uid(5), MessageNumber(1), 0, ModSeq(1)});
  append_row(bytes, {Uid(5), MessageNumber(2), 0, ModSeq(1)});
  EXPECT_FALSE(decode_chunk(0, bytes));
}

TEST(UidRangesTest, are_sorted_joined_and_clipped) {
  const auto r = normalised({{Uid(9), Uid(7)}, {Uid(0), Uid(2)}, {Uid(3), Uid(4)}, {Uid(8), Uid(~0u)}}, Uid(10));
  EXPECT_EQ(r, (UidRanges{{Uid(1), Uid(4)}, {Uid(7), Uid(10)}}));
  EXPECT_TRUE(contains(r, Uid(4)));
  EXPECT_FALSE(contains(r, Uid(5)));
  EXPECT_EQ(intersection(r, {{Uid(4), Uid(8)}}), (UidRanges{{Uid(4), Uid(4)}, {Uid(7), Uid(8)}}));
  EXPECT_EQ(count(r), 8u);
}

TEST(MailboxNames, inbox_has_one_spelling) {
  EXPECT_EQ(*mailbox_name("inBox"), "INBOX");
  EXPECT_EQ(*mailbox_name("Inbox/a"), "INBOX/a");
  EXPECT_EQ(*mailbox_name("Inboxes"), "Inboxes");
}

TEST(MailboxNames, with_bad_levels_or_characters_are_refused) {
  for (const auto* bad : {"", "/a", "a/", "a//b", "a*", "a%b", "a\x01", "\xff"}) EXPECT_FALSE(mailbox_name(bad)) << bad;
  EXPECT_FALSE(mailbox_name(std::string(501, 'a')));
  EXPECT_EQ(superiors("a/b/c"), (std::vector<std::string>{"a", "a/b"}));
}

}  // namespace
}  // namespace postern::store
