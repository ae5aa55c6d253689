// Ticket keys: how long they seal, how long they open.
#include "tls/tickets.h"

#include <gtest/gtest.h>

#include <string>

#include "base/random.h"
#include "support/manual_time.h"

namespace postern::tls {
namespace {

std::string name_of(const TicketKey& key) { return {reinterpret_cast<const char*>(key.name.data()), key.name.size()}; }

// RFC 9325 §7.3
TEST(TicketKeys, seal_for_eight_hours_and_open_for_the_next_two_spans) {
  test::ManualTime clock;
  TicketKeys keys(clock, system_random());
  const auto first = name_of(keys.sealing());
  EXPECT_EQ(name_of(keys.sealing()), first);
  EXPECT_FALSE(keys.opening(first)->renew);
  for (int span = 1; span <= 2; ++span) {
    clock.pass(std::chrono::hours(8));
    EXPECT_NE(name_of(keys.sealing()), first);
    ASSERT_TRUE(keys.opening(first)) << span;
    EXPECT_TRUE(keys.opening(first)->renew);
  }
  clock.pass(std::chrono::hours(8));
  EXPECT_FALSE(keys.opening(first));
}

TEST(TicketKeys, an_idle_day_leaves_no_old_key) {
  test::ManualTime clock;
  TicketKeys keys(clock, system_random());
  const auto first = name_of(keys.sealing());
  clock.pass(std::chrono::hours(25));
  EXPECT_FALSE(keys.opening(first));
}

TEST(TicketKeys, each_service_has_its_own) {
  test::ManualTime clock;
  TicketKeys imap(clock, system_random()), pop3(clock, system_random());
  EXPECT_FALSE(pop3.opening(name_of(imap.sealing())));
}

}  // namespace
}  // namespace postern::tls
