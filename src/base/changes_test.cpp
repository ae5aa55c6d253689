// Changes: kept in order, numbered, and forgotten in time.
#include "base/changes.h"

#include <gtest/gtest.h>

#include <string>

namespace postern {
namespace {

using namespace std::chrono_literals;

std::string text(const Changes<char>::Part& part) {
  std::string out;
  for (const auto& one : part.changes) out += one.what;
  return out;
}

TEST(Changes, come_in_order_after_a_number) {
  Changes<char> changes;
  const auto before = changes.newest();
  for (const char c : {'a', 'b', 'c'}) changes.add(c);
  const auto all = changes.after(before, 0ms);
  EXPECT_EQ(text(all), "abc");
  EXPECT_FALSE(all.missing);
  EXPECT_EQ(text(changes.after(all.changes[0].number, 0ms)), "bc");
  EXPECT_EQ(text(changes.after(changes.newest(), 0ms)), "");
}

TEST(Changes, who_is_too_far_behind_is_told) {
  Changes<char> changes(Time{1'790'000'000'000}, 2);
  const auto before = changes.newest();
  for (const char c : {'a', 'b', 'c'}) changes.add(c);
  const auto rest = changes.after(before, 0ms);
  EXPECT_EQ(text(rest), "bc");
  EXPECT_TRUE(rest.missing);
  EXPECT_FALSE(changes.after(before + 1, 0ms).missing);
}

TEST(Changes, a_number_of_an_earlier_run_is_an_old_one_and_one_of_the_future_is_none) {
  const Changes<char> earlier(Time{1'790'000'000'000}), later(Time{1'790'000'001'000});
  EXPECT_LT(earlier.newest(), later.newest());
  EXPECT_TRUE(later.after(earlier.newest(), 0ms).missing);
  EXPECT_TRUE(earlier.after(later.newest(), 0ms).missing);
}

}  // namespace
}  // namespace postern
