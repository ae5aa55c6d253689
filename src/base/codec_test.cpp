// Stored bytes: what was written comes back, and nothing else is read.
#include "base/codec.h"

#include <gtest/gtest.h>

#include <limits>

namespace postern {
namespace {

TEST(Codec, every_kind_of_value_comes_back) {
  const std::string any("\0\xFF\r\n", 4);
  const auto bytes = Encoder().u8(200).big32(0x01020304).big64(~std::uint64_t{0}).bytes(any).bytes("").raw("tail").take();
  Decoder in(bytes);
  EXPECT_EQ(in.u8(), 200);
  EXPECT_EQ(in.big32(), 0x01020304u);
  EXPECT_EQ(in.big64(), ~std::uint64_t{0});
  EXPECT_EQ(in.bytes(), any);
  EXPECT_EQ(in.bytes(), "");
  EXPECT_FALSE(in.done());
  EXPECT_EQ(in.raw(4), "tail");
  EXPECT_TRUE(in.done());
}

TEST(Codec, varints_come_back_at_every_length) {
  for (unsigned bit = 0; bit < 64; ++bit)
    for (const auto v : {std::uint64_t{1} << bit, (std::uint64_t{1} << bit) - 1, ~std::uint64_t{0} >> bit}) {
      const auto bytes = Encoder().varint(v).take();
      EXPECT_LE(bytes.size(), 10u);
      Decoder in(bytes);
      EXPECT_EQ(in.varint(), v);
      EXPECT_TRUE(in.done());
    }
}

TEST(Codec, signed_numbers_come_back_and_small_ones_are_short) {
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t v :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{63}, std::int64_t{-64}, Limits::max(), Limits::min()}) {
    const auto bytes = Encoder().zigzag(v).take();
    EXPECT_EQ(Decoder(bytes).zigzag(), v);
    if (v >= -64 && v < 64) EXPECT_EQ(bytes.size(), 1u) << v;
  }
}

TEST(Codec, big_numbers_sort_as_bytes) {
  EXPECT_LT(Encoder().big64(255).take(), Encoder().big64(256).take());
  EXPECT_LT(Encoder().big32(0x7FFFFFFF).take(), Encoder().big32(0x80000000).take());
}

TEST(Codec, a_varint_over_64_bits_is_refused) {
  for (const std::string& bytes : {std::string(10, '\x80') + '\1', std::string(9, '\xFF') + '\2', std::string(11, '\xFF')}) {
    Decoder in(bytes);
    EXPECT_EQ(in.varint(), 0u);
    EXPECT_FALSE(in.ok());
  }
}

TEST(Codec, after_the_first_failure_all_is_empty) {
  const std::string bytes = Encoder().bytes("abc").take();
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    Decoder in(std::string_view(bytes).substr(0, n));
    EXPECT_EQ(in.bytes(), "");
    EXPECT_FALSE(in.ok());
    EXPECT_EQ(in.u8(), 0);
    EXPECT_EQ(in.big64(), 0u);
    EXPECT_FALSE(in.done());
  }
}

TEST(Codec, a_length_beyond_the_end_is_refused_before_anything_is_made_of_it) {
  const auto bytes = Encoder().varint(~std::uint64_t{0}).take();
  Decoder in(bytes);
  EXPECT_EQ(in.bytes(), "");
  EXPECT_FALSE(in.ok());
}

// The examples of the iSCSI standard.
TEST(Crc32c, has_the_values_of_the_standard) {
  EXPECT_EQ(crc32c(std::string(32, '\0')), 0x8A9136AAu);
  EXPECT_EQ(crc32c(std::string(32, '\xFF')), 0x62A8AB43u);
  EXPECT_EQ(crc32c("123456789"), 0xE3069283u);
  EXPECT_EQ(crc32c(""), 0u);
}

TEST(Crc32c, goes_on_from_a_seed_at_any_split) {
  const std::string text = "The quick brown fox jumps over the lazy dog";
  for (std::size_t n = 0; n <= text.size(); ++n)
    EXPECT_EQ(crc32c(text.substr(n), crc32c(text.substr(0, n))), crc32c(text)) << n;
}

}  // namespace
}  // namespace postern
