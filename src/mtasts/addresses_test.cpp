// The addresses of a policy's web server, by our own resolver.
#include "mtasts/addresses.h"

#include <gtest/gtest.h>

#include "support/zone_resolver.h"

namespace postern::mtasts {
namespace {

class AddressesTest : public testing::Test {
 protected:
  Result<http::Addresses> find(const std::string& host) {
    return addresses_by(zone_)(host, Clock::now() + std::chrono::seconds(5));
  }
  test::ZoneResolver zone_;
};

TEST_F(AddressesTest, both_families_are_found) {
  zone_.zone.add("mta-sts.a.test", dns::Type::aaaa, IpAddress::parse("2001:db8::1").value());
  zone_.zone.add("mta-sts.a.test", dns::Type::a, IpAddress::parse("192.0.2.1").value());
  const auto found = find("mta-sts.a.test");
  ASSERT_TRUE(found);
  EXPECT_EQ(*found, (http::Addresses{IpAddress::parse("192.0.2.1").value(), IpAddress::parse("2001:db8::1").value()}));
}

TEST_F(AddressesTest, an_address_is_its_own_answer_and_what_is_none_is_said) {
  EXPECT_EQ(find("192.0.2.7").value().front(), IpAddress::parse("192.0.2.7").value());
  EXPECT_EQ(find("nobody.test").error().text, "The host is not known");
  EXPECT_EQ(find("nobody.test").error().kind, Failure::not_found);
  zone_.zone.fail("broken.test");
  EXPECT_EQ(find("broken.test").error().text, "The DNS does not answer");
  EXPECT_EQ(find("no name..test").error().kind, Failure::invalid);
}

}  // namespace
}  // namespace postern::mtasts
