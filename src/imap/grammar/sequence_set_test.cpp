// Sequence sets: what they read as, and what they mean in a mailbox.   RFC 9051 §9
#include "imap/grammar/sequence_set.h"

#include <gtest/gtest.h>

namespace postern::imap::grammar {
namespace {

std::string resolved(std::string_view text, std::uint32_t largest) {
  Cursor in(text);
  const auto set = sequence_set(in);
  if (!in.finish()) return "bad";
  std::string out;
  append_ranges(out, set.resolve(largest));
  return out;
}

// RFC 9051 §9 sequence-set
TEST(SequenceSet, resolves_star_order_and_overlap) {
  EXPECT_EQ(resolved("1,3:5,4:7", 9), "1,3:7");
  EXPECT_EQ(resolved("7:3", 9), "3:7");
  EXPECT_EQ(resolved("*", 9), "9");
  EXPECT_EQ(resolved("500:*", 9), "9:500");
  EXPECT_EQ(resolved("*:4,2:3", 9), "2:9");
  EXPECT_EQ(resolved("4294967295,4294967294", 9), "4294967294:4294967295");
}

TEST(SequenceSet, gives_star_of_an_empty_mailbox_no_message) { EXPECT_EQ(resolved("*", 0), ""); }

TEST(SequenceSet, refuses_zero_and_unfinished_sets) {
  for (const auto* text : {"", "0", "1,", "1:", ":1", "1:0", "a", "1 2", "$,1", "4294967296"})
    EXPECT_EQ(resolved(text, 9), "bad") << text;
}

TEST(SequenceSet, knows_when_a_number_is_beyond_the_mailbox) {
  const auto exceeds = [](std::string_view text, std::uint32_t largest) {
    Cursor in(text);
    return sequence_set(in).exceeds(largest);
  };
  EXPECT_FALSE(exceeds("1:*", 3));
  EXPECT_TRUE(exceeds("1:4", 3));
  EXPECT_TRUE(exceeds("*", 0));
}

TEST(SequenceSet, finds_members_of_merged_ranges) {
  const auto ranges = merged({{7, 9}, {1, 2}, {3, 4}});
  EXPECT_EQ(ranges, (std::vector<Range>{{1, 4}, {7, 9}}));
  EXPECT_TRUE(contains(ranges, 4));
  EXPECT_FALSE(contains(ranges, 5));
  EXPECT_TRUE(contains(ranges, 9));
  EXPECT_FALSE(contains(ranges, 10));
  EXPECT_FALSE(contains({}, 1));
}

}  // namespace
}  // namespace postern::imap::grammar
