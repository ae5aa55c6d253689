// What is known of how long mail waits, and when it has to be looked up.
#include "queue/ages.h"

#include <gtest/gtest.h>

namespace postern::queue {
namespace {

Message at(std::int64_t when, std::string quarantine = {}) {
  Message m;
  m.queued = Time{when};
  m.envelope.judged.quarantine = std::move(quarantine);
  return m;
}

class AgesTest : public testing::Test {
 protected:
  Ages::Row row(const std::string& hop = "a.test") { return ages.rows().at(hop); }
  Ages ages;
};

TEST_F(AgesTest, a_hop_that_had_nothing_is_known_by_what_comes) {
  ages.came("a.test", EntryId(1), at(20));
  ages.came("a.test", EntryId(2), at(10));
  ages.came("a.test", EntryId(3), at(5, "archive"));
  EXPECT_TRUE(row().known);
  EXPECT_EQ(row().waited.first->first, Time{10});
  EXPECT_EQ(row().waited.held, 1u);
}

TEST_F(AgesTest, it_has_to_be_looked_up_when_the_oldest_goes_and_not_when_another_does) {
  for (int i = 1; i <= 3; ++i) ages.came("a.test", EntryId(static_cast<std::uint64_t>(i)), at(i));
  ages.went("a.test", EntryId(2));
  EXPECT_TRUE(row().known);
  ages.went("a.test", EntryId(1));
  EXPECT_FALSE(row().known);
  ages.learned("a.test", row(), {.first = {{Time{3}, EntryId(3)}}});
  EXPECT_TRUE(row().known);
  ages.went("a.test", EntryId(3));
  EXPECT_TRUE(ages.rows().empty());
}

TEST_F(AgesTest, what_was_looked_up_holds_only_if_nothing_came_between) {
  ages.are_there("a.test", 2);
  const auto asked = row();
  EXPECT_FALSE(asked.known);
  ages.came("a.test", EntryId(7), at(1));
  ages.learned("a.test", asked, {.first = {{Time{5}, EntryId(5)}}});
  EXPECT_FALSE(row().known);
  ages.learned("a.test", row(), {.first = {{Time{1}, EntryId(7)}}});
  EXPECT_TRUE(row().known);
  ages.changed("a.test");
  EXPECT_FALSE(row().known);
  EXPECT_EQ(row().count, 3u);
}

}  // namespace
}  // namespace postern::queue
