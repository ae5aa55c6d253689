// The life of users' passwords by the operations of administrators.   H07
#include <gtest/gtest.h>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

class PasswordOperations : public OperationsTest {
 protected:
  PasswordOperations() {
    must("domain.create", {{"name", "home.test"}});
    must("account.create", {{"address", "ann@home.test"}, {"password", "quartz-tumble-ledger-owl"}});
    must("account.create", {{"address", "bob@home.test"}});
  }
  Result<json::value> set(std::string_view password) {
    return world.call("account.password", {{"address", "ann@home.test"}, {"password", password}});
  }
  json::array list(const json::object& arguments = {}) { return must("password.compliance", arguments).as_array(); }
};

TEST_F(PasswordOperations, the_last_passwords_are_not_taken_again) {
  EXPECT_EQ(set("quartz-tumble-ledger-owl").error().kind, Failure::invalid);
  EXPECT_TRUE(set("gravel-lantern-pickle-sonnet"));
  EXPECT_NE(set("quartz-tumble-ledger-owl").error().text.find("used before"), std::string::npos);
  must("settings.set", {{"key", "password.remember"}, {"value", "0"}});
  EXPECT_TRUE(set("quartz-tumble-ledger-owl"));
}

TEST_F(PasswordOperations, who_breaks_the_policy_or_has_expired_is_listed_with_the_reasons) {
  EXPECT_TRUE(list().empty());
  const auto ann =
      world.directory->snapshot()->account(address::parse_mailbox("ann@home.test", address::Charset::ascii).value());
  ASSERT_TRUE(run_here(world.directory->note_broken_rules(ann->id, ann->credential_version, 1U << 1)));
  ASSERT_EQ(list().size(), 1u);
  EXPECT_EQ(list()[0].at("address"), "ann@home.test");
  EXPECT_EQ(list()[0].at("reasons"), json::value(json::array{"breaks length"}));
  EXPECT_EQ(must("password.expire-all", {{"name", "home.test"}, {"only_weak", true}}).at("expired"), 1u);
  EXPECT_EQ(list()[0].at("reasons"), json::value(json::array{"breaks length", "expired"}));
  world.time.pass(std::chrono::days(14));
  EXPECT_EQ(list()[0].at("reasons").as_array()[1], "expired; sends nothing more");
  EXPECT_TRUE(list({{"domain", "other.test"}}).empty());
  ASSERT_TRUE(set("gravel-lantern-pickle-sonnet"));
  EXPECT_TRUE(list().empty()) << "a new password mends all";
  EXPECT_EQ(list({{"older_than", "0s"}}).size(), 2u);
}

TEST_F(PasswordOperations, one_is_ended_or_those_of_a_domain) {
  must("password.expire", {{"address", "bob@home.test"}});
  EXPECT_EQ(list().size(), 1u);
  EXPECT_EQ(must("password.expire-all", {{"name", "home.test"}}).at("expired"), 2u);
  EXPECT_EQ(list().size(), 2u);
  EXPECT_EQ(world.call("password.expire", {{"address", "eve@home.test"}}).error().kind, Failure::not_found);
}

TEST_F(PasswordOperations, H07_a_domain_may_only_be_stricter_than_the_server) {
  const auto domain = [&](std::string_view rule, std::uint64_t n) {
    return world.call("domain.update", {{"name", "home.test"}, {rule, n}});
  };
  EXPECT_EQ(domain("password_length", 8).error().kind, Failure::invalid);
  EXPECT_EQ(domain("password_strength", 2).error().kind, Failure::invalid);
  EXPECT_EQ(domain("password_strength", 5).error().kind, Failure::invalid);
  EXPECT_EQ(domain("password_length", 30)->at("password_length"), 30u);
  EXPECT_EQ(set("gravel-lantern-pickle-sonnet").error().kind, Failure::invalid) << "28 characters";
  const auto made = must("account.password", {{"address", "bob@home.test"}, {"generate", true}});
  EXPECT_GE(made.at("password").as_string().size(), 30u);
  EXPECT_TRUE(domain("password_length", 0));
  EXPECT_TRUE(set("gravel-lantern-pickle-sonnet"));

  must("settings.set", {{"key", "password.expires_after"}, {"value", "60"}});
  EXPECT_EQ(domain("password_expires_after", 90).error().kind, Failure::invalid);
  EXPECT_TRUE(domain("password_expires_after", 30));
  world.time.pass(std::chrono::days(30));
  EXPECT_EQ(list().size(), 2u);
  EXPECT_TRUE(domain("password_expires_after", 0));
  EXPECT_TRUE(list().empty());
}

TEST_F(PasswordOperations, H07_a_domain_may_ask_for_kinds_of_characters_and_remember_more_than_the_server) {
  const auto domain = [&](std::string_view rule, std::uint64_t n) {
    return world.call("domain.update", {{"name", "home.test"}, {rule, n}});
  };
  must("settings.set", {{"key", "password.symbols"}, {"value", "2"}});
  EXPECT_EQ(domain("password_symbols", 1).error().kind, Failure::invalid) << "the server asks for two";
  EXPECT_EQ(domain("password_remember", 2).error().kind, Failure::invalid) << "the server remembers ten";
  struct Kind {
    std::string_view rule, without, needs;
  };
  for (const auto& [rule, without, needs] :
       {Kind{"password_numbers", "Gravel-LANTERN-pickle-sonnet", "at least 3 digits"},
        Kind{"password_capitals", "gravel-lantern-pickle-426", "at least 3 capital letters"},
        Kind{"password_lowercase", "GRAVEL-LANTERN-PICKLE-426", "at least 3 lower-case letters"},
        Kind{"password_symbols", "Gravel-LANTERN-pickle426", "at least 3 symbols"}}) {
    EXPECT_TRUE(domain(rule, 3));
    EXPECT_NE(set(without).error().text.find(needs), std::string::npos) << rule;
  }
  EXPECT_TRUE(set("gravel-lantern-pickle-sonnet-426-ABC"));
  must("account.password", {{"address", "bob@home.test"}, {"generate", true}});  // one that holds to it is found
  const auto policy = must("password.policy", {{"address", "bob@home.test"}});
  for (const auto* kind : {"numbers", "capitals", "lowercase", "symbols"}) EXPECT_EQ(policy.at(kind), 3u);

  must("settings.set", {{"key", "password.remember"}, {"value", "0"}});
  EXPECT_TRUE(domain("password_remember", 1));
  EXPECT_TRUE(set("quartz-tumble-ledger-owl-426-ABC"));
  EXPECT_EQ(set("quartz-tumble-ledger-owl-426-ABC").error().kind, Failure::invalid) << "the present one";
  EXPECT_EQ(set("gravel-lantern-pickle-sonnet-426-ABC").error().kind, Failure::invalid) << "the one before";
  EXPECT_TRUE(domain("password_remember", 0));
  EXPECT_TRUE(set("gravel-lantern-pickle-sonnet-426-ABC"));
}

// H20
TEST_F(PasswordOperations, a_reset_link_is_made_for_people_and_lives_as_long_as_the_setting_says) {
  must("domain.create", {{"name", "reset.test"}});
  must("account.create", {{"address", "ann@reset.test"}});
  must("service-account.create", {{"address", "form@reset.test"}, {"networks", json::array{"192.0.2.7"}}});
  const auto made = must("password.reset-link", {{"address", "ann@reset.test"}});
  EXPECT_EQ(made.at("token").as_string().size(), 66u);
  EXPECT_EQ(made.at("expires"), json::value(rfc3339(world.time.now() + std::chrono::minutes(15))));
  EXPECT_EQ(refusal("password.reset-link", {{"address", "form@reset.test"}}), Failure::invalid);
  EXPECT_EQ(refusal("password.reset-link", {{"address", "nobody@reset.test"}}), Failure::not_found);
}

}  // namespace
}  // namespace postern::admin
