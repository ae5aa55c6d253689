// Networks of all lengths against a plain search through all of them.
#include "guard/network_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace postern::guard {
namespace {

net::Address v4(std::uint32_t n) {
  net::Address a;
  a.bytes[10] = a.bytes[11] = 0xFF;
  for (unsigned i = 0; i < 4; ++i) a.bytes[12 + i] = static_cast<std::uint8_t>(n >> (24 - 8 * i));
  return a;
}

class NetworkMapTest : public testing::Test {
 protected:
  // Of a few thousand addresses, so that networks lie in each other.
  net::Address address() { return v4(0x0A00'0000U | static_cast<std::uint32_t>(random()) % 4096 * 77); }
  net::Network network() {
    const auto base = address();
    return {base, 104 + static_cast<unsigned>(random()) % 25};
  }
  std::vector<int> walked(const net::Address& at) {
    std::vector<int> out;
    map.walk(at, [&](const net::Network& n, int value) {
      EXPECT_EQ(plain.at(n), value);
      out.push_back(value);
      return false;
    });
    return out;
  }
  std::vector<int> searched(const net::Address& at) {
    std::map<unsigned, int, std::greater<>> by_length;
    for (const auto& [n, value] : plain)
      if (n.contains(at)) by_length[n.bits()] = value;
    std::vector<int> out;
    for (const auto& [bits, value] : by_length) out.push_back(value);
    return out;
  }
  void expect_all_alike() {
    EXPECT_EQ(map.size(), plain.size());
    for (int i = 0; i < 200; ++i) {
      const auto at = address();
      EXPECT_EQ(walked(at), searched(at)) << at.text();
    }
  }

  std::mt19937 random{1};
  NetworkMap<int> map{7};
  std::map<net::Network, int> plain;
};

TEST_F(NetworkMapTest, finds_all_that_holds_an_address_however_many_come_and_go) {
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 2000; ++i) {
      const auto n = network();
      map.at(n) = plain[n] = round * 2000 + i;
    }
    expect_all_alike();
    std::erase_if(plain, [&](const auto& one) { return one.second % 3 != round % 3 && map.erase(one.first); });
    expect_all_alike();
  }
}

TEST_F(NetworkMapTest, a_filter_that_is_not_full_says_no_to_nearly_all_others) {
  NetworkFilter filter(7, 1000);
  for (std::uint32_t n = 0; n < 1000; ++n) filter.add({v4(n), 128});
  EXPECT_FALSE(filter.is_full());
  for (std::uint32_t n = 0; n < 1000; ++n) EXPECT_TRUE(filter.may_have({v4(n), 128}));
  std::size_t mistaken = 0;
  for (std::uint32_t n = 1000; n < 11'000; ++n) mistaken += filter.may_have({v4(n), 128}) ? 1 : 0;
  EXPECT_LT(mistaken, 500u);
}

}  // namespace
}  // namespace postern::guard
