// Which connections that wait stay, and which have to go.
#include "outbound/kept.h"

#include <gtest/gtest.h>

namespace postern::outbound {
namespace {

using namespace std::chrono_literals;

// Who has to go is decided without a look at the connection.
Connection named(std::string server) { return {.client = nullptr, .server = std::move(server)}; }
Kind to(std::string hop) { return {.hop = std::move(hop), .sender = {}}; }

TEST(Kept, the_one_that_has_waited_longest_goes_for_the_next) {
  Kept kept;
  EXPECT_TRUE(kept.put(to("b.test"), named("first"), Deadline(5s), 2).empty());
  EXPECT_TRUE(kept.put(to("a.test"), named("second"), Deadline(6s), 2).empty());
  const auto gone = kept.put(to("a.test"), named("third"), Deadline(7s), 2);
  ASSERT_EQ(gone.size(), 1u);
  EXPECT_EQ(gone[0].server, "first");
}

TEST(Kept, fewer_are_kept_once_the_setting_says_so) {
  Kept kept;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(kept.put(to("a.test"), named(std::to_string(i)), Deadline(5s), 9).empty());
  EXPECT_EQ(kept.put(to("a.test"), named("last"), Deadline(5s), 0).size(), 6u);
  EXPECT_TRUE(kept.empty());
}

TEST(Kept, whose_time_is_over_comes_back_and_the_others_stay) {
  Kept kept;
  EXPECT_TRUE(kept.put(to("a.test"), named("first"), Deadline(5s), 9).empty());
  EXPECT_TRUE(kept.put(to("b.test"), named("second"), Deadline(8s), 9).empty());
  EXPECT_TRUE(kept.over(Deadline(4s)).empty());
  const auto over = kept.over(Deadline(5s));
  ASSERT_EQ(over.size(), 1u);
  EXPECT_EQ(over[0].server, "first");
  EXPECT_FALSE(kept.empty());
  EXPECT_FALSE(kept.take(to("a.test")));
}

}  // namespace
}  // namespace postern::outbound
