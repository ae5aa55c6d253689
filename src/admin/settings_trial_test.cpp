// Settings on trial: they go back by the server's clock, by its next start and by hand; and take back nobody's later decision.
#include <gtest/gtest.h>

#include "admin/change_settings.h"
#include "admin/settings_store.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kKey = "password.minimum_length";

class SettingsTrialTest : public OperationsTest {
 protected:
  void try_out(std::string_view value, std::string_view length = "30s") {
    must("settings.try", {{"key", kKey}, {"value", value}, {"for", length}});
  }
  void set(std::string_view value) { must("settings.set", {{"key", kKey}, {"value", value}}); }
  std::string value() { return std::string(must("settings.show", {{"key", kKey}}).at("value").as_string()); }
  json::value trial() {
    const auto shown = must("settings.show", {{"key", kKey}});
    const auto* trial = shown.as_object().if_contains("trial");
    return trial ? *trial : json::value();
  }
  void pass(std::chrono::milliseconds time) {
    world.time.pass(time);
    EXPECT_TRUE(run_here(end_trials(world.settings, world.events, world.time.now())));
  }
  Result<json::value> unproven(std::string_view operation, const json::object& arguments) {
    return world.call(operation, arguments, {.name = "ann", .roles = {Role::owner}});
  }
};

TEST_F(SettingsTrialTest, what_is_tried_is_in_use_and_says_what_was_there_before) {
  const auto until = rfc3339(world.time.now() + 60s);
  const auto done = must("settings.try", {{"key", kKey}, {"value", "20"}});
  EXPECT_EQ(done.at(0).at("before"), "12");
  EXPECT_EQ(world.policy.current()->minimum_length, 20u);
  EXPECT_EQ(trial(), json::value({{"until", until}, {"before", "12"}, {"by", "root"}}));
  EXPECT_EQ(must("settings.history").at(0).at("until").as_string(), until);
  EXPECT_EQ(world.events.last(events::Event::setting_changed, events::Key::before), "12");
  EXPECT_EQ(world.events.last(events::Event::setting_changed, events::Key::after), "20");
  EXPECT_EQ(world.events.last(events::Event::setting_changed, events::Key::who), "root");
}

TEST_F(SettingsTrialTest, what_nobody_keeps_is_put_back_by_the_clock) {
  set("14");
  try_out("20");
  pass(29s);
  EXPECT_EQ(world.policy.current()->minimum_length, 20u);
  pass(1s);
  EXPECT_EQ(world.policy.current()->minimum_length, 14u);
  EXPECT_TRUE(trial().is_null());
  const auto newest = must("settings.history").at(0);
  EXPECT_EQ(newest.at("by"), "trial ran out");
  EXPECT_EQ(newest.at("changes"), json::value({{{"key", kKey}, {"before", "20"}, {"after", "14"}}}));
  EXPECT_EQ(world.events.last(events::Event::setting_trial_ended, events::Key::name), kKey);
  EXPECT_EQ(world.events.last(events::Event::setting_trial_ended, events::Key::who), "root");
  EXPECT_EQ(world.events.last(events::Event::setting_changed, events::Key::after), "14");
}

TEST_F(SettingsTrialTest, what_was_as_it_shipped_is_so_again) {
  try_out("20");
  pass(30s);
  EXPECT_TRUE(world.registry.overrides().empty());
}

TEST_F(SettingsTrialTest, what_is_kept_stays) {
  try_out("20");
  must("settings.keep", {{"key", kKey}});
  EXPECT_TRUE(trial().is_null());
  pass(1h);
  EXPECT_EQ(value(), "20");
  EXPECT_EQ(refusal("settings.keep", {{"key", kKey}}), Failure::not_found);
}

TEST_F(SettingsTrialTest, it_is_put_back_at_once_by_whoever_would_rather_have_it_so) {
  try_out("20");
  EXPECT_EQ(must("settings.put-back", {{"key", kKey}}).at(0).at("after"), "12");
  EXPECT_EQ(must("settings.history").at(0).at("by"), "root");
  pass(1h);
  EXPECT_EQ(must("settings.history").as_array().size(), 2u);
  EXPECT_EQ(refusal("settings.put-back", {{"key", kKey}}), Failure::not_found);
}

TEST_F(SettingsTrialTest, a_later_decision_ends_it) {
  for (const auto* later : {"20", "25"}) {  // the same value, too: it is meant to stay
    try_out("20");
    set(later);
    pass(1h);
    EXPECT_EQ(value(), later);
    must("settings.reset", {{"key", kKey}});
  }
  set("14");
  try_out("20");
  must("settings.reset", {{"key", kKey}});
  pass(1h);
  EXPECT_EQ(value(), "12");
}

TEST_F(SettingsTrialTest, the_way_back_of_another_setting_leaves_it_on_trial) {
  set("14");
  must("settings.set", {{"key", "password.minimum_strength"}, {"value", "4"}});
  try_out("20");
  must("settings.rollback", {{"number", 2}});
  pass(30s);
  EXPECT_EQ(value(), "14");
}

TEST_F(SettingsTrialTest, tried_again_it_begins_anew_and_goes_back_to_the_first) {
  set("14");
  try_out("20");
  pass(29s);
  try_out("21");
  pass(29s);
  EXPECT_EQ(value(), "21");
  try_out("21");  // nothing but the time
  pass(29s);
  EXPECT_EQ(value(), "21");
  pass(1s);
  EXPECT_EQ(value(), "14");
}

TEST_F(SettingsTrialTest, what_is_tried_back_to_what_it_was_is_on_trial_no_more) {
  try_out("20");
  try_out("12");
  EXPECT_TRUE(trial().is_null());
  try_out("12");
  EXPECT_TRUE(trial().is_null()) << "there was nothing to try";
}

TEST_F(SettingsTrialTest, what_is_tried_back_to_its_shipped_value_is_set_no_more) {
  try_out("20");
  try_out("12");
  EXPECT_TRUE(world.registry.overrides().empty());
  set("14");
  try_out("12");
  EXPECT_TRUE(world.registry.overrides().empty());
  EXPECT_EQ(trial().at("before"), "14");
  pass(30s);
  EXPECT_EQ(value(), "14");
  try_out("12");
  must("settings.keep", {{"key", kKey}});
  EXPECT_TRUE(world.registry.overrides().empty());
}

TEST_F(SettingsTrialTest, what_was_set_to_its_shipped_value_before_stays_set) {
  set("14");
  set("12");
  try_out("20");
  try_out("12");
  EXPECT_TRUE(trial().is_null());
  EXPECT_EQ(world.registry.overrides().at(std::string(kKey)), "12");
}

TEST_F(SettingsTrialTest, a_restart_goes_on_with_its_time_or_puts_it_back) {
  try_out("20");
  const auto start = [&] {
    config::Registry registry;
    const auto policy = registry.add<auth::PasswordPolicy>("password");
    SettingsStore store(*world.kv, registry);
    EXPECT_TRUE(run_here(store.load()));
    EXPECT_TRUE(run_here(end_trials(store, world.events, world.time.now())));
    return policy.current()->minimum_length;
  };
  world.time.pass(29s);
  EXPECT_EQ(start(), 20u);
  world.time.pass(1s);
  EXPECT_EQ(start(), 12u);
  EXPECT_EQ(start(), 12u);
}

TEST_F(SettingsTrialTest, a_clock_that_is_set_back_makes_it_no_longer) {
  try_out("20");
  pass(-1h);
  EXPECT_EQ(value(), "12");
}

TEST_F(SettingsTrialTest, it_goes_back_whatever_has_become_of_the_world_since) {
  try_out("20");
  world.registry.judge_by<auth::PasswordPolicy>("password", [](const auth::PasswordPolicy&) -> Result<config::Judgement> {
    return fail(Failure::exists, "the port is in use");
  });
  pass(30s);
  EXPECT_EQ(world.policy.current()->minimum_length, 12u);
}

TEST_F(SettingsTrialTest, whoever_saw_it_as_it_is_no_more_ends_nothing) {
  try_out("20");
  const auto seen = run_here(world.settings.trials()).value().at(std::string(kKey));
  world.time.pass(1s);
  try_out("21");
  EXPECT_EQ(run_here(world.settings.put_back(seen, {"ann", world.time.now()})).error().kind, Failure::conflict);
  EXPECT_EQ(run_here(world.settings.keep(seen)).error().kind, Failure::conflict);
  EXPECT_EQ(value(), "21");
  must("settings.keep", {{"key", kKey}});
  EXPECT_EQ(run_here(world.settings.put_back(seen, {"ann", world.time.now()})).error().kind, Failure::conflict);
}

// Who has found an open browser makes nothing weaker: not on trial, and not by making stay what another has on trial.
TEST_F(SettingsTrialTest, what_is_weaker_takes_a_second_factor_that_was_shown_lately) {
  const json::object key{{"key", kKey}}, weaker{{"key", kKey}, {"value", "8"}}, stronger{{"key", kKey}, {"value", "20"}};
  EXPECT_TRUE(is_unproven(unproven("settings.try", weaker).error()));
  try_out("8");
  EXPECT_TRUE(is_unproven(unproven("settings.keep", key).error()));
  EXPECT_TRUE(is_unproven(unproven("settings.set", weaker).error())) << "which keeps it as well";
  EXPECT_FALSE(trial().is_null());
  EXPECT_TRUE(unproven("settings.put-back", key));
  EXPECT_TRUE(unproven("settings.try", stronger));
  EXPECT_TRUE(unproven("settings.put-back", key)) << "weaker, but it would come by itself";
  EXPECT_TRUE(unproven("settings.try", stronger));
  EXPECT_TRUE(unproven("settings.keep", key));
}

TEST_F(SettingsTrialTest, it_has_bounds) {
  for (const auto* length : {"9s", "11m", "1d", "long"})
    EXPECT_EQ(argument_of(world.call("settings.try", {{"key", kKey}, {"value", "20"}, {"for", length}}).error()), "for")
        << length;
  EXPECT_EQ(argument_of(world.call("settings.try", {{"key", kKey}, {"value", "x"}}).error()), "value");
  EXPECT_EQ(refusal("settings.try", {{"key", "no.such"}, {"value", "x"}}), Failure::not_found);
  EXPECT_EQ(value(), "12");
  try_out("20", "10s");
  try_out("21", "10m");
}

TEST_F(SettingsTrialTest, what_waits_for_the_next_start_is_not_tried) {
  const auto refused = world.call("settings.try", {{"key", "auth.hash_threads"}, {"value", "3"}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(argument_of(refused.error()), "key");
  EXPECT_TRUE(world.registry.overrides().empty());
}

TEST_F(SettingsTrialTest, a_record_that_cannot_be_read_is_an_error) {
  for (const auto* bytes : {"\x02", "\x01\x05", "x"}) {
    kv::Intent damage = [&](kv::Transaction& in) -> Result<void> {
      in.put(kv::Family::meta, "S trials", bytes);
      return {};
    };
    ASSERT_TRUE(run_here(world.kv->commit(kv::Shard{0}, std::move(damage))));
    EXPECT_EQ(refusal("settings.show", {{"key", kKey}}), Failure::corrupt);
    EXPECT_FALSE(run_here(end_trials(world.settings, world.events, world.time.now())));
  }
}

}  // namespace
}  // namespace postern::admin
