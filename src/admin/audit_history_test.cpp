// What an audit by the clock remembers, and what it tells of.
#include "admin/audit_history.h"

#include <gtest/gtest.h>

#include "events/table.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

using audit::State;

audit::Report report(const std::vector<std::pair<std::string, State>>& checks) {
  audit::Report out;
  for (const auto& [id, state] : checks) {
    audit::Check check{.id = id, .title = said<"It is well">(), .why = {}, .what_to_do = {}, .run = {}};
    out.rows.push_back({check, {.state = state, .found = {Said::value("a line")}}});
  }
  return out;
}

std::vector<std::string> names(const std::vector<Finding>& all) {
  std::vector<std::string> out;
  for (const auto& f : all) out.push_back(f.check);
  return out;
}
using Ids = std::vector<std::string>;

class AuditHistoryTest : public OperationsTest {
 protected:
  AuditHistory::Change add(const std::vector<std::pair<std::string, State>>& checks) {
    world.time.pass(std::chrono::hours(24));
    return run_here(world.audits.add(report(checks), world.time.now())).value();
  }
};

TEST_F(AuditHistoryTest, what_is_new_and_what_is_gone_is_told_once) {
  EXPECT_EQ(names(add({{"a", State::failed}, {"b", State::passed}}).fresh), Ids{"a"});
  const auto second = add({{"a", State::failed}, {"b", State::failed}});
  EXPECT_EQ(names(second.fresh), Ids{"b"});
  EXPECT_TRUE(second.gone.empty());
  const auto third = add({{"a", State::passed}, {"b", State::failed}});
  EXPECT_TRUE(third.fresh.empty());
  EXPECT_EQ(names(third.gone), Ids{"a"});
  EXPECT_EQ(third.gone.front().text, "It is well; a line");
}

TEST_F(AuditHistoryTest, what_could_not_be_looked_at_is_as_it_was) {
  add({{"a", State::failed}});
  const auto blind = add({{"a", State::not_checked}});
  EXPECT_TRUE(blind.fresh.empty());
  EXPECT_TRUE(blind.gone.empty());
  EXPECT_TRUE(add({{"a", State::failed}}).fresh.empty());
  EXPECT_EQ(names(add({{"a", State::passed}}).gone), Ids{"a"});
  EXPECT_TRUE(add({{"b", State::passed}}).gone.empty());
}

TEST_F(AuditHistoryTest, scores_are_listed_newest_first_and_the_oldest_are_forgotten) {
  for (std::size_t i = 0; i < AuditHistory::kKept + 3; ++i) add({{"a", i % 2 == 0 ? State::failed : State::passed}});
  const auto all = run_here(world.audits.list(10'000)).value();
  ASSERT_EQ(all.size(), AuditHistory::kKept);
  EXPECT_EQ(all.front().at, world.time.now());
  EXPECT_EQ(all.front().score, 0u) << "the last one failed";
  EXPECT_EQ(all[1].score, 100u);
  EXPECT_EQ(must("audit.history").as_array().size(), 30u);
  EXPECT_EQ(must("audit.history", {{"limit", 2}}).as_array().size(), 2u);
}

TEST_F(AuditHistoryTest, the_daily_audit_tells_of_a_weakness_when_it_comes_and_when_it_goes) {
  must("audit.daily");
  world.time.pass(std::chrono::hours(24));
  const auto before = world.events.count(events::Event::audit_finding);
  must("settings.set", {{"key", "password.minimum_length"}, {"value", "8"}});
  const auto told = must("audit.daily");
  ASSERT_EQ(told.at("new").as_array().size(), 1u);
  EXPECT_EQ(world.events.count(events::Event::audit_finding), before + 1);
  EXPECT_EQ(world.events.last(events::Event::audit_finding, events::Key::name), "settings.password.minimum_length");
  world.time.pass(std::chrono::hours(24));
  must("settings.reset", {{"key", "password.minimum_length"}});
  EXPECT_TRUE(must("audit.daily").at("new").as_array().empty());
  EXPECT_EQ(world.events.count(events::Event::audit_finding_gone), 1u);
  EXPECT_EQ(must("audit.history").as_array().size(), 3u);
}

}  // namespace
}  // namespace postern::admin
