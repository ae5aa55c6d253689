// Secrets compare in constant time and leave nothing behind.
#include "base/secret.h"

#include <gtest/gtest.h>

#include <type_traits>
#include <utility>

namespace postern {
namespace {

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };
static_assert(!Printable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string> && !std::is_convertible_v<Secret, std::string_view>);

TEST(Secret, keeps_what_it_was_given_and_gives_it_away_when_moved) {
  Secret one("password");
  EXPECT_EQ(one.reveal(), "password");
  Secret other = std::move(one);
  EXPECT_EQ(other.reveal(), "password");
  EXPECT_TRUE(Secret().empty());
}

// What lies in the object, as somebody finds it who reads the memory.
std::string_view memory(const Secret& secret) { return {reinterpret_cast<const char*>(&secret), sizeof secret}; }

TEST(Secret, nothing_is_left_of_a_value_that_was_replaced_or_moved_away) {
  Secret secret("0123456789");  // short enough to lie in the object itself
  const Secret shorter("ab");
  secret = shorter;
  EXPECT_EQ(secret.reveal(), "ab");
  EXPECT_EQ(memory(secret).find("3456"), std::string_view::npos);
  secret = Secret("0123456789");
  secret = Secret("cd");
  EXPECT_EQ(secret.reveal(), "cd");
  EXPECT_EQ(memory(secret).find("3456"), std::string_view::npos);
  Secret from("0123456789");
  const Secret to = std::move(from);
  EXPECT_EQ(to.reveal(), "0123456789");
  EXPECT_EQ(memory(from).find("3456"), std::string_view::npos);
}

TEST(Secret, may_be_assigned_to_itself) {
  Secret secret("abc");
  auto& same = secret;
  secret = same;
  EXPECT_EQ(secret.reveal(), "abc");
  secret = std::move(same);
  EXPECT_EQ(secret.reveal(), "abc");
}

TEST(Secret, wiping_leaves_zeros) {
  std::string text("0123456789");
  const char* place = text.data();
  wipe(text);
  EXPECT_TRUE(text.empty());
  for (int i = 0; i < 10; ++i) EXPECT_EQ(place[i], 0);
}

TEST(Secret, comparison_knows_equal_from_different) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("xbc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace postern
