// What is collected day by day.
#include "reports/collected.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "kv/open.h"
#include "reports/tls_report.h"

namespace postern::reports {
namespace {

TlsReport sessions(std::uint64_t n) {
  TlsPolicy policy{.type = "sts", .domain = "far.example"};
  policy.successes = n;
  return {.policies = {policy}};
}

struct Kept {
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  Collected<TlsReport> all{*kv, "tls"};
  Collected<TlsReport> others{*kv, "dmarc"};

  std::vector<Subject> waiting(const Day& last, std::size_t most = 100, Subject after = {}) {
    return run_here(all.waiting(last, most, std::move(after))).value();
  }
  std::uint64_t counted(const Subject& s) {
    const auto row = run_here(all.row(s)).value();
    return row.report.policies.empty() ? 0 : row.report.policies[0].successes;
  }
};

TEST(Collected, is_put_together_by_day_and_domain) {
  Kept kept;
  for (const auto* day : {"2026-11-24", "2026-11-25"})
    for (int i = 0; i < 3; ++i) kept.all.note({day, "far.example"}, sessions(1));
  ASSERT_TRUE(run_here(kept.all.flush()));
  kept.all.note({"2026-11-25", "far.example"}, sessions(10));
  ASSERT_TRUE(run_here(kept.all.flush()));
  EXPECT_EQ(kept.counted({"2026-11-24", "far.example"}), 3u);
  EXPECT_EQ(kept.counted({"2026-11-25", "far.example"}), 13u);
}

TEST(Collected, waits_until_its_day_is_over) {
  Kept kept;
  for (const auto* day : {"2026-11-24", "2026-11-25", "2026-11-26"}) kept.all.note({day, "far.example"}, sessions(1));
  kept.all.note({"2026-11-24", "near.example"}, sessions(1));
  kept.others.note({"2026-11-24", "other.example"}, sessions(1));
  ASSERT_TRUE(run_here(kept.all.flush()));
  ASSERT_TRUE(run_here(kept.others.flush()));
  const auto all = kept.waiting("2026-11-25");
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0], (Subject{"2026-11-24", "far.example"}));
  EXPECT_EQ(all[2], (Subject{"2026-11-25", "far.example"}));
  EXPECT_EQ(kept.waiting("2026-11-25", 1).size(), 1u);
  EXPECT_EQ(kept.waiting("2026-11-25", 9, all[1]), std::vector{all[2]});
}

TEST(Collected, remembers_who_has_been_told_and_goes_when_all_have) {
  Kept kept;
  const Subject subject{"2026-11-25", "far.example"};
  kept.all.note(subject, sessions(1));
  ASSERT_TRUE(run_here(kept.all.flush()));
  ASSERT_TRUE(run_here(kept.all.note_told(subject, {"mailto:a@far.example"})));
  EXPECT_EQ(run_here(kept.all.row(subject)).value().told, std::vector<std::string>{"mailto:a@far.example"});
  EXPECT_EQ(kept.counted(subject), 1u);
  ASSERT_TRUE(run_here(kept.all.remove(subject)));
  EXPECT_TRUE(kept.waiting("2026-11-25").empty());
  ASSERT_TRUE(run_here(kept.all.note_told(subject, {"mailto:a@far.example"})));
  EXPECT_TRUE(kept.waiting("2026-11-25").empty());
}

TEST(Collected, has_bounds) {
  Kept kept;
  for (std::size_t i = 0; i < kMostDomains + 10; ++i) {
    kept.all.note({"2026-11-25", std::to_string(i) + ".example"}, sessions(1));
    if (i % kMostUnwritten == kMostUnwritten - 1) ASSERT_TRUE(run_here(kept.all.flush()));
  }
  ASSERT_TRUE(run_here(kept.all.flush()));
  EXPECT_EQ(kept.waiting("2026-11-25", 99'999).size(), kMostDomains);
  for (std::size_t i = 0; i < kMostUnwritten + 10; ++i)
    kept.all.note({"2026-11-26", std::to_string(i) + ".example"}, sessions(1));
  ASSERT_TRUE(run_here(kept.all.flush()));
  EXPECT_EQ(kept.waiting("2026-11-26", 99'999).size(), kMostDomains + kMostUnwritten);
}

}  // namespace
}  // namespace postern::reports
