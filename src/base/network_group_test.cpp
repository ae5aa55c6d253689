// Which addresses share a turn.
#include "base/network_group.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace postern {
namespace {

NetworkGroup v4(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
  return network_group({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, a, b, c, d});
}
NetworkGroup v6(std::initializer_list<std::uint8_t> first) {
  std::array<std::uint8_t, 16> ip{};
  std::size_t i = 0;
  for (const auto byte : first) ip[i++] = byte;
  return network_group(ip);
}

TEST(NetworkGroup, is_24_bits_of_an_ipv4_address_and_48_of_an_ipv6_one) {
  EXPECT_EQ(v4(192, 0, 2, 1), v4(192, 0, 2, 255));
  EXPECT_NE(v4(192, 0, 2, 1), v4(192, 0, 3, 1));
  EXPECT_EQ(v6({0x20, 1, 0x0D, 0xB8, 0, 1, 7, 7}), v6({0x20, 1, 0x0D, 0xB8, 0, 1, 9}));
  EXPECT_NE(v6({0x20, 1, 0x0D, 0xB8, 0, 1}), v6({0x20, 1, 0x0D, 0xB8, 0, 2}));
}

TEST(NetworkGroup, an_ipv6_address_is_never_taken_for_an_ipv4_one) {
  EXPECT_EQ(v6({0x20, 1, 0x0D, 0xB8, 0, 1, 0, 0, 0, 0, 0xFF, 0xFF, 1}), v6({0x20, 1, 0x0D, 0xB8, 0, 1}));
}

}  // namespace
}  // namespace postern
