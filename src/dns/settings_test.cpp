// Where resolvers are.
#include "dns/settings.h"

#include <gtest/gtest.h>

namespace postern::dns {
namespace {

std::string read(std::string_view text) {
  const auto place = parse_place(text);
  return place ? place->address.text() + " " + std::to_string(place->port) : "none";
}

TEST(DnsSettings, a_resolver_is_an_address_with_or_without_a_port) {
  EXPECT_EQ(read("192.0.2.1"), "192.0.2.1 53");
  EXPECT_EQ(read("192.0.2.1:5353"), "192.0.2.1 5353");
  EXPECT_EQ(read("2001:db8::1"), "2001:db8::1 53");
  EXPECT_EQ(read("[2001:db8::1]:5353"), "2001:db8::1 5353");
  EXPECT_EQ(read("[2001:db8::1]"), "2001:db8::1 53");
}

TEST(DnsSettings, what_is_neither_is_no_resolver) {
  for (const auto* text : {"", ":53", "resolver.example", "192.0.2.1:", "192.0.2.1:0", "192.0.2.1:65536", "192.0.2.1:53x",
                           "[192.0.2.1]:53", "[2001:db8::1", "[2001:db8::1]53", "192.0.2.1@53"})
    EXPECT_EQ(read(text), "none") << text;
}

}  // namespace
}  // namespace postern::dns
