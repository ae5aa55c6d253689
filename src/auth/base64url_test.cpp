// Octets of passkeys as text.
#include "auth/base64url.h"

#include <gtest/gtest.h>

namespace postern::auth {
namespace {

TEST(Base64Url, every_length_comes_back_and_has_neither_padding_nor_the_other_alphabet) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    const auto text = to_base64url(bytes);
    EXPECT_EQ(text.find_first_of("+/="), text.npos) << text;
    EXPECT_EQ(from_base64url(text), bytes);
    bytes += static_cast<char>(255 - i);
  }
  EXPECT_EQ(to_base64url("\xFB\xFF"), "-_8");
}

TEST(Base64Url, what_is_written_otherwise_is_none) {
  for (const char* text : {"-_8=", "+/8", "A", "AB C", "AB\n", "\xC3\xA4"})
    EXPECT_EQ(from_base64url(text), std::nullopt) << text;
}

}  // namespace
}  // namespace postern::auth
