// Ticket keys: how long they seal, how long they open.
#include "tls/tickets.h"

#include <gtest/gtest.h>

#include <string>

#include "base/random.h"

namespace postern::tls {
namespace {

struct Hands final : TimeSource {
  Time at{1'790'000'000'000};
  [[nodiscard]] Time now() const override { return at; }
  [[nodiscard]] Deadline steady() const override { return {}; }
};

std::string name_of(const TicketKey& key) { return {reinterpret_cast<const char*>(key.name.data()), key.name.size()}; }

// RFC 9325 §7.3
TEST(TicketKeys, seal_for_eight_hours_and_open_for_the_next_two_spans) {
  Hands clock;
  TicketKeys keys(clock, system_random());
  const auto first = name_of(keys.sealing());
  EXPECT_EQ(name_of(keys.sealing()), first);
  EXPECT_FALSE(keys.opening(first)->renew);
  for (int span = 1; span <= 2; ++span) {
    clock.at = clock.at + std::chrono::hours(8);
    EXPECT_NE(name_of(keys.sealing()), first);
    ASSERT_TRUE(keys.opening(first)) << span;
    EXPECT_TRUE(keys.opening(first)->renew);
  }
  clock.at = clock.at + std::chrono::hours(8);
  EXPECT_FALSE(keys.opening(first));
}

TEST(TicketKeys, an_idle_day_leaves_no_old_key) {
  Hands clock;
  TicketKeys keys(clock, system_random());
  const auto first = name_of(keys.sealing());
  clock.at = clock.at + std::chrono::hours(25);
  EXPECT_FALSE(keys.opening(first));
}

TEST(TicketKeys, each_service_has_its_own) {
  Hands clock;
  TicketKeys imap(clock, system_random()), pop3(clock, system_random());
  EXPECT_FALSE(pop3.opening(name_of(imap.sealing())));
}

}  // namespace
}  // namespace postern::tls
