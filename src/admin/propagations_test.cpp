// Where domains differ from the defaults, and how that is spread and taken back.   H05
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "admin/propagations.h"
#include "support/two_domains.h"

namespace postern::admin {
namespace {

class PropagationTest : public TwoDomainsTest {
 protected:
  json::value propagate(json::array settings, json::object more = {}) {
    more["settings"] = std::move(settings);
    return must("domain.propagate", more);
  }
};

TEST_F(PropagationTest, all_that_is_set_in_a_domain_is_spread_and_taken_back) {
  const std::vector<std::pair<std::string_view, std::string_view>> defaults{
      {"catch_all", "all@b.test"}, {"spam_high", "quarantine"}, {"attachment_extensions", "iso"}};
  for (const auto& [key, value] : defaults) set_default(key, value);
  must("settings.apply",
       {{"file", R"({"settings": {"domain_defaults.country_rule": "allow", "domain_defaults.countries": ["DE"]}})"}});
  EXPECT_EQ(must("domain.drift").as_array().size(), 10u);
  const auto done = propagate({"all"});
  EXPECT_EQ(shown("a.test", "catch_all"), "all@b.test");
  EXPECT_EQ(shown("b.test", "spam_high"), "quarantine");
  EXPECT_EQ(shown("b.test", "countries"), json::array{"DE"});
  EXPECT_EQ(must("domain.drift").as_array().size(), 0u);
  must("domain.create", {{"name", "c.test"}});
  EXPECT_EQ(shown("c.test", "attachment_extensions"), json::array{"iso"});
  must("domain.undo", {{"number", done.at("number")}});
  EXPECT_EQ(shown("a.test", "catch_all"), "");
  EXPECT_EQ(shown("a.test", "country_rule"), "off");
  set_default("attachment_extensions", "");
  EXPECT_EQ(refusal("domain.propagate", {{"settings", {"country_rule"}}}), Failure::invalid) << "without its countries";
}

TEST_F(PropagationTest, a_default_leads_mail_out_of_the_server_by_who_has_shown_a_second_factor_lately) {
  const Caller ann{.name = "ann", .roles = {Role::owner}};
  set_default("catch_all", "x@elsewhere.test");
  EXPECT_TRUE(is_unproven(world.call("domain.create", {{"name", "c.test"}}, ann).error()));
  EXPECT_TRUE(is_unproven(world.call("domain.propagate", {{"settings", {"catch_all"}}}, ann).error()));
  must("domain.create", {{"name", "c.test"}});
  EXPECT_EQ(shown("c.test", "catch_all"), "x@elsewhere.test");
}

// Who administers the whole server says how much a domain may have; its own administrators see it.
TEST_F(PropagationTest, a_preview_changes_nothing) {
  set_default("second_factor", "forced");
  const auto seen = propagate({"second_factor"}, {{"preview", true}});
  EXPECT_EQ(seen.at("changes").as_array().size(), 2u);
  EXPECT_TRUE(seen.at("number").is_null());
  EXPECT_EQ(shown("a.test", "second_factor"), "enabled");
  EXPECT_EQ(must("domain.propagations").as_array().size(), 0u);
}

TEST_F(PropagationTest, what_is_propagated_can_be_taken_back) {
  must("domain.update", {{"name", "b.test"}, {"password_length", 20}});
  set_default("password_length", "16");
  const auto done = propagate({"password_length"});
  EXPECT_EQ(shown("a.test", "password_length"), 16);
  EXPECT_EQ(shown("b.test", "password_length"), 16);
  EXPECT_EQ(must("domain.propagations").at(0).at("by"), "root");

  const auto undone = must("domain.undo", {{"number", done.at("number")}});
  EXPECT_EQ(undone.at("changes").as_array().size(), 2u);
  EXPECT_EQ(shown("a.test", "password_length"), 0);
  EXPECT_EQ(shown("b.test", "password_length"), 20);
  must("domain.undo", {{"number", undone.at("number")}});
  EXPECT_EQ(shown("b.test", "password_length"), 16) << "taking back is a step that can be taken back";
}

TEST_F(PropagationTest, what_was_changed_since_is_not_taken_back) {
  set_default("password_length", "16");
  const auto done = propagate({"all"});
  must("domain.update", {{"name", "b.test"}, {"password_length", 18}});
  must("domain.delete", {{"name", "a.test"}});
  const auto undone = must("domain.undo", {{"number", done.at("number")}});
  EXPECT_EQ(undone.at("changes").as_array().size(), 0u);
  EXPECT_EQ(undone.at("changed_since").as_array().size(), 2u);
  EXPECT_EQ(shown("b.test", "password_length"), 18);
}

TEST_F(PropagationTest, only_chosen_domains_and_settings_are_changed) {
  set_default("password_length", "16");
  set_default("plus_addressing", "false");
  propagate({"password_length"}, {{"domains", {"b.test"}}});
  EXPECT_EQ(shown("a.test", "password_length"), 0);
  EXPECT_EQ(shown("b.test", "password_length"), 16);
  EXPECT_EQ(shown("b.test", "plus_addressing"), true);
}

TEST_F(PropagationTest, a_domain_that_is_named_twice_is_changed_once) {
  set_default("password_length", "16");
  const auto done = propagate({"password_length"}, {{"domains", {"b.test", "a.test", "b.test"}}});
  EXPECT_EQ(done.at("changes").as_array().size(), 2u);
  EXPECT_EQ(shown("a.test", "password_length"), 16);
  EXPECT_EQ(shown("b.test", "password_length"), 16);
}

TEST_F(PropagationTest, what_does_not_fit_changes_no_domain) {
  set_default("second_factor", "forced");
  propagate({"second_factor"});
  must("settings.set", {{"key", "auth.second_factor"}, {"value", "forced"}});
  set_default("second_factor", "enabled");
  EXPECT_EQ(refusal("domain.propagate", {{"settings", {"all"}}}), Failure::invalid) << "less than the server asks";
  EXPECT_EQ(shown("a.test", "second_factor"), "forced");
  EXPECT_EQ(refusal("domain.propagate", {{"settings", {"senders"}}}), Failure::invalid);
  EXPECT_EQ(refusal("domain.propagate", {{"settings", {"all"}}, {"domains", {"nobody.test"}}}), Failure::not_found);
  EXPECT_EQ(refusal("domain.undo", {{"number", 77}}), Failure::not_found);
}

TEST_F(PropagationTest, the_oldest_propagations_are_forgotten) {
  Propagations list(*world.kv);
  for (std::size_t i = 0; i < Propagation::kKept + 3; ++i)
    EXPECT_EQ(run_here(list.add({.number = 0, .by = {"ann", Time{5}}, .rows = {{DomainId(1), "a", "b", "c", "d"}}})).value(),
              i + 1);
  const auto kept = run_here(list.list()).value();
  ASSERT_EQ(kept.size(), Propagation::kKept);
  EXPECT_EQ(kept.front().number, Propagation::kKept + 3);
  EXPECT_EQ(kept.back().rows, (std::vector<Propagation::Row>{{DomainId(1), "a", "b", "c", "d"}}));
}

}  // namespace
}  // namespace postern::admin
