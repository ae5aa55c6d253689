// Addresses as DNS data.
#include "dns/ip.h"

#include <gtest/gtest.h>

namespace postern::dns {
namespace {

Ip ip_of(std::string_view text) { return parse_ip(text).value(); }

TEST(Ip, is_read_and_written) {
  EXPECT_EQ(text(ip_of("192.0.2.1")), "192.0.2.1");
  EXPECT_EQ(text(ip_of("2001:DB8:0::1")), "2001:db8::1");
  EXPECT_EQ(text(ip_of("::ffff:192.0.2.1")), "192.0.2.1");
  EXPECT_TRUE(is_v4(ip_of("::ffff:192.0.2.1")));
  EXPECT_FALSE(is_v4(ip_of("::1")));
  for (const auto* bad : {"", "1.2.3", "1.2.3.04", "1.2.3.256", "::1%eth0", "[::1]", "1.2.3.4:25", "0x1.2.3.4"})
    EXPECT_FALSE(parse_ip(bad)) << bad;
  EXPECT_FALSE(parse_ip(std::string_view("1.2.3.4\0", 8)));
}

TEST(Ip, prefixes_count_the_bits_of_their_family) {
  EXPECT_TRUE(in_prefix(ip_of("192.0.2.129"), ip_of("192.0.2.200"), 25));
  EXPECT_FALSE(in_prefix(ip_of("192.0.2.129"), ip_of("192.0.2.1"), 25));
  EXPECT_TRUE(in_prefix(ip_of("192.0.2.1"), ip_of("10.0.0.0"), 0));
  EXPECT_TRUE(in_prefix(ip_of("192.0.2.1"), ip_of("192.0.2.1"), 32));
  EXPECT_FALSE(in_prefix(ip_of("192.0.2.1"), ip_of("192.0.2.0"), 32));
  EXPECT_TRUE(in_prefix(ip_of("2001:db8::1"), ip_of("2001:db8:7::"), 45));
  EXPECT_FALSE(in_prefix(ip_of("2001:db8::1"), ip_of("2001:db8:8::"), 45));
  EXPECT_FALSE(in_prefix(ip_of("192.0.2.1"), ip_of("::"), 0));
}

// RFC 1035 §3.5, RFC 3596 §2.5
TEST(Ip, has_a_name_in_the_reverse_tree) {
  EXPECT_EQ(reverse_name(ip_of("192.0.2.1")).text(), "1.2.0.192.in-addr.arpa");
  EXPECT_EQ(reverse_name(ip_of("4321:0:1:2:3:4:567:89ab")).text(),
            "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa");
}

}  // namespace
}  // namespace postern::dns
