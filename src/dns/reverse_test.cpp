// Addresses under their names.
#include "dns/reverse.h"

#include <gtest/gtest.h>

namespace postern::dns {
namespace {

// RFC 1035 §3.5, RFC 3596 §2.5
TEST(Reverse, has_a_name_in_the_tree_of_its_family) {
  EXPECT_EQ(reverse_name(IpAddress::parse("192.0.2.1").value()).text(), "1.2.0.192.in-addr.arpa");
  EXPECT_EQ(reverse_name(IpAddress::parse("4321:0:1:2:3:4:567:89ab").value()).text(),
            "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa");
}

}  // namespace
}  // namespace postern::dns
