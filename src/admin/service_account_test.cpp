// Service accounts by the operations of administrators.   H08
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class ServiceAccountOperations : public OperationsTest {
 protected:
  ServiceAccountOperations() {
    must("domain.create", {{"name", "home.test"}});
    must("domain.create", {{"name", "other.test"}});
  }
  static json::object good() { return {{"address", "form@home.test"}, {"networks", json::array{"192.0.2.0/24"}}}; }
  static json::object with(std::string_view name, json::value value) {
    auto out = good();
    out[name] = std::move(value);
    return out;
  }
};

TEST_F(ServiceAccountOperations, one_is_made_its_password_shown_once_changed_and_removed) {
  auto made = must("service-account.create", good()).as_object();
  const std::string password(made.at("password").as_string());
  EXPECT_GE(password.size(), 16u);
  EXPECT_EQ(made.at("senders"), json::value(json::array{"form@home.test"})) << "only its own, when nothing else is said";
  EXPECT_EQ(made.at("hourly"), 100);
  EXPECT_EQ(made.at("expires"), "");
  const json::object one{{"address", "form@home.test"}};
  EXPECT_EQ(must("account.show", one).at("kind"), "service");
  ASSERT_TRUE(run_here(world.directory->note_use(AccountId(1), {0, world.time.now(), IpAddress::parse("192.0.2.9")->bytes})));
  const auto rows = must("service-account.list").as_array();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("last_used_from"), "192.0.2.9");
  EXPECT_EQ(json::serialize(rows).find(password), std::string::npos);

  const auto changed = must("service-account.update", {{"address", "form@home.test"},
                                                       {"senders", json::array{"web@home.test", "@other.test"}},
                                                       {"hourly", 5},
                                                       {"expires_in", "30d"},
                                                       {"new_password", true}});
  EXPECT_EQ(changed.at("senders"), json::value(json::array{"web@home.test", "@other.test"}));
  EXPECT_EQ(changed.at("networks"), json::value(json::array{"192.0.2.0/24"})) << "what is not named stays";
  EXPECT_EQ(changed.at("expires"), json::value(rfc3339(world.time.now() + std::chrono::days(30))));
  EXPECT_NE(std::string(changed.at("password").as_string()), password);
  EXPECT_EQ(must("service-account.update", {{"address", "form@home.test"}, {"expires_in", "never"}}).at("expires"), "");
  EXPECT_FALSE(must("service-account.show", one).as_object().contains("password"));
  must("service-account.remove", one);
  EXPECT_EQ(refusal("service-account.show", one), Failure::not_found);
}

TEST_F(ServiceAccountOperations, what_cannot_be_is_refused) {
  must("account.create", {{"address", "ann@home.test"}});
  EXPECT_EQ(refusal("service-account.create", {{"address", "form@home.test"}}), Failure::invalid) << "from where?";
  EXPECT_EQ(refusal("service-account.create", with("networks", json::array{})), Failure::invalid);
  EXPECT_EQ(refusal("service-account.create", with("networks", json::array{"192.0.2.1/24"})), Failure::invalid);
  EXPECT_EQ(refusal("service-account.create", with("senders", json::array{})), Failure::invalid);
  EXPECT_EQ(refusal("service-account.create", with("senders", json::array{"web"})), Failure::invalid);
  EXPECT_EQ(refusal("service-account.create", with("senders", json::array{"x@elsewhere.test"})), Failure::not_found);
  EXPECT_EQ(refusal("service-account.create", with("hourly", 0)), Failure::invalid);
  EXPECT_EQ(refusal("service-account.create", with("hourly", 4294967297)), Failure::invalid) << "and not 1";
  EXPECT_EQ(refusal("service-account.create", with("expires_in", "soon")), Failure::invalid);
  EXPECT_EQ(refusal("service-account.create", with("address", "ann@home.test")), Failure::exists);
  EXPECT_EQ(refusal("service-account.update", {{"address", "ann@home.test"}, {"hourly", 5}}), Failure::not_found);
  must("service-account.create", good());
  EXPECT_EQ(refusal("account.password", {{"address", "form@home.test"}, {"password", "x"}}), Failure::invalid);
}

TEST_F(ServiceAccountOperations, nobody_sends_in_another_tenants_name) {
  const auto home = world.directory->snapshot()->domain(address::parse_domain("home.test").value())->id;
  const Caller keeper{.name = "keeper", .roles = {Role::domains}, .domains = std::vector{home}};
  for (const char* sender : {"@other.test", "boss@other.test", "@absent.test"}) {
    const auto done = world.call("service-account.create", with("senders", json::array{sender}), keeper);
    ASSERT_FALSE(done) << sender;
    EXPECT_EQ(done.error().kind, Failure::not_found) << "as if there were no such domain";
  }
  EXPECT_TRUE(world.call("service-account.create", with("senders", json::array{"@home.test"}), keeper));
}

// H26: what may send without a login gets an offer to log in.
TEST_F(ServiceAccountOperations, the_audit_offers_one_for_each_network_that_sends_without_a_login) {
  must("allow.add", {{"network", "198.51.100.7"},
                     {"spare", json::array{"smtp-authentication"}},
                     {"senders", json::array{"web@home.test", "@other.test"}},
                     {"hourly", 50},
                     {"for", "30d"}});
  for (const auto& row : must("audit.run", {{"all", true}}).at("checks").as_array()) {
    if (row.at("check") != "accounts.senders-without-login") continue;
    ASSERT_EQ(row.at("found").as_array().size(), 1u);
    EXPECT_EQ(row.at("found").at(0),
              "198.51.100.7/32: postern service-account create device@home.test --networks 198.51.100.7/32 "
              "--senders web@home.test @other.test --hourly 50");
    return;
  }
  FAIL() << "there is no such check";
}

}  // namespace
}  // namespace postern::admin
