// Ranges, folding and blocklists.
#include "guard/ranges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bitset>

#include "support/seeded_random.h"

namespace postern::guard {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(const std::vector<IpNetwork>& all) {
  std::vector<std::string> out;
  for (const auto& n : all) out.push_back(n.text());
  return out;
}
std::vector<std::string> of(std::string_view text) { return texts(networks_of(text).value()); }
std::vector<IpNetwork> networks(std::initializer_list<std::string_view> all) {
  std::vector<IpNetwork> out;
  for (const auto text : all) out.push_back(IpNetwork::parse(text).value());
  return out;
}

TEST(Ranges, are_the_fewest_networks_that_make_them_up) {
  EXPECT_THAT(of("192.0.2.7"), ElementsAre("192.0.2.7/32"));
  EXPECT_THAT(of("192.0.2.0/24"), ElementsAre("192.0.2.0/24"));
  EXPECT_THAT(of("192.0.2.1-192.0.2.1"), ElementsAre("192.0.2.1/32"));
  EXPECT_THAT(of("192.0.2.1-192.0.2.9"), ElementsAre("192.0.2.1/32", "192.0.2.2/31", "192.0.2.4/30", "192.0.2.8/31"));
  EXPECT_THAT(of("10.0.0.0-10.255.255.255"), ElementsAre("10.0.0.0/8"));
  EXPECT_THAT(of("0.0.0.0-255.255.255.255"), ElementsAre("0.0.0.0/0"));
  EXPECT_THAT(of("2001:db8::-2001:db8::1:ffff"), ElementsAre("2001:db8::/111"));
  EXPECT_THAT(of("::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), ElementsAre("::/1", "8000::/1"));
}

TEST(Ranges, that_are_none_are_refused) {
  for (const auto* text : {"", "-", "192.0.2.9-192.0.2.1", "192.0.2.1-", "-192.0.2.1", "192.0.2.1-::1",
                           "192.0.2.0/24-192.0.3.0/24", "192.0.2.1-192.0.2.2-192.0.2.3", "192.0.2.7/24", "home"})
    EXPECT_EQ(networks_of(text).error().kind, Failure::invalid) << text;
}

TEST(Ranges, neighbours_fold_and_what_lies_within_is_left_out) {
  EXPECT_THAT(texts(fold(networks({"192.0.2.1", "192.0.2.0"}))), ElementsAre("192.0.2.0/31"));
  EXPECT_THAT(texts(fold(networks({"192.0.2.1", "192.0.2.2"}))), ElementsAre("192.0.2.1/32", "192.0.2.2/32"));
  EXPECT_THAT(texts(fold(networks({"192.0.2.0/25", "192.0.2.128/26", "192.0.2.192/26", "192.0.2.9"}))),
              ElementsAre("192.0.2.0/24"));
  EXPECT_THAT(texts(fold(networks({"0.0.0.0/1", "128.0.0.0/1", "2001:db8::1"}))), ElementsAre("0.0.0.0/0", "2001:db8::1/128"));
  EXPECT_TRUE(fold({}).empty());
}

// Of networks within one /24, the same addresses are in and out before and after.
TEST(Ranges, folding_changes_no_address) {
  test::SeededRandom random(5);
  const auto base = IpAddress::parse("192.0.2.0").value();
  for (int round = 0; round < 300; ++round) {
    std::vector<IpNetwork> all;
    for (std::uint64_t i = random.below(12); i > 0; --i) {
      auto at = base;
      at.bytes[15] = static_cast<std::uint8_t>(random.below(256));
      all.emplace_back(at, static_cast<unsigned>(120 + random.below(9)));
    }
    const auto covered = [&](const std::vector<IpNetwork>& by) {
      std::bitset<256> out;
      for (std::size_t i = 0; i < 256; ++i) {
        auto at = base;
        at.bytes[15] = static_cast<std::uint8_t>(i);
        out[i] = std::ranges::any_of(by, [&](const IpNetwork& n) { return n.contains(at); });
      }
      return out;
    };
    const auto folded = fold(all);
    ASSERT_EQ(covered(all), covered(folded));
    ASSERT_EQ(fold(folded), folded) << "nothing is left to fold";
    ASSERT_LE(folded.size(), all.size());
  }
}

TEST(Blocklists, are_read_line_by_line_whatever_stands_behind_the_network) {
  const auto list = read_blocklist(
      "# a list\r\n; another remark\n\n192.0.2.0/25 ; SBL1\n192.0.2.128/25\t# the other half\n198.51.100.7, since 2024\n"
      "203.0.113.4 - 203.0.113.7 evil\n2001:db8::/32\nlocalhost\n0.0.0.0/0\n::/0\n192.0.2.1/24\n  10.0.0.1-");
  EXPECT_THAT(texts(list.networks), ElementsAre("192.0.2.0/24", "198.51.100.7/32", "203.0.113.4/30", "2001:db8::/32"));
  EXPECT_EQ(list.lines, 10u);
  EXPECT_EQ(list.refused, 5u);
  EXPECT_THAT(list.examples, ElementsAre("localhost", "0.0.0.0/0", "::/0", "192.0.2.1/24", "10.0.0.1-"));
}

}  // namespace
}  // namespace postern::guard
