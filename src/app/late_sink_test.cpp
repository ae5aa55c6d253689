// Events before and after there are logs.
#include "app/late_sink.h"

#include <gtest/gtest.h>

#include "support/event_list.h"

namespace postern::app {
namespace {

TEST(LateSink, errors_are_counted_also_before_there_is_a_log) {
  LateSink sink;
  sink.write(events::Event::server_error, {}, {});
  sink.write(events::Event::delivered, {}, {});
  EventList list;
  sink.set(&list);
  sink.write(events::Event::server_error, {}, {});
  const auto counts = sink.errors().counts();
  ASSERT_EQ(counts.size(), 1u);
  EXPECT_EQ(counts[0].times, 2u);
  EXPECT_EQ(list.count(events::Event::server_error), 1u);
  sink.set(nullptr);
}

TEST(LateSink, others_hear_it_too_each_from_a_place_of_its_own) {
  LateSink sink;
  EventList notices, counts;
  sink.also(LateSink::Place::notices, &notices);
  sink.also(LateSink::Place::counts, &counts);
  sink.write(events::Event::delivered, {}, {});
  sink.also(LateSink::Place::notices, nullptr);
  sink.write(events::Event::delivered, {}, {});
  EXPECT_EQ(notices.count(events::Event::delivered), 1u);
  EXPECT_EQ(counts.count(events::Event::delivered), 2u);
}

}  // namespace
}  // namespace postern::app
