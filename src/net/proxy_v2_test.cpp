// The PROXY header: what proxies send, what is refused.
#include "net/proxy_v2.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace postern::net::proxy_v2 {
namespace {

const std::string kSign = *from_hex("0d0a0d0a000d0a515549540a");
const std::string kV4 =
    kSign + *from_hex("2111000c") + *from_hex("c0000207c63364010bb80019");  // 192.0.2.7:3000 -> 198.51.100.1:25

Result<std::optional<Said>> read(const std::string& header) {
  return parse(std::string_view(header).substr(0, kPrelude),
               std::string_view(header).substr(std::min(kPrelude, header.size())));
}

TEST(ProxyV2, tells_the_client_of_ipv4) {
  const auto said = read(kV4);
  ASSERT_TRUE(said && *said);
  EXPECT_EQ((*said)->client.address.text(), "192.0.2.7");
  EXPECT_EQ((*said)->client.port, 3000);
  EXPECT_EQ((*said)->server.address.text(), "198.51.100.1");
  EXPECT_EQ((*said)->server.port, 25);
}

TEST(ProxyV2, tells_the_client_of_ipv6) {
  const auto said = read(kSign + *from_hex("21210024") + *from_hex("20010db8000000000000000000000001") +
                         *from_hex("20010db8000000000000000000000002") + *from_hex("ffff03e1"));
  ASSERT_TRUE(said && *said);
  EXPECT_EQ((*said)->client.address.text(), "2001:db8::1");
  EXPECT_EQ((*said)->client.port, 65535);
  EXPECT_EQ((*said)->server.port, 993);
}

TEST(ProxyV2, a_local_command_tells_nobody) {
  const auto said = read(kSign + *from_hex("20000000"));
  ASSERT_TRUE(said);
  EXPECT_FALSE(*said);
}

TEST(ProxyV2, whole_extensions_are_passed_over) {
  auto with = kV4 + *from_hex("0400020000");
  with[15] = 17;
  EXPECT_TRUE(read(with));
  with.back() = 1;
  EXPECT_TRUE(read(with));
  with[14 + 2 + 12 + 2] = 9;  // an extension that is longer than the body
  EXPECT_FALSE(read(with));
}

TEST(ProxyV2, anything_else_is_refused) {
  EXPECT_FALSE(read("PROXY TCP4 192.0.2.7 198.51.100.1 3000 25\r\n"));  // version 1
  EXPECT_FALSE(read(""));
  EXPECT_FALSE(read(kV4.substr(0, 20)));
  EXPECT_FALSE(read(kV4 + "x"));
  for (const auto* rest : {"1111000c", "3111000c", "2211000c", "2112000c", "2131000c", "2100000c", "2111000b"})
    EXPECT_FALSE(read(kSign + *from_hex(rest) + kV4.substr(16))) << rest;
  EXPECT_FALSE(body_size(kSign + *from_hex("21110801")));  // one over the limit
  EXPECT_TRUE(body_size(kSign + *from_hex("21110800")));
}

}  // namespace
}  // namespace postern::net::proxy_v2
