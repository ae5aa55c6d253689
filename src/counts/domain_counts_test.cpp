// Days of domains: whose an event is, written, read, and forgotten with the domain.
#include "counts/domain_counts.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "counts/counts.h"
#include "events/table.h"
#include "kv/open.h"
#include "support/manual_time.h"

namespace postern::counts {
namespace {

using namespace std::chrono_literals;
using events::Event;
using events::Key;

constexpr DomainId kHome{7}, kOther{9};

class DomainCountsTest : public testing::Test {
 protected:
  static std::optional<DomainId> domain_of(std::string_view address) {
    if (address.ends_with("@home.test")) return kHome;
    if (address.ends_with("@other.test")) return kOther;
    return {};
  }
  std::uint64_t value(Number number, DomainId domain = kHome, Day ago = 0) {
    const auto day = day_of(time.now()) - ago;
    const auto records = run_here(counts.of_domains().read(domain, day, day)).value();
    const auto at = records.front().values.find(number);
    return at == records.front().values.end() ? 0 : at->second;
  }
  void deliver(std::string_view to, std::string_view mailbox = "INBOX") {
    counts.write(Event::delivered, {}, {{Key::account, to}, {Key::mailbox, mailbox}});
  }
  void write() { ASSERT_TRUE(run_here(counts.write())); }

  test::ManualTime time{begin_of_day(20'717) + 1h};
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  Counts counts{*kv, time, {}, domain_of};
};

TEST_F(DomainCountsTest, what_was_heard_of_an_address_counts_for_its_domain_alone) {
  deliver("ann@home.test");
  deliver("bob@home.test", "Junk");
  deliver("zoe@other.test");
  deliver("x@far.test");
  deliver("root");
  for (int written = 0; written < 2; ++written, write()) {
    EXPECT_EQ(value(series::kDelivered), 2u) << written;
    EXPECT_EQ(value(series::kJunk), 1u);
    EXPECT_EQ(value(series::kDelivered, kOther), 1u);
    EXPECT_EQ(value(series::kJunk, kOther), 0u);
  }
}

TEST_F(DomainCountsTest, what_people_hand_in_and_what_is_kept_from_them_and_their_logins) {
  counts.write(Event::smtp_message_accepted, {}, {{Key::account, "ann@home.test"}, {Key::to, "x@far.test"}});
  counts.write(Event::smtp_message_accepted, {}, {{Key::account, ""}, {Key::to, "ann@home.test"}});
  const auto judged = [&](std::string_view action) {
    counts.write(Event::smtp_message_judged, {}, {{Key::to, "ann@home.test"}, {Key::value, action}});
  };
  for (const auto* action : {"refuse", "quarantine", "quarantine", "junk", "inbox"}) judged(action);
  counts.write(Event::given_up, {}, {{Key::who, "x@far.test"}, {Key::account, "ann@home.test"}});
  counts.write(Event::given_up, {}, {{Key::who, "ann@home.test"}, {Key::account, ""}});
  counts.write(Event::login_succeeded, {}, {{Key::account, "ann@home.test"}});
  counts.write(Event::login_failed, {}, {{Key::name, "nobody@home.test"}});
  counts.write(Event::login_failed, {}, {{Key::name, "home.test"}});
  EXPECT_EQ(value(series::kSubmitted), 1u);
  EXPECT_EQ(value(series::kBounced), 1u) << "of what its people sent, and not of what came for them";
  EXPECT_EQ(value(series::kRejected), 1u);
  EXPECT_EQ(value(series::kQuarantined), 2u);
  EXPECT_EQ(value(series::kJunk), 0u) << "counted when it is delivered";
  EXPECT_EQ(value(series::kLogins), 1u);
  EXPECT_EQ(value(series::kLoginsFailed), 1u);
}

TEST_F(DomainCountsTest, each_day_has_its_own_and_a_restart_adds_to_it) {
  deliver("ann@home.test");
  write();
  deliver("ann@home.test");
  write();
  time.pass(24h);
  deliver("ann@home.test");
  EXPECT_EQ(value(series::kDelivered, kHome, 1), 2u);
  EXPECT_EQ(value(series::kDelivered), 1u);
  const auto today = day_of(time.now());
  EXPECT_EQ(run_here(counts.of_domains().read(kHome, today - 2, today)).value().size(), 3u);
  EXPECT_TRUE(run_here(counts.of_domains().read(kHome, today, today - 1)).value().empty());
}

TEST_F(DomainCountsTest, more_domains_than_one_commit_takes_are_all_written) {
  Counts many(*kv, time, {}, [](std::string_view address) { return DomainId(std::stoul(std::string(address))); });
  for (int i = 1; i <= 1200; ++i) many.write(Event::login_succeeded, {}, {{Key::account, std::to_string(i) + "@x"}});
  ASSERT_TRUE(run_here(many.write()));
  for (const std::uint64_t id : {1UL, 500UL, 501UL, 1200UL}) EXPECT_EQ(value(series::kLogins, DomainId(id)), 1u) << id;
}

TEST_F(DomainCountsTest, what_is_old_goes_and_what_a_domain_that_is_gone_had) {
  deliver("ann@home.test");
  deliver("zoe@other.test");
  write();
  const auto sweep = [&](std::vector<DomainId> there) { ASSERT_TRUE(run_here(counts.sweep(std::move(there)))); };
  sweep({kOther, kHome});
  EXPECT_EQ(value(series::kDelivered), 1u);
  sweep({kOther});
  EXPECT_EQ(value(series::kDelivered), 0u);
  EXPECT_EQ(value(series::kDelivered, kOther), 1u);
  time.pass(400 * 24h);
  sweep({kOther});
  EXPECT_EQ(value(series::kDelivered, kOther, 400), 1u) << "so long it is kept";
  time.pass(24h);
  sweep({kOther});
  EXPECT_EQ(value(series::kDelivered, kOther, 401), 0u);
}

}  // namespace
}  // namespace postern::counts
