// Places of a full listener: who gets one, who gives one up.
#include "net/slots.h"

#include <gtest/gtest.h>

namespace postern::net {
namespace {

IpAddress at(std::string_view text) { return IpAddress::parse(text).value(); }

TEST(Slots, admits_until_full) {
  Slots slots(2);
  EXPECT_TRUE(slots.take(SessionId(1), at("192.0.2.1")).admitted);
  EXPECT_TRUE(slots.take(SessionId(2), at("192.0.2.2")).admitted);
  EXPECT_FALSE(slots.take(SessionId(3), at("192.0.2.3")).admitted);
  slots.give_back(SessionId(1));
  EXPECT_TRUE(slots.take(SessionId(4), at("192.0.2.4")).admitted);
}

TEST(Slots, a_newcomer_takes_the_youngest_place_of_the_largest_network) {
  Slots slots(4);
  for (std::uint64_t n = 1; n <= 3; ++n) slots.take(SessionId(n), at("192.0.2.9"));
  slots.take(SessionId(4), at("198.51.100.1"));
  const auto answer = slots.take(SessionId(5), at("203.0.113.1"));
  EXPECT_TRUE(answer.admitted);
  EXPECT_EQ(answer.evicted, SessionId(3));
  EXPECT_EQ(slots.taken(), 4u);
}

TEST(Slots, the_largest_network_itself_is_refused) {
  Slots slots(3);
  for (std::uint64_t n = 1; n <= 3; ++n) slots.take(SessionId(n), at("2001:db8::1"));
  EXPECT_FALSE(slots.take(SessionId(4), at("2001:db8::2")).admitted);
}

TEST(Slots, equals_do_not_push_each_other_out) {
  Slots slots(4);
  slots.take(SessionId(1), at("192.0.2.1"));
  slots.take(SessionId(2), at("192.0.2.1"));
  slots.take(SessionId(3), at("198.51.100.1"));
  slots.take(SessionId(4), at("198.51.100.1"));
  EXPECT_FALSE(slots.take(SessionId(5), at("198.51.100.7")).admitted);
  EXPECT_TRUE(slots.take(SessionId(6), at("203.0.113.1")).evicted);
  EXPECT_FALSE(slots.take(SessionId(7), at("203.0.113.1")).admitted);  // 1 against 2 would only swap who is larger
}

TEST(Slots, giving_back_an_evicted_place_does_nothing) {
  Slots slots(2);
  slots.take(SessionId(1), at("192.0.2.1"));
  slots.take(SessionId(2), at("192.0.2.1"));
  EXPECT_EQ(slots.take(SessionId(3), at("198.51.100.1")).evicted, SessionId(2));
  slots.give_back(SessionId(2));
  EXPECT_EQ(slots.taken(), 2u);
}

TEST(Slots, a_flood_of_one_network_leaves_room_for_each_other_one) {
  Slots slots(100);
  std::uint64_t id = 0;
  for (int i = 0; i < 1'000; ++i) slots.take(SessionId(++id), at("192.0.2.66"));
  for (int i = 0; i < 90; ++i) EXPECT_TRUE(slots.take(SessionId(++id), at("198.51." + std::to_string(i) + ".1")).admitted);
  EXPECT_EQ(slots.taken(), 100u);
}

}  // namespace
}  // namespace postern::net
