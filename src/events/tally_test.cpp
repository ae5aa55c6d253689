// Errors, counted by kind.
#include "events/tally.h"

#include <gtest/gtest.h>

namespace postern::events {
namespace {

TEST(Tally, errors_are_counted_by_kind_and_nothing_else_is) {
  Tally tally;
  EXPECT_TRUE(tally.counts().empty());
  tally.note(Event::server_error, Time{5});
  tally.note(Event::delivered, Time{6});
  tally.note(Event::server_error, Time{7});
  const auto counts = tally.counts();
  ASSERT_EQ(counts.size(), 1u);
  EXPECT_EQ(counts[0].event, Event::server_error);
  EXPECT_EQ(counts[0].times, 2u);
  EXPECT_EQ(counts[0].last, Time{7});
}

TEST(Tally, every_error_that_there_is_can_be_counted) {
  Tally tally;
  std::size_t errors = 0;
  for (const auto& r : rows()) {
    tally.note(r.event, Time{1});
    errors += r.level == Level::exceptions ? 1 : 0;
  }
  EXPECT_EQ(tally.counts().size(), errors);
  EXPECT_GT(errors, 5u);
}

}  // namespace
}  // namespace postern::events
