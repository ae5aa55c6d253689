// IpAddress and network text: what is taken, what is refused, how it is written.
#include <gtest/gtest.h>

#include "base/ip_address.h"

namespace postern {
namespace {

IpAddress address(std::string_view text) {
  auto parsed = IpAddress::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(IpAddress{});
}
bool is_within(std::string_view network, std::string_view a) {
  auto parsed = IpNetwork::parse(network);
  EXPECT_TRUE(parsed) << network;
  return parsed && parsed->contains(address(a));
}

TEST(IpAddress, text_round_trips_in_the_recommended_form) {  // RFC 5952 §4
  for (const auto* text : {"192.0.2.1", "0.0.0.0", "255.255.255.255", "::", "::1", "2001:db8::1", "2001:db8:0:1:1:1:1:1",
                           "2001:0:0:1::1", "1::", "fe80::1:2:3:4", "1:2:3:4:5:6:7:8"})
    EXPECT_EQ(address(text).text(), text);
}

TEST(IpAddress, other_forms_are_written_in_the_recommended_one) {
  EXPECT_EQ(address("2001:DB8:0:0:0:0:0:1").text(), "2001:db8::1");
  EXPECT_EQ(address("::ffff:192.0.2.1").text(), "192.0.2.1");
  EXPECT_EQ(address("::ffff:c000:201").text(), "192.0.2.1");
  EXPECT_EQ(address("64:ff9b::192.0.2.33").text(), "64:ff9b::c000:221");
}

TEST(IpAddress, an_ipv4_address_equals_its_mapped_form) {
  EXPECT_EQ(address("192.0.2.1"), address("::ffff:192.0.2.1"));
  EXPECT_TRUE(address("::ffff:192.0.2.1").is_v4());
  EXPECT_FALSE(address("2001:db8::1").is_v4());
}

TEST(IpAddress, anything_else_is_refused) {
  for (const auto* text : {"",
                           "1",
                           "1.2.3",
                           "1.2.3.4.5",
                           "1.2.3.256",
                           "01.2.3.4",
                           "1.2.3.4 ",
                           " 1.2.3.4",
                           "1.2.3.-4",
                           "0x1.2.3.4",
                           "1..2.3",
                           ":",
                           ":::",
                           "1:2",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4:5:6:7::8",
                           "1::2::3",
                           "12345::",
                           "fe80::1%eth0",
                           "[::1]",
                           "::1.2.3.4.5",
                           "1.2.3.4::",
                           "g::",
                           "::1:",
                           ":1::",
                           "1:2:3:4:5:6:7:1.2.3.4",
                           "+1.2.3.4",
                           "::ffff:192.0.2.1:25"})
    EXPECT_FALSE(IpAddress::parse(text)) << text;
  EXPECT_FALSE(IpAddress::parse(std::string(10'000, ':')));
  EXPECT_FALSE(IpAddress::parse(std::string_view("1.2.3.4\0", 8)));
}

TEST(IpAddress, loopback) {
  EXPECT_TRUE(address("127.0.0.1").is_loopback());
  EXPECT_TRUE(address("127.255.0.9").is_loopback());
  EXPECT_TRUE(address("::1").is_loopback());
  EXPECT_FALSE(address("::").is_loopback());
  EXPECT_FALSE(address("128.0.0.1").is_loopback());
}

TEST(IpNetwork, contains_what_shares_the_prefix) {
  EXPECT_TRUE(is_within("192.0.2.0/24", "192.0.2.255"));
  EXPECT_FALSE(is_within("192.0.2.0/24", "192.0.3.0"));
  EXPECT_TRUE(is_within("192.0.2.128/25", "192.0.2.200"));
  EXPECT_FALSE(is_within("192.0.2.128/25", "192.0.2.100"));
  EXPECT_TRUE(is_within("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(is_within("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_TRUE(is_within("192.0.2.1", "192.0.2.1"));
  EXPECT_FALSE(is_within("192.0.2.1", "192.0.2.2"));
  EXPECT_TRUE(is_within("0.0.0.0/0", "10.1.2.3"));
  EXPECT_FALSE(is_within("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(is_within("::/0", "10.1.2.3"));
}

TEST(IpNetwork, text_and_refusals) {
  EXPECT_EQ(IpNetwork::parse("192.0.2.0/24")->text(), "192.0.2.0/24");
  EXPECT_EQ(IpNetwork::parse("2001:db8::/32")->text(), "2001:db8::/32");
  EXPECT_EQ(IpNetwork::parse("192.0.2.7")->text(), "192.0.2.7/32");
  for (const auto* text : {"192.0.2.1/24", "192.0.2.0/33", "::/129", "192.0.2.0/", "192.0.2.0/ 8", "/8", "192.0.2.0/8/8", ""})
    EXPECT_FALSE(IpNetwork::parse(text)) << text;
}

}  // namespace
}  // namespace postern
