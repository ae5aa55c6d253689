// H33: who is believed about where a request comes from. RFC 7239
#include "http/forwarded.h"

#include <gtest/gtest.h>

#include <vector>

namespace postern::http {
namespace {

IpAddress address(std::string_view text) { return IpAddress::parse(text).value(); }

const std::vector<IpNetwork> kProxies{IpNetwork::parse("10.0.0.0/8").value(), IpNetwork::parse("2001:db8:1::/48").value()};

// The client as text, or the status of a refusal.
std::string client(std::vector<Field> fields, std::string_view peer = "10.0.0.1") {
  Request r;
  r.fields = std::move(fields);
  const auto found = client_of(r, address(peer), kProxies);
  return found ? found->text() : std::to_string(found.error().status);
}
std::string common(const std::string& value, std::string_view peer = "10.0.0.1") {
  return client({{"x-forwarded-for", value}}, peer);
}
std::string standard(const std::string& value, std::string_view peer = "10.0.0.1") {
  return client({{"forwarded", value}}, peer);
}

TEST(Forwarded, H33_who_is_not_listed_is_not_believed) {
  EXPECT_EQ(common("203.0.113.9", "192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(standard("for=203.0.113.9", "192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(common("nonsense", "192.0.2.7"), "192.0.2.7");
}

TEST(Forwarded, H33_the_right_most_address_that_is_no_proxy_is_the_client) {
  EXPECT_EQ(common("203.0.113.9"), "203.0.113.9");
  EXPECT_EQ(common("198.51.100.1, 203.0.113.9"), "203.0.113.9");            // forged by the client
  EXPECT_EQ(common("127.0.0.1, 10.9.9.9, 203.0.113.9"), "203.0.113.9");     // forged to look like ours
  EXPECT_EQ(common("198.51.100.1, 203.0.113.9, 10.0.0.2"), "203.0.113.9");  // two proxies
  EXPECT_EQ(common("10.0.0.3, 10.0.0.2"), "10.0.0.3");                      // from within
  EXPECT_EQ(client({}), "10.0.0.1");
  EXPECT_EQ(client({{"x-forwarded-for", "198.51.100.1"}, {"x-forwarded-for", "203.0.113.9"}}), "203.0.113.9");
}

TEST(Forwarded, forms_of_an_address) {
  for (const auto* text : {"203.0.113.9:4711", "  203.0.113.9 "}) EXPECT_EQ(common(text), "203.0.113.9") << text;
  for (const auto* text : {"2001:db8::9", "[2001:db8::9]", "[2001:db8::9]:80"}) EXPECT_EQ(common(text), "2001:db8::9") << text;
  for (const auto* text :
       {"for=203.0.113.9", "For=\"203.0.113.9:80\"", "proto=https;by=10.0.0.1;for=203.0.113.9;host=x",
        "for=\"[2001:db8::1]\", for=203.0.113.9", "for=192.0.2.1;host=\"a,b;for=192.0.2.9\", for=203.0.113.9"})
    EXPECT_EQ(standard(text), "203.0.113.9") << text;
  EXPECT_EQ(standard("for=\"[2001:db8::9]:80\""), "2001:db8::9");
}

TEST(Forwarded, what_cannot_be_read_is_refused_and_what_does_not_count_is_not_looked_at) {
  for (const auto* text :
       {"", ",", "unknown", "203.0.113.9,", "203.0.113.256", "for=203.0.113.9", "[203.0.113.9", "[2001:db8::9]x"})
    EXPECT_EQ(common(text), "400") << text;
  for (const auto* text : {"for=unknown", "for=_hidden", "by=10.0.0.1", "for=203.0.113.9;for=203.0.113.8", "203.0.113.9",
                           "for=\"203.0.113.9", "for=\"203.0.113.9\\\"\""})
    EXPECT_EQ(standard(text), "400") << text;
  EXPECT_EQ(common("unknown, \x01, 203.0.113.9"), "203.0.113.9");
}

TEST(Forwarded, H33_two_fields_that_differ_are_a_forgery) {
  EXPECT_EQ(client({{"forwarded", "for=198.51.100.1"}, {"x-forwarded-for", "203.0.113.9"}}), "400");
  EXPECT_EQ(client({{"forwarded", "for=203.0.113.9"}, {"x-forwarded-for", "203.0.113.9"}}), "203.0.113.9");
}

}  // namespace
}  // namespace postern::http
