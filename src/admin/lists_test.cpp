// The allow and deny lists as administrators see them.
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class ListsTest : public OperationsTest {
 protected:
  bool gets_in(std::string_view ip, events::Service service = events::Service::imap) const {
    return world.guard.admit(IpAddress::parse(ip).value(), service);
  }
};

TEST_F(ListsTest, a_network_is_denied_listed_with_its_hits_and_let_in_again) {
  EXPECT_TRUE(must("deny.list").as_array().empty());
  must("deny.add", {{"network", "192.0.2.1-192.0.2.2"},
                    {"services", json::array{"imap"}},
                    {"owner", "ann"},
                    {"description", "a flood"},
                    {"for", "2h"}});
  const auto made = world.time.now();
  world.time.pass(std::chrono::minutes(1));
  EXPECT_FALSE(gets_in("192.0.2.1"));
  EXPECT_FALSE(gets_in("192.0.2.2"));
  EXPECT_FALSE(gets_in("192.0.2.2"));
  EXPECT_TRUE(gets_in("192.0.2.2", events::Service::pop3));
  EXPECT_TRUE(gets_in("192.0.2.3"));
  const auto rows = must("deny.list").as_array();
  ASSERT_EQ(rows.size(), 2u) << "a range is the networks that it is made of";
  EXPECT_EQ(rows[1].at("network"), "192.0.2.2/32");
  EXPECT_EQ(rows[1].at("hits"), 2u);
  EXPECT_EQ(rows[1].at("last_hit").as_string(), rfc3339(world.time.now()));
  EXPECT_EQ(rows[1].at("since").as_string(), rfc3339(made));
  EXPECT_EQ(rows[1].at("owner"), "ann");
  EXPECT_EQ(rows[1].at("services"), json::value(json::array{"imap"}));
  EXPECT_TRUE(must("allow.list").as_array().empty());
  EXPECT_TRUE(must("deny.list", {{"text", "bob"}}).as_array().empty());
  EXPECT_EQ(must("deny.list", {{"limit", 1}}).as_array().size(), 1u);
  EXPECT_EQ(must("deny.remove", {{"network", "192.0.2.1-192.0.2.2"}}).at("removed"), 2u);
  EXPECT_TRUE(gets_in("192.0.2.1"));
  EXPECT_EQ(refusal("deny.remove", {{"network", "192.0.2.1"}}), Failure::not_found);
  must("deny.add", {{"network", "192.0.2.9"}, {"for", "2h"}});
  world.time.pass(std::chrono::hours(2));
  EXPECT_TRUE(gets_in("192.0.2.9"));
}

TEST_F(ListsTest, whom_a_denied_network_would_shut_out_is_said_first) {
  events::SecurityEvent e;
  e.at = world.time.now();
  e.signal = events::Signal::login;
  e.service = events::Service::imap;
  e.account = AccountId(1);
  e.ip = IpAddress::parse("198.51.100.9").value().bytes;
  world.guard.record(std::move(e));
  const auto said = must("deny.add", {{"network", "198.51.100.0/24"}, {"preview", true}});
  EXPECT_EQ(said.at("accounts_that_logged_in_from_there"), 1u);
  EXPECT_TRUE(gets_in("198.51.100.9"));
}

TEST_F(ListsTest, what_is_no_network_service_time_or_bypass_is_refused) {
  for (const json::object& arguments : {json::object{{"network", "home"}},
                                        {{"network", "192.0.2.1"}, {"services", json::array{"ftp"}}},
                                        {{"network", "192.0.2.1"}, {"for", "long"}},
                                        {{"network", "192.0.2.1"}, {"owner", std::string(501, 'x')}},
                                        {{"network", "192.0.2.1"}, {"owner", "a\x1b[31m"}},
                                        {{"network", "192.0.2.1"}, {"description", "a\r\nX: y"}},
                                        {{"network", "192.0.2.1"}, {"description", "a\xC2\x9b"}}}) {
    EXPECT_NE(refusal("deny.add", arguments), Failure::io);
    EXPECT_NE(refusal("allow.add", arguments), Failure::io);
  }
  EXPECT_EQ(refusal("allow.add", {{"network", "192.0.2.1"}, {"spare", json::array{"everything"}}}), Failure::invalid);
  EXPECT_TRUE(must("deny.list").as_array().empty());
  EXPECT_TRUE(must("allow.list").as_array().empty());
}

TEST_F(ListsTest, an_allowed_network_is_spared_what_is_named_and_no_more) {
  must("allow.add", {{"network", "192.0.2.0/24"}, {"spare", json::array{"brute-force", "greylisting"}}});
  const auto row = must("allow.list").as_array().at(0);
  EXPECT_EQ(row.at("spared"), json::value(json::array{"brute-force", "greylisting"}));
  EXPECT_EQ(row.at("since").as_string(), rfc3339(world.time.now()));
  EXPECT_TRUE(row.at("until").is_null());
  const auto spared = [&](guard::Bypass b) {
    return world.guard.is_spared(IpAddress::parse("192.0.2.7").value(), events::Service::imap, b);
  };
  EXPECT_TRUE(spared(guard::Bypass::brute_force));
  EXPECT_TRUE(spared(guard::Bypass::greylisting));
  EXPECT_FALSE(spared(guard::Bypass::spam_checks));
  EXPECT_FALSE(spared(guard::Bypass::smtp_authentication));
}

TEST_F(ListsTest, sending_without_a_login_is_bound_to_senders_a_rate_and_a_time) {
  const json::object whole{{"network", "192.0.2.7"},
                           {"spare", json::array{"smtp-authentication"}},
                           {"senders", json::array{"Printer@Home.test", "@forms.home.test"}},
                           {"hourly", 20},
                           {"for", "30d"}};
  for (const auto* missing : {"senders", "hourly", "for"}) {
    auto part = whole;
    part.erase(missing);
    EXPECT_EQ(refusal("allow.add", part), Failure::invalid) << missing;
  }
  auto other = whole;
  other["spare"] = json::array{"spam-checks"};
  EXPECT_EQ(refusal("allow.add", other), Failure::invalid) << "senders are for that alone";
  auto wrong = whole;
  wrong["senders"] = json::array{"nobody"};
  EXPECT_EQ(refusal("allow.add", wrong), Failure::invalid);
  const auto found = world.call("allow.add", whole, {.name = "ann", .roles = {Role::owner}});
  EXPECT_TRUE(!found && is_unproven(found.error())) << "an open browser that somebody found makes no relay";
  const auto row = must("allow.add", whole).as_array().at(0);
  EXPECT_EQ(row.at("hourly"), 20u);
  EXPECT_EQ(row.at("senders"), json::value(json::array{"Printer@Home.test", "@forms.home.test"}));
}

TEST_F(ListsTest, a_published_list_is_imported_folded_and_replaced_by_its_next_state) {
  const auto first =
      must("deny.import", {{"name", "drop"}, {"file", "192.0.2.0/25 ; a\n192.0.2.128/25 ; b\n198.51.100.1\nrubbish\n"}});
  EXPECT_EQ(first.at("lines"), 4u);
  EXPECT_EQ(first.at("added"), 2u);
  EXPECT_EQ(first.at("lines_not_understood"), 1u);
  EXPECT_EQ(first.at("such_as"), json::value(json::array{"rubbish"}));
  EXPECT_FALSE(gets_in("192.0.2.200"));
  EXPECT_FALSE(gets_in("198.51.100.1"));
  EXPECT_EQ(must("deny.list", {{"text", "drop"}}).as_array().size(), 2u);
  EXPECT_EQ(must("deny.import", {{"name", "drop"}, {"file", "192.0.2.0/24\n"}}).at("removed"), 1u);
  EXPECT_TRUE(gets_in("198.51.100.1"));
  EXPECT_EQ(refusal("deny.import", {{"name", "drop"}, {"file", "<html>not found</html>"}}), Failure::invalid);
  EXPECT_FALSE(gets_in("192.0.2.200")) << "the list stays as it is";
  EXPECT_EQ(refusal("deny.import", {{"name", "../x"}, {"file", "192.0.2.1"}}), Failure::invalid);
}

}  // namespace
}  // namespace postern::admin
