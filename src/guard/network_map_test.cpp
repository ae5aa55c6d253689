// Networks of all lengths against a plain search through all of them.
#include "guard/network_map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace postern::guard {
namespace {

IpAddress v4(std::uint32_t n) {
  IpAddress a;
  a.bytes[10] = a.bytes[11] = 0xFF;
  for (unsigned i = 0; i < 4; ++i) a.bytes[12 + i] = static_cast<std::uint8_t>(n >> (24 - 8 * i));
  return a;
}

IpAddress v6(std::uint32_t n) {
  auto a = v4(n);
  std::rotate(a.bytes.begin(), a.bytes.begin() + 8, a.bytes.end());  // the four octets end the /64
  a.bytes[0] = 0x20;
  return a;
}

class NetworkMapTest : public testing::Test {
 protected:
  // Of a few thousand addresses of each family, so that networks lie in each other.
  IpAddress address() {
    const auto n = static_cast<std::uint32_t>(random()) % 4096 * 77;
    return random() % 3 == 0 ? v6(n) : v4(0x0A00'0000U | n);
  }
  // Of every length, though short ones are few.
  IpNetwork network() {
    const auto base = address();
    const auto from = base.is_v4() ? 90u : 0u;
    const auto bits = from + static_cast<unsigned>(random()) % (129 - from);
    return {base, random() % 2 == 0 ? bits : std::max(bits, base.is_v4() ? 104u : 56u)};
  }
  std::vector<int> walked(const IpAddress& at) {
    std::vector<int> out;
    map.walk(at, [&](const IpNetwork& n, int value) {
      EXPECT_EQ(plain.at(n), value);
      out.push_back(value);
      return false;
    });
    return out;
  }
  std::vector<int> searched(const IpAddress& at) {
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
  std::map<IpNetwork, int> plain;
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

TEST_F(NetworkMapTest, networks_that_hold_all_of_ipv4_are_found_from_either_family) {
  const IpAddress none{};
  for (const auto& [n, value] : {std::pair{IpNetwork(none, 0), 0}, std::pair{IpNetwork(none, 64), 64},
                                 std::pair{IpNetwork(v4(0), 96), 96}, std::pair{IpNetwork(v4(0), 81), 81}})
    map.at(n) = plain[n] = value;
  EXPECT_EQ(walked(v4(0xC000'0201)), (std::vector{96, 81, 64, 0}));
  EXPECT_EQ(walked(none), (std::vector{64, 0}));
  EXPECT_EQ(walked(v6(1)), (std::vector{0}));
}

TEST(NetworkFilter, that_is_not_full_says_no_to_nearly_all_others) {
  const auto may_have = [](const NetworkFilter& filter, const IpNetwork& network) {
    const auto place = place_of(network, 7);
    return filter.line(place.head).may_have(place.node);
  };
  NetworkFilter filter(1000);
  // Scattered, and so that each length has as many.
  const auto network = [](std::uint32_t n) { return IpNetwork(v4(n * 0x9E37'79B1U), 113 + n % 16); };
  for (std::uint32_t n = 0; n < 1000; ++n) filter.add(place_of(network(n), 7));
  EXPECT_FALSE(filter.is_full());
  for (std::uint32_t n = 0; n < 1000; ++n) EXPECT_TRUE(may_have(filter, network(n)));
  std::size_t mistaken = 0;
  for (std::uint32_t n = 1000; n < 11'000; ++n) mistaken += may_have(filter, network(n)) ? 1 : 0;
  EXPECT_LT(mistaken, 100u);
}

}  // namespace
}  // namespace postern::guard
