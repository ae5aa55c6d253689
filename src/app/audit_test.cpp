// The audit over all settings of the server: each that can be weakened is, and is found and mended.
#include "audit/audit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "app/parts.h"
#include "base/run_here.h"
#include "kv/open.h"
#include "support/manual_time.h"

namespace postern::app {
namespace {

using audit::State;

class AuditTest : public testing::Test {
 protected:
  audit::Report look(std::optional<audit::Group> only = {}) {
    return audit::run({.registry = settings.registry,
                       .directory = directory->snapshot(),
                       .guard = *settings.guard.current(),
                       .certificates = {},
                       .administrators_without_factor = {},
                       .senders_without_login = {},
                       .around = {},
                       .now = time.now(),
                       .releases = {},
                       .blocks_given_up = blocks_given_up},
                      only);
  }
  audit::Outcome outcome(std::string_view check) {
    const auto report = look();
    const auto row = std::ranges::find(report.rows, check, [](const audit::Row& r) -> std::string_view { return r.check.id; });
    return row == report.rows.end() ? audit::not_checked(Said::declared("there is no such check")) : row->outcome;
  }
  void change(std::vector<config::Change> changes) {
    auto plan = settings.registry.plan(changes);
    ASSERT_TRUE(plan) << plan.error().text;
    ASSERT_TRUE(settings.registry.apply(std::move(*plan)));
  }

  std::size_t blocks_given_up = 0;
  test::ManualTime time{Time{1'790'000'000'000}};
  AllSettings settings;
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  std::unique_ptr<directory::Directory> directory = run_here(directory::Directory::open(*kv, time)).value();
};

// As weak as its bounds allow.
std::string weakest(const config::Entry& e) {
  const bool lower = e.meta.hardened.weaker == config::Weaker::lower;
  if (e.kind == config::Kind::boolean) return lower ? "off" : "on";
  if (e.kind == config::Kind::choice) return std::string(lower ? e.labels.front().name : e.labels.back().name);
  if (e.kind == config::Kind::list)
    return lower ? "" : "audit.finding-gone";  // notify.mail_without, which alone is weaker with more
  config::Value value{lower ? e.min : e.max};
  if (e.meta.hardened.zero_lifts) value = {std::int64_t{0}};
  return config::print(e, value);
}

TEST_F(AuditTest, every_setting_that_has_a_hardened_value_is_found_when_it_is_weaker_and_mended) {
  std::size_t tried = 0;
  for (const auto& setting : settings.registry.settings()) {
    if (setting.entry->meta.hardened.weaker == config::Weaker::never) continue;
    const auto check = "settings." + setting.key, weak = weakest(*setting.entry);
    EXPECT_EQ(outcome(check).state, State::passed) << check;
    if (weak == settings.registry.find(setting.key)->text) continue;  // weaker is only what a domain has become since
    change({{setting.key, weak}});
    const auto found = outcome(check);
    ASSERT_EQ(found.state, State::failed) << check << " = " << settings.registry.find(setting.key)->text;
    ASSERT_EQ(found.fix.settings.size(), 1u);
    change(found.fix.settings);
    EXPECT_EQ(outcome(check).state, State::passed) << check;
    ++tried;
  }
  EXPECT_GE(tried, 35u);
}

TEST_F(AuditTest, a_stricter_value_is_no_weakness) {
  change({{"password.minimum_length", "20"}, {"session.max_failed_logins", "1"}, {"logs.keep", "90d"}});
  for (const auto* key : {"password.minimum_length", "session.max_failed_logins", "logs.keep"})
    EXPECT_EQ(outcome(std::string("settings.") + key).state, State::passed) << key;
}

TEST_F(AuditTest, every_shipped_rule_is_found_when_it_is_weaker_and_mended_with_the_others) {
  const auto shipped = guard::shipped(guard::Preset::strict);
  const std::pair<const char*, void (*)(guard::Rule&)> ways[] = {
      {"off", [](guard::Rule& r) { r.enabled = false; }},
      {"threshold", [](guard::Rule& r) { r.threshold += 1; }},
      {"lasts", [](guard::Rule& r) { r.lasts = std::chrono::minutes(1); }},
      {"action",
       [](guard::Rule& r) { r.action = r.action == guard::Action::notify ? guard::Action::block : guard::Action::notify; }},
      {"score", [](guard::Rule& r) { r.score_wrong_password = 0; }}};
  for (const auto& [way, weaken] : ways) {
    guard::Settings weak;
    for (auto& rule : weak.rules) weaken(rule);
    change({{"guard.rules", config::get(config::table<guard::Settings>(), &weak, "rules").value()}});
    for (const auto& rule : shipped) EXPECT_EQ(outcome("ids." + rule.id).state, State::failed) << way << " " << rule.id;
    const auto fixes = look().fixes().settings;
    ASSERT_EQ(std::ranges::count(fixes, "guard.rules", &config::Change::key), 1);
    change(fixes);
    for (const auto& rule : shipped) EXPECT_EQ(outcome("ids." + rule.id).state, State::passed) << way << " " << rule.id;
  }
}

TEST_F(AuditTest, a_rule_that_is_gone_comes_back_and_own_rules_stay) {
  guard::Settings own;
  std::erase_if(own.rules, [](const guard::Rule& r) { return r.id == "harvesting"; });
  own.rules.push_back(guard::shipped(guard::Preset::strict).front());
  own.rules.back().id = "mine";
  change({{"guard.rules", config::get(config::table<guard::Settings>(), &own, "rules").value()}});
  ASSERT_EQ(outcome("ids.harvesting").state, State::failed);
  change(outcome("ids.harvesting").fix.settings);
  const auto rules = settings.guard.current()->rules;
  EXPECT_NE(std::ranges::find(rules, "harvesting", &guard::Rule::id), rules.end());
  EXPECT_NE(std::ranges::find(rules, "mine", &guard::Rule::id), rules.end());
}

// H34
TEST_F(AuditTest, blocks_that_were_given_up_are_a_weakness) {
  EXPECT_EQ(outcome("ids.room-for-blocks").state, State::passed);
  blocks_given_up = 3;
  EXPECT_EQ(outcome("ids.room-for-blocks").found.at(0).english(), "the blocks of 3 networks were given up before their time");
}

TEST_F(AuditTest, has_sixty_checks_each_with_its_reason_and_what_to_do) {
  const auto all = look().rows;
  EXPECT_GE(all.size(), 60u);
  std::set<std::string> ids;
  for (const auto& row : all) {
    EXPECT_TRUE(ids.insert(row.check.id).second) << row.check.id;
    EXPECT_FALSE(row.check.why.text.empty()) << row.check.id;
    EXPECT_FALSE(row.check.what_to_do.text.empty()) << row.check.id;
    EXPECT_FALSE(row.check.title.text.empty()) << row.check.id;
    EXPECT_FALSE((row.outcome.state == State::passed ? row.outcome.seen : row.outcome.found).empty()) << row.check.id;
  }
}

TEST_F(AuditTest, what_passed_says_what_was_looked_at) {
  change({{"password.minimum_length", "20"}});
  const auto seen = [&](std::string_view check) { return outcome(check).seen.at(0).english(); };
  EXPECT_EQ(seen("settings.password.minimum_length"), "password.minimum_length is 20");
  EXPECT_EQ(seen("ids.brute-force-by-address"), "brute-force-by-address: from 5 in 30 min on, block for 1440 min");
  EXPECT_EQ(seen("accounts.smtp-auth"), "0 domains were looked at");
  change({{"password.minimum_length", "4"}});
  EXPECT_EQ(seen("settings.password.minimum_length"), "password.minimum_length is 4") << "of what failed too";
}

TEST_F(AuditTest, of_one_group_no_other_check_is_made) {
  const auto report = look(audit::group_named("ids"));
  EXPECT_EQ(report.rows.size(), guard::shipped(guard::Preset::strict).size() + 1);
  for (const auto& row : report.rows) EXPECT_EQ(audit::name(row.check.group), "ids");
  EXPECT_FALSE(audit::group_named("nothing"));
}

TEST_F(AuditTest, what_needs_the_running_server_is_not_passed_without_it) {
  for (const auto* check : {"relay.outside", "listeners.old-tls", "process.system-calls", "process.folders"})
    EXPECT_EQ(outcome(check).state, State::not_checked) << check;
}

TEST_F(AuditTest, the_score_falls_with_the_weight_of_what_is_found) {
  const auto shipped = look().score();
  change({{"logs.store", "exceptions"}});
  const auto low = look().score();
  change({{"auth.allow_cleartext_login", "on"}});
  const auto critical = look().score();
  EXPECT_LE(low, shipped);
  EXPECT_LT(critical, low);
  EXPECT_TRUE(look().failed_at(audit::Severity::critical));
}

TEST_F(AuditTest, weak_domains_and_accounts_are_named) {
  const auto domain = run_here(directory->create_domain(address::parse_domain("here.example").value()));
  ASSERT_TRUE(domain);
  EXPECT_EQ(outcome("accounts.smtp-auth").state, State::passed);
  const auto weaken = [](directory::Domain& d) -> Result<void> {
    d.settings.require_smtp_auth = false;
    return {};
  };
  ASSERT_TRUE(run_here(directory->update_domain(*domain, weaken)));
  const auto found = outcome("accounts.smtp-auth");
  ASSERT_EQ(found.state, State::failed);
  EXPECT_EQ(found.found, std::vector{Said::value("here.example")});
}

}  // namespace
}  // namespace postern::app
