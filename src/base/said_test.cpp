// A sentence as its form and its values.
#include "base/said.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace postern {
namespace {

TEST(Said, is_its_form_with_the_values_in_their_places) {
  const auto found = said<"port {} ({}): {}">(25, "smtp", said<"{} answers for a test">("a{}b"));
  EXPECT_EQ(found.english(), "port 25 (smtp): a{}b answers for a test");
  EXPECT_EQ(found.text, "port {} ({}): {}");
  ASSERT_EQ(found.values.size(), 3u);
  EXPECT_TRUE(found.values[0].is_value);
  EXPECT_EQ(found.values[2].text, "{} answers for a test");
  EXPECT_EQ(Said::declared("As it stands").english(), "As it stands");
  EXPECT_EQ(Said::value("{}").english(), "{}");
}

TEST(Said, chooses_a_word_by_the_number_before_it) {
  const auto of = [](int n) { return said<"{} has {} {file|files} of {}, which {is|are} open">("ann", n, 1).english(); };
  EXPECT_EQ(of(1), "ann has 1 file of 1, which is open");
  EXPECT_EQ(of(0), "ann has 0 files of 1, which is open");
  EXPECT_EQ(said<"{} {file|files}">("{a|b}").english(), "{a|b} files");
}

TEST(Said, is_listed_by_its_form_once) {
  EXPECT_EQ(std::ranges::count(forms(), "{} answers for a test"), 1);
  EXPECT_EQ(phrase<"said nowhere else">(), "said nowhere else");
  EXPECT_EQ(std::ranges::count(forms(), "said nowhere else"), 1);
  EXPECT_EQ(std::ranges::count(forms(), "as nobody says"), 0);
}

}  // namespace
}  // namespace postern
