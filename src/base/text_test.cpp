// Text, numbers, base64, codec, time.
#include "base/text.h"

#include <gtest/gtest.h>

#include "base/codec.h"
#include "base/secret.h"
#include "base/time.h"

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

TEST(Codec, values_round_trip) {
  Encoder e;
  e.varint(0).varint(300).varint(~0ULL).zigzag(-5).zigzag(INT64_MIN).big32(7).big64(1ULL << 40).bytes("text");
  Decoder d(e.view());
  EXPECT_EQ(d.varint(), 0u);
  EXPECT_EQ(d.varint(), 300u);
  EXPECT_EQ(d.varint(), ~0ULL);
  EXPECT_EQ(d.zigzag(), -5);
  EXPECT_EQ(d.zigzag(), INT64_MIN);
  EXPECT_EQ(d.big32(), 7u);
  EXPECT_EQ(d.big64(), 1ULL << 40);
  EXPECT_EQ(d.bytes(), "text");
  EXPECT_TRUE(d.done());
}

TEST(Codec, a_length_past_the_end_fails_and_stays_failed) {
  Decoder d("\x7Fxy");
  EXPECT_EQ(d.bytes(), "");
  EXPECT_FALSE(d.ok());
  EXPECT_EQ(d.u8(), 0);
  Decoder eleven(std::string_view("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 10));
  eleven.varint();
  EXPECT_FALSE(eleven.ok());
}

TEST(Codec, crc32c_has_its_check_value) { EXPECT_EQ(crc32c("123456789"), 0xE3069283u); }

// RFC 3339 §5.6, RFC 5322 §3.3
TEST(Time, dates_are_written_as_the_rfcs_say) {
  const Time t{1795311490250};
  EXPECT_EQ(rfc3339(t), "2026-11-22T01:38:10.250Z");
  EXPECT_EQ(rfc5322_date(t), "Sun, 22 Nov 2026 01:38:10 +0000");
  EXPECT_EQ(rfc3339(Time{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Secret, equality_needs_every_byte) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abcd"));
}

}  // namespace
}  // namespace postern
