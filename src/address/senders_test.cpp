// Entries of lists of senders: their one spelling, and whom they cover.
#include "address/senders.h"

#include <gtest/gtest.h>

namespace postern::address {
namespace {

Mailbox from(std::string_view text) { return parse_mailbox(text, Charset::utf8).value(); }

TEST(SenderEntry, has_one_spelling) {
  EXPECT_EQ(sender_entry("Ann@FAR.example").value(), "ann@far.example");
  EXPECT_EQ(sender_entry("B\xc3\xbc"
                         "cher.example")
                .value(),
            "xn--bcher-kva.example");
  EXPECT_EQ(sender_entry(".Far.example").value(), ".far.example");
  for (const auto* bad : {"", ".", "a b", "@far.example", "ann@", "*.far.example", "far.example."})
    EXPECT_FALSE(sender_entry(bad)) << bad;
}

TEST(SenderEntry, covers_one_or_a_domain_or_all_below_it) {
  EXPECT_TRUE(covers("ann@far.example", from("ANN@far.example").key()));
  EXPECT_FALSE(covers("ann@far.example", from("bob@far.example").key()));
  EXPECT_TRUE(covers("far.example", from("bob@far.example").key()));
  EXPECT_FALSE(covers("far.example", from("bob@a.far.example").key()));
  EXPECT_FALSE(covers("far.example", from("bob@notfar.example").key()));
  EXPECT_TRUE(covers(".far.example", from("bob@a.far.example").key()));
  EXPECT_FALSE(covers(".far.example", from("bob@far.example").key()));
  EXPECT_FALSE(covers("far.example", from("bob@[192.0.2.1]").key()));
}

TEST(SenderEntry, of_two_the_longer_is_narrower_and_an_address_most_of_all) {
  EXPECT_GT(narrowness("a@b.c"), narrowness("a.very.long.domain.example"));
  EXPECT_GT(narrowness(".b.far.example"), narrowness(".far.example"));
}

}  // namespace
}  // namespace postern::address
