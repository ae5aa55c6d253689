// Text, numbers, UTF-8, base64.
#include "base/text.h"

#include <gtest/gtest.h>

namespace postern {
namespace {

TEST(Text, numbers_are_digits_only_and_bounded) {
  EXPECT_EQ(number("42", 100u), 42u);
  EXPECT_EQ(number("100", 100u), 100u);
  for (const auto bad : {"", "101", "+1", "-1", " 1", "1 ", "0x1", "99999999999999999999", "1a"})
    EXPECT_FALSE(number(bad, 100u)) << bad;
}

// RFC 3629 §3, §4
TEST(Text, utf8_refuses_overlong_surrogates_and_cut_sequences) {
  EXPECT_TRUE(is_utf8("caf\xC3\xA9 \xF0\x9F\x93\xAB"));
  for (const auto bad : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3", "\x80", "\xFF"})
    EXPECT_FALSE(is_utf8(bad));
}

// RFC 4648 §3, §4
TEST(Text, a_cut_is_between_characters) {
  EXPECT_EQ(cut("abc", 3), "abc");
  EXPECT_EQ(cut("abc", 2), "ab");
  EXPECT_EQ(cut("a\xC3\xA4", 2), "a");
  EXPECT_EQ(cut("\xF0\x9F\x98\x80", 3), "");
  EXPECT_EQ(cut("", 0), "");
}

TEST(Text, base64_round_trips_and_refuses_sloppy_input) {
  for (const std::string s : {"", "a", "ab", "abc", "abcd"}) EXPECT_EQ(from_base64(to_base64(s)), s);
  for (const auto bad : {"YQ", "YQ=", "Y===", "=YQ=", "YQ==YQ==", "Y Q=", "YWI=YWI="}) EXPECT_FALSE(from_base64(bad)) << bad;
}

TEST(Text, printable_leaves_no_line_ends) {
  EXPECT_EQ(printable("a\r\nb\0c\x7F"
                      "d",
                      6),
            "a??b");
}

TEST(Text, printable_leaves_nothing_that_a_terminal_obeys) {
  EXPECT_EQ(printable("a\x1B[31m\xC2\x9B"
                      "2J\xC2\x85"
                      "b"),
            "a?[31m??2J??b");
  EXPECT_EQ(printable("\xC3\x9F \xC2\xA0 \xE2\x82\xAC \x9B \xC2"), "\xC3\x9F \xC2\xA0 \xE2\x82\xAC \x9B \xC2");
}

}  // namespace
}  // namespace postern
