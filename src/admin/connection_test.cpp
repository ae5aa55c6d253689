// Open connections: who is listed, and who is dropped.
#include <gtest/gtest.h>

#include "admin/words.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class ConnectionTest : public OperationsTest {
 protected:
  ConnectionTest() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}});
    const auto ann = account_at(*world.directory->snapshot(), "ann@home.test").value()->id;
    all = {{SessionId(0x1f4),
            "imap",
            {IpAddress::parse("192.0.2.7").value(), 4711},
            world.time.now(),
            ann,
            net::Doing::idle,
            120,
            4096,
            world.time.now(),
            "TLSv1.3",
            "TLS_AES_128_GCM_SHA256"},
           {SessionId(0x1f5), "smtp", {IpAddress::parse("2001:db8::1").value(), 4712}, world.time.now(), {}}};
    world.connections = [this] { return all; };
    world.drop_connection = [this](SessionId id) {
      return std::erase_if(all, [&](const Connection& c) { return c.session == id; }) > 0;
    };
  }
  std::vector<Connection> all;
};

TEST_F(ConnectionTest, are_listed_with_who_and_from_where) {
  const auto listed = must("connection.list").as_array();
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0].at("session"), "1f4");
  EXPECT_EQ(listed[0].at("address"), "192.0.2.7");
  EXPECT_EQ(listed[0].at("account"), "ann@home.test");
  EXPECT_TRUE(listed[1].at("account").is_null());
}

TEST_F(ConnectionTest, are_listed_with_what_they_do_and_have_moved) {
  const auto listed = must("connection.list").as_array();
  EXPECT_EQ(listed[0].at("state"), "idle");
  EXPECT_EQ(listed[0].at("octets_in"), 120);
  EXPECT_EQ(listed[0].at("octets_out"), 4096);
  EXPECT_EQ(listed[0].at("active"), json::value(rfc3339(world.time.now())));
  EXPECT_EQ(listed[0].at("tls"), "TLSv1.3");
  EXPECT_EQ(listed[0].at("cipher"), "TLS_AES_128_GCM_SHA256");
  EXPECT_EQ(listed[1].at("state"), "greeting");
  EXPECT_TRUE(listed[1].at("tls").is_null());
}

TEST_F(ConnectionTest, are_picked_by_network_service_account_and_state) {
  for (const auto& [arguments, session] :
       std::vector<std::pair<json::object, const char*>>{{{{"network", "192.0.2.0/24"}}, "1f4"},
                                                         {{{"service", "smtp"}}, "1f5"},
                                                         {{{"account", "ann@home.test"}}, "1f4"},
                                                         {{{"state", "greeting"}}, "1f5"}}) {
    const auto listed = must("connection.list", arguments).as_array();
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].at("session"), session);
  }
  EXPECT_EQ(refusal("connection.list", {{"network", "x"}}), Failure::invalid);
}

TEST_F(ConnectionTest, are_dropped_one_by_one) {
  must("connection.drop", {{"session", "1f4"}});
  EXPECT_EQ(all.size(), 1u);
  EXPECT_EQ(refusal("connection.drop", {{"session", "1f4"}}), Failure::not_found);
  EXPECT_EQ(refusal("connection.drop", {{"session", "1f5 "}}), Failure::invalid);
}

}  // namespace
}  // namespace postern::admin
