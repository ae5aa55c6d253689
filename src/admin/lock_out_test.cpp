// What an administrator saves does not shut out the address that he saves it from, unless he says that he means it.
#include "admin/lock_out.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/admin_world.h"
#include "support/country_file.h"

namespace postern::admin {
namespace {

class LockOutTest : public OperationsTest {
 protected:
  Result<json::value> from_desk(std::string_view operation, const json::object& arguments) {
    return world.call(operation, arguments,
                      {.name = "ann", .roles = {Role::owner}, .from = IpAddress::parse("192.0.2.7").value()});
  }
  bool gets_in(std::string_view ip = "192.0.2.7", events::Service service = events::Service::admin) const {
    return world.guard.admit(IpAddress::parse(ip).value(), service);
  }
  // Refused as it stands, and nothing is done; done when it is meant. Whoever is on the shell is asked nothing.
  void expect_refused_unless_meant(std::string_view operation, json::object arguments) {
    const auto refused = from_desk(operation, arguments);
    ASSERT_FALSE(refused) << operation;
    EXPECT_EQ(refused.error().kind, Failure::conflict) << operation;
    EXPECT_EQ(argument_of(refused.error()), kEvenMe.name) << operation << ": by this a page knows that he may insist";
    EXPECT_NE(refused.error().text.find("192.0.2.7"), std::string::npos) << refused.error().text;
    EXPECT_TRUE(gets_in()) << operation;
    arguments["even_me"] = true;
    EXPECT_TRUE(from_desk(operation, arguments)) << operation;
    EXPECT_FALSE(gets_in()) << operation;
  }
  void block(std::string_view network) { must("ids.block", {{"network", network}}); }
};

TEST_F(LockOutTest, a_deny_entry) { expect_refused_unless_meant("deny.add", {{"network", "192.0.2.0-192.0.2.100"}}); }

TEST_F(LockOutTest, an_imported_list) {
  expect_refused_unless_meant("deny.import", {{"name", "drop"}, {"file", "203.0.113.0/24\n192.0.2.0/28\n"}});
}

TEST_F(LockOutTest, a_block_by_hand) { expect_refused_unless_meant("ids.block", {{"network", "192.0.2.0/24"}}); }

TEST_F(LockOutTest, a_fold) {
  block("192.0.2.8");
  block("192.0.2.9");
  EXPECT_TRUE(from_desk("ids.fold", {{"network", "192.0.2.0/24"}})) << "to look is no harm";
  expect_refused_unless_meant("ids.fold", {{"network", "192.0.2.0/24"}, {"yes", true}});
}

TEST_F(LockOutTest, the_exception_to_a_denied_network_goes_or_becomes_narrower) {
  must("deny.add", {{"network", "192.0.2.0/24"}});
  must("allow.add", {{"network", "192.0.2.7"}});
  EXPECT_EQ(from_desk("allow.add", {{"network", "192.0.2.7"}, {"services", json::array{"imap"}}}).error().kind,
            Failure::conflict);
  EXPECT_TRUE(from_desk("allow.add", {{"network", "192.0.2.7"}, {"owner", "ann"}}));
  expect_refused_unless_meant("allow.remove", {{"network", "192.0.2.7"}});
}

TEST_F(LockOutTest, a_block_that_becomes_permanent) {
  block("192.0.2.7");  // on the shell
  EXPECT_EQ(from_desk("ids.permanent", {{"network", "192.0.2.7"}}).error().kind, Failure::conflict);
}

// The desk is in DE, the home in FR.
class CountryLockOutTest : public LockOutTest {
 protected:
  CountryLockOutTest() {
    std::ofstream(file(), std::ios::binary) << test::CountryFile({{"192.0.2.0/24", "DE"}, {"198.51.100.0/24", "FR"}}).bytes();
    must("settings.set", {{"key", "guard.country_database"}, {"value", file()}});
  }
  [[nodiscard]] std::string file() const { return (world.folder.path() / "countries.mmdb").string(); }
  [[nodiscard]] bool logs_in(std::string_view ip) const {
    return world.guard.lets_log_in(IpAddress::parse(ip).value(), events::Service::admin);
  }
  static json::object setting(std::string_view key, std::string_view value) { return {{"key", key}, {"value", value}}; }
};

TEST_F(CountryLockOutTest, a_country_rule_of_the_server) {
  ASSERT_TRUE(from_desk("settings.set", setting("guard.countries", "FR")));
  ASSERT_TRUE(from_desk("settings.set", setting("guard.country_rule", "deny"))) << "he comes from DE";
  EXPECT_TRUE(logs_in("192.0.2.7"));
  EXPECT_FALSE(logs_in("198.51.100.7"));
  EXPECT_TRUE(gets_in("198.51.100.7")) << "it is about logins: mail comes in as before";
  for (const auto& [key, value] : {std::pair("guard.countries", "FR, DE"), {"guard.country_rule", "allow"}})
    for (const auto* operation : {"settings.set", "settings.try"})
      EXPECT_EQ(from_desk(operation, setting(key, value)).error().kind, Failure::conflict) << key;
  EXPECT_TRUE(logs_in("192.0.2.7"));
  auto meant = setting("guard.country_rule", "allow");
  EXPECT_EQ(argument_of(from_desk("settings.set", meant).error()), kEvenMe.name);
  meant["even_me"] = true;
  EXPECT_TRUE(from_desk("settings.set", meant));
  EXPECT_FALSE(logs_in("192.0.2.7"));
}

TEST_F(CountryLockOutTest, another_database_or_the_end_of_an_exception) {
  must("allow.add", {{"network", "192.0.2.7"}});
  EXPECT_TRUE(from_desk("settings.set", setting("guard.countries", "DE")));
  EXPECT_TRUE(from_desk("settings.set", setting("guard.country_rule", "deny"))) << "an allow entry is an exception";
  EXPECT_TRUE(logs_in("192.0.2.7"));
  EXPECT_FALSE(logs_in("192.0.2.8"));
  EXPECT_EQ(from_desk("allow.remove", {{"network", "192.0.2.7"}}).error().kind, Failure::conflict);
  must("settings.set", setting("guard.countries", "IT"));
  must("allow.remove", {{"network", "192.0.2.7"}});
  std::ofstream(file() + "2", std::ios::binary) << test::CountryFile({{"192.0.2.0/24", "IT"}}).bytes();
  EXPECT_EQ(from_desk("settings.set", setting("guard.country_database", file() + "2")).error().kind, Failure::conflict);
  EXPECT_TRUE(logs_in("192.0.2.7"));
}

TEST_F(CountryLockOutTest, a_block_says_in_which_country_it_is) {
  block("198.51.100.7");
  EXPECT_EQ(must("ids.blocks").as_array().at(0).at("country"), "FR");
}

TEST_F(LockOutTest, what_leaves_the_door_open_is_nobodys_concern) {
  EXPECT_TRUE(from_desk("deny.add", {{"network", "192.0.2.0/24"}, {"services", json::array{"imap", "smtp"}}}));
  EXPECT_TRUE(from_desk("deny.add", {{"network", "198.51.100.0/24"}}));
  EXPECT_TRUE(from_desk("ids.block", {{"network", "192.0.2.0/24"}, {"services", json::array{"pop3"}}}));
  must("allow.add", {{"network", "192.0.2.7"}});
  EXPECT_TRUE(from_desk("deny.add", {{"network", "192.0.0.0/16"}})) << "the more specific entry decides";
  EXPECT_TRUE(gets_in());
  EXPECT_TRUE(from_desk("ids.block", {{"network", "192.0.2.7"}, {"preview", true}}));
}

TEST_F(LockOutTest, whoever_is_on_the_server_is_asked_nothing) {
  must("deny.add", {{"network", "0.0.0.0/0"}});
  EXPECT_FALSE(gets_in());
}

}  // namespace
}  // namespace postern::admin
