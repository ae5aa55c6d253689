// Whose word holds for where a host is that settings name.
#include "app/find_hosts.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>

#include "support/temp_dir.h"
#include "support/zone_resolver.h"

namespace postern::app {
namespace {

IpAddress ip(std::string_view text) { return IpAddress::parse(text).value(); }

class FindHostsTest : public testing::Test {
 protected:
  FindHostsTest() {
    std::ofstream(hosts_)
        << "# ours\n127.0.0.1 localhost\n192.0.2.1\thook.test Hook # the webhook\nnot-an-address hook.test\n::1 localhost\n";
  }
  Result<http::Addresses> find(const std::string& host, bool has_own = true) {
    http::Lookups system([this](const std::string& name) -> Result<http::Addresses> {
      ++asked_of_system_;
      if (name == "hook.corp") return http::Addresses{ip("10.0.0.7")};
      return fail(Failure::unavailable, "The host is not known");
    });
    return find_hosts(has_own ? &zone_ : nullptr, system, hosts_)(host, Clock::now() + std::chrono::seconds(30));
  }

  test::TempDir dir_;
  std::string hosts_ = dir_.path() / "hosts";
  test::ZoneResolver zone_;
  std::atomic<int> asked_of_system_ = 0;
};

TEST_F(FindHostsTest, what_stands_in_the_hosts_file_holds) {
  zone_.zone.add("hook.test", dns::Type::a, ip("192.0.2.99"));
  EXPECT_EQ(find("HOOK.test").value(), http::Addresses{ip("192.0.2.1")});
  EXPECT_EQ(find("localhost").value(), (http::Addresses{ip("127.0.0.1"), ip("::1")}));
  EXPECT_EQ(asked_of_system_, 0);
}

TEST_F(FindHostsTest, what_our_own_resolver_knows_is_asked_of_nobody_else) {
  zone_.zone.add("feed.test", dns::Type::a, ip("192.0.2.7"));
  EXPECT_EQ(find("feed.test").value(), http::Addresses{ip("192.0.2.7")});
  EXPECT_EQ(asked_of_system_, 0);
}

TEST_F(FindHostsTest, what_cannot_be_proven_is_not_asked_of_somebody_who_does_not_check) {
  zone_.zone.fail("hook.corp");
  EXPECT_EQ(find("hook.corp").error().text, "The DNS does not answer");
  EXPECT_EQ(asked_of_system_, 0);
}

TEST_F(FindHostsTest, a_name_that_the_world_does_not_know_may_be_known_to_the_system) {
  EXPECT_EQ(find("hook.corp").value(), http::Addresses{ip("10.0.0.7")});
  EXPECT_EQ(find("nobody.test").error().text, "The host is not known");
}

TEST_F(FindHostsTest, where_the_dns_is_not_to_be_asked_the_system_is_not_asked_either) {
  zone_.zone.add("hook.corp", dns::Type::a, ip("192.0.2.99"));
  EXPECT_EQ(find("hook.corp", false).error().text, "The DNS is not asked: a host is an address then, or stands in /etc/hosts");
  EXPECT_EQ(find("hook.test", false).value(), http::Addresses{ip("192.0.2.1")});
  EXPECT_EQ(find("10.0.0.7", false).value(), http::Addresses{ip("10.0.0.7")});
  EXPECT_EQ(find("2001:db8::7", false).value(), http::Addresses{ip("2001:db8::7")});
  EXPECT_EQ(asked_of_system_, 0);
}

}  // namespace
}  // namespace postern::app
