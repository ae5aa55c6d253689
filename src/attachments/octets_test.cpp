// Bodies decoded piece by piece, in any order.
#include "attachments/octets.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace postern::attachments {
namespace {

std::string numbers(std::size_t n) {
  std::string out;
  for (std::size_t i = 0; i < n; ++i) out += static_cast<char>(i * 7 + i / 256);
  return out;
}

std::string in_lines(std::string_view base64) {
  std::string out;
  for (std::size_t at = 0; at < base64.size(); at += 76) out.append(base64.substr(at, 76)).append("\r\n");
  return out;
}

TEST(DecodedBody, is_read_from_anywhere) {
  const auto plain = numbers(300'000);
  const auto text = "header" + in_lines(to_base64(plain));
  TextOctets message(text);
  auto body = DecodedBody::open(message, {6, text.size()}, mime::Encoding::base64);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->size(), plain.size());
  for (const std::size_t at : {299'999UL, 0UL, 150'000UL, 49'151UL, 49'152UL, 250'000UL}) {
    const auto read = body->read(at, 100);
    ASSERT_TRUE(read);
    ASSERT_FALSE(read->empty());
    EXPECT_EQ(*read, std::string_view(plain).substr(at, read->size())) << at;
  }
  EXPECT_EQ(read_all(*body, 300'000), plain);
}

TEST(DecodedBody, that_decodes_to_nothing_is_empty) {
  const std::string text(200'000, '!');
  TextOctets message(text);
  auto body = DecodedBody::open(message, {0, text.size()}, mime::Encoding::base64);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->size(), 0U);
  EXPECT_EQ(*body->read(0, 10), "");
}

TEST(DecodedBody, of_a_message_that_ends_too_early_is_an_error) {
  TextOctets message("short");
  EXPECT_EQ(DecodedBody::open(message, {0, 100}, mime::Encoding::identity).error().kind, Failure::corrupt);
}

TEST(ReadAll, refuses_more_than_it_may) {
  TextOctets octets("four");
  EXPECT_EQ(*read_all(octets, 4), "four");
  EXPECT_EQ(read_all(octets, 3).error().kind, Failure::too_large);
}

}  // namespace
}  // namespace postern::attachments
