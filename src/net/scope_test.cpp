// Which addresses are of the internet.
#include "net/scope.h"

#include <gtest/gtest.h>

namespace postern::net {
namespace {

TEST(Scope, own_private_and_group_addresses_are_not_of_the_internet) {
  for (const char* inside : {"0.0.0.0",    "10.1.2.3",   "100.64.0.1",      "127.0.0.1",     "127.9.9.9", "169.254.169.254",
                             "172.16.0.1", "172.31.0.1", "192.0.0.8",       "192.168.7.7",   "224.0.0.1", "255.255.255.255",
                             "::",         "::1",        "::7f00:1",        "fe80::1",       "fec0::1",   "fd00::1",
                             "fc00::1",    "ff02::1",    "64:ff9b::7f00:1", "64:ff9b::a00:1"})
    EXPECT_FALSE(is_of_the_internet(IpAddress::parse(inside).value())) << inside;
  for (const char* outside : {"1.1.1.1", "11.0.0.1", "100.128.0.1", "172.32.0.1", "192.0.2.1", "192.169.0.1", "223.255.255.255",
                              "2001:db8::1", "2a00::1", "3fff::1", "64:ff9b::101:101"})
    EXPECT_TRUE(is_of_the_internet(IpAddress::parse(outside).value())) << outside;
}

}  // namespace
}  // namespace postern::net
