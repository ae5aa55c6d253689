// What may be put into a header, scores, and places of scanners.
#include "scanners/opinion.h"

#include <gtest/gtest.h>

#include <limits>

#include "scanners/place.h"

namespace postern::scanners {
namespace {

TEST(HeaderField, names_and_values_that_would_break_a_header_are_none) {
  EXPECT_TRUE(is_field_name("X-Spam"));
  for (const auto* name : {"", "X Spam", "X:", "X\r\nTo", "X-\xC3\xBC"}) EXPECT_FALSE(is_field_name(name)) << name;
  EXPECT_FALSE(is_field_name(std::string(77, 'x')));
  for (const auto* value : {"", "a", "a\r\n b", "a\r\n\tb\r\n c", "\xC3\xBC"}) EXPECT_TRUE(is_field_value(value)) << value;
  for (const auto* value : {"a\r\n", "a\r\nTo: b", "a\nb", "a\rb", "a\r\n \r\n b", "a\r\n \r\n", "\x01"})
    EXPECT_FALSE(is_field_value(value)) << value;
  EXPECT_FALSE(is_field_value(std::string("a\0b", 3)));
  EXPECT_FALSE(is_field_value(std::string(1000, 'x')));
}

TEST(HeaderField, line_ends_of_strangers_become_folds_or_spaces) {
  EXPECT_EQ(folded("a\n\tb"), "a\r\n\tb");
  EXPECT_EQ(folded("a\r\n b\n"), "a\r\n b");
  EXPECT_EQ(folded("a\nTo: b"), "a To: b");
  EXPECT_EQ(folded("a\rb"), "a b");
}

TEST(Score, is_kept_in_hundredths_or_is_none) {
  EXPECT_EQ(hundredths("7.9"), 790);
  EXPECT_EQ(hundredths("-0.1"), -10);
  for (const auto* text : {"", "x", "1e5", "7.9x", "nan", "inf", "10000000", "0x1"}) EXPECT_FALSE(hundredths(text)) << text;
  EXPECT_FALSE(hundredths(std::numeric_limits<double>::quiet_NaN()));
  EXPECT_FALSE(hundredths(-1e300));
}

TEST(Words, are_printable_and_bounded) {
  EXPECT_EQ(plain_words("a\r\nb\xC3\xBC"), "a??b??");
  EXPECT_EQ(plain_words(std::string(1000, 'x')).size(), 300u);
}

TEST(Place, is_an_address_with_a_port_or_a_socket) {
  EXPECT_EQ(parse_place("unix:/run/clamav/clamd.ctl")->path, "/run/clamav/clamd.ctl");
  EXPECT_EQ(parse_place("127.0.0.1:3310")->end.port, 3310);
  EXPECT_EQ(parse_place("[::1]:11333")->end.address.text(), "::1");
  for (const auto* text : {"", "unix:", "unix:run", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:1x", "::1:80",
                           "[127.0.0.1]:80", "[::1]", "localhost:80", ":80"})
    EXPECT_FALSE(parse_place(text)) << text;
  EXPECT_FALSE(parse_place("unix:/" + std::string(107, 'x')));
  EXPECT_EQ(check_place(""), "");
  EXPECT_NE(check_place("localhost:80"), "");
}

}  // namespace
}  // namespace postern::scanners
