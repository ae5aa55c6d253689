// What others have said of our domains.
#include "reports/received.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "base/text.h"
#include "kv/open.h"
#include "reports/day.h"
#include "reports/dmarc_report.h"
#include "reports/tls_report.h"
#include "support/seeded_random.h"

namespace postern::reports {
namespace {

TlsReport report_of_day(const std::string& id, const Day& day = "2026-11-25") {
  return {.organization = "Far",
          .contact = "tls@far.example",
          .id = id,
          .begin = begin_of(day),
          .end = end_of(day),
          .policies = {}};
}

struct Shelf {
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  Received<TlsReport> tls{*kv, "tls"};
  Received<DmarcReport> dmarc{*kv, "dmarc"};

  std::vector<TlsReport> list(const std::string& domain, std::size_t most = 10'000) {
    return run_here(tls.list(domain, most)).value();
  }
};

TEST(Received, is_listed_by_domain_with_the_newest_first) {
  Shelf shelf;
  for (const auto* day : {"2026-11-24", "2026-11-26", "2026-11-25"})
    ASSERT_TRUE(run_here(shelf.tls.keep("home.test", report_of_day(day, day))));
  ASSERT_TRUE(run_here(shelf.tls.keep("home.test.example", report_of_day("other"))));
  ASSERT_TRUE(run_here(shelf.dmarc.keep("home.test", DmarcReport{.id = "d", .published = {.domain = "home.test"}})));
  const auto all = shelf.list("home.test");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0], report_of_day("2026-11-26", "2026-11-26"));
  EXPECT_EQ(all[2].id, "2026-11-24");
  EXPECT_EQ(shelf.list("home.test", 1).size(), 1u);
  EXPECT_EQ(run_here(shelf.dmarc.list("home.test", 9)).value().at(0).id, "d");
  EXPECT_TRUE(shelf.list("home").empty());
}

TEST(Received, has_a_report_that_came_twice_once) {
  Shelf shelf;
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(run_here(shelf.tls.keep("home.test", report_of_day("1"))));
  EXPECT_EQ(shelf.list("home.test").size(), 1u);
}

TEST(Received, loses_the_oldest_when_there_are_too_many) {
  Shelf shelf;
  ASSERT_TRUE(run_here(shelf.tls.keep("home.test", report_of_day("first", "2026-11-01"))));
  for (std::size_t i = 0; i < kMostReceived; ++i)
    ASSERT_TRUE(run_here(shelf.tls.keep("home.test", report_of_day(std::to_string(i)))));
  const auto all = shelf.list("home.test");
  EXPECT_EQ(all.size(), kMostReceived);
  EXPECT_NE(all.back().id, "first");
}

TEST(Received, takes_none_that_is_too_large) {
  Shelf shelf;
  test::SeededRandom random(3);
  auto large = report_of_day("1");
  for (std::size_t i = 0; i < kMostPolicies; ++i) {
    TlsPolicy policy{.type = "sts"};
    for (std::size_t k = 0; k < 100; ++k) policy.text.push_back(to_hex(random.bytes(100)));
    large.policies.push_back(std::move(policy));
  }
  const auto kept_large = run_here(shelf.tls.keep("home.test", large));
  EXPECT_EQ(kept_large.error().kind, Failure::too_large);
  EXPECT_TRUE(shelf.list("home.test").empty());
}

}  // namespace
}  // namespace postern::reports
