// Listeners as settings: what two of them cannot share, and what one cannot be.
#include "app/settings.h"

#include <gtest/gtest.h>

#include "app/parts.h"

namespace postern::app {
namespace {

std::string wrong(std::string_view json) {
  NetSettings settings;
  const auto done = config::set(config::table<NetSettings>(), &settings, "listeners", json);
  return done ? std::string() : done.error().text;
}

net::Endpoint at(std::string_view address, std::uint16_t port) { return {IpAddress::parse(address).value(), port}; }

TEST(ListenerSettings, of_one_place_there_is_one) {
  EXPECT_TRUE(overlap(at("192.0.2.1", 25), at("192.0.2.1", 25)));
  EXPECT_TRUE(overlap(at("192.0.2.1", 25), at("::ffff:192.0.2.1", 25)));
  EXPECT_TRUE(overlap(at("::", 25), at("192.0.2.1", 25)));
  EXPECT_TRUE(overlap(at("2001:db8::1", 25), at("::", 25)));
  EXPECT_TRUE(overlap(at("0.0.0.0", 25), at("192.0.2.1", 25)));
  EXPECT_TRUE(overlap(at("0.0.0.0", 25), at("::", 25)));
  EXPECT_FALSE(overlap(at("0.0.0.0", 25), at("2001:db8::1", 25)));
  EXPECT_FALSE(overlap(at("192.0.2.1", 25), at("192.0.2.2", 25)));
  EXPECT_FALSE(overlap(at("::", 25), at("::", 26)));
  EXPECT_FALSE(overlap(at("::", 0), at("::", 0)));  // any free port is no particular one
}

TEST(ListenerSettings, say_what_is_wrong) {
  EXPECT_EQ(wrong(R"([{"service": "imap", "port": 143, "host_names": ["mail.example.org"], "proxies": ["192.0.2.0/24"]}])"),
            "");
  EXPECT_NE(wrong(R"([{"service": "imap", "port": 143}, {"service": "pop3", "port": 143}])").find("143"), std::string::npos);
  EXPECT_NE(wrong(R"([{"service": "smtp", "port": 25, "roles": ["webmail"]}])").find("smtp has no roles"), std::string::npos);
  EXPECT_NE(wrong(R"([{"service": "smtp", "port": 25, "roles": ["king"]}])").find("webmail, admin, api or dav"),
            std::string::npos);
  EXPECT_NE(wrong(R"([{"service": "smtp", "port": 25, "host_names": ["*"]}])").find("host name"), std::string::npos);
  EXPECT_NE(wrong(R"([{"service": "smtp", "port": 25, "tls": "none", "certificate": "a.example"}])").find("TLS"),
            std::string::npos);
  EXPECT_NE(wrong(R"([{"service": "smtp", "port": 25, "proxies": ["192.0.2.1/24"]}])").find("network"), std::string::npos);
}

TEST(ServerNames, a_mistyped_host_name_is_refused) {
  ServerSettings settings;
  const auto& table = config::table<ServerSettings>();
  for (const auto* good : {"mail.example.org", ""}) EXPECT_TRUE(config::set(table, &settings, "host_name", good)) << good;
  for (const auto* bad : {"mail..test", "-mail.test", "mail test"})
    EXPECT_FALSE(config::set(table, &settings, "host_name", bad)) << bad;
  EXPECT_EQ(settings.host_name, "");
}

TEST(ServerNames, are_the_host_name_and_those_of_the_listeners_each_once) {
  ServerSettings server;
  server.host_name = "Mail.Example.org";
  NetSettings net;
  net.listeners[0].host_names = {"mx.example.org", "mail.example.org"};
  net.listeners[1].host_names = {"MX.example.org",
                                 "b\xc3\xbc"
                                 "cher.example"};
  EXPECT_EQ(server_names(server, net),
            (std::vector<std::string>{"mail.example.org", "mx.example.org", "xn--bcher-kva.example"}));
}

}  // namespace
}  // namespace postern::app
