// Times as text.
#include "base/time.h"

#include <gtest/gtest.h>

#include "base/rfc3339.h"

namespace postern {
namespace {

constexpr Time kSample{1795311490250};

// RFC 3339 §5.6, RFC 5322 §3.3
TEST(Time, is_written_as_rfc_3339_and_rfc_5322_have_it) {
  EXPECT_EQ(rfc3339(kSample), "2026-11-22T01:38:10.250Z");
  EXPECT_EQ(rfc5322_date(kSample), "Sun, 22 Nov 2026 01:38:10 +0000");
  EXPECT_EQ(rfc5322_date(Time{0}), "Thu, 1 Jan 1970 00:00:00 +0000");
}

TEST(Time, is_read_strictly) {
  EXPECT_EQ(from_rfc3339("2026-11-22T01:38:10.250Z"), kSample);
  EXPECT_EQ(from_rfc3339("2026-11-22T01:38:10Z"), Time{1795311490000});
  for (const auto bad : {"", "2026-13-22T01:38:10.250Z", "2026-02-30T01:38:10.250Z", "2026-11-22T24:38:10.250Z",
                         "2026-11-22 01:38:10.250Z", "2026-11-22T01:38:10.25Z", "2026-11-22T01:38:10+00:00"})
    EXPECT_FALSE(from_rfc3339(bad)) << bad;
}

TEST(Time, before_1970_and_leap_days_are_right) {
  EXPECT_EQ(rfc3339(Time{-1}), "1969-12-31T23:59:59.999Z");
  EXPECT_EQ(rfc3339(Time{951'782'400'000}), "2000-02-29T00:00:00.000Z");
  EXPECT_EQ(Time{-1}.seconds(), -1);
  EXPECT_EQ(Time{-1000}.seconds(), -1);
  EXPECT_EQ(Time{-1001}.seconds(), -2);
  EXPECT_EQ(Time{1999}.seconds(), 1);
}

TEST(Time, counts_with_durations) {
  EXPECT_EQ(kSample + std::chrono::seconds(1) - kSample, std::chrono::milliseconds(1000));
  EXPECT_LT(kSample - std::chrono::milliseconds(1), kSample);
}

TEST(SystemTime, is_of_this_century_and_steady_time_never_goes_back) {
  EXPECT_GT(system_time().now(), Time{1'700'000'000'000});
  const auto first = system_time().steady();
  EXPECT_GE(system_time().steady(), first);
}

}  // namespace
}  // namespace postern
