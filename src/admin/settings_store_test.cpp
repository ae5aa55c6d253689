// Stored settings: durable before live, all or nothing, and what a judge may do.
#include "admin/settings_store.h"

#include <gtest/gtest.h>

#include "base/codec.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class SettingsStoreTest : public testing::Test {
 protected:
  Result<std::vector<config::Difference>> change(std::vector<config::Change> changes) {
    return run_here(at.settings.change(std::move(changes), {"ann", at.time.now()}));
  }
  std::optional<std::string> stored() { return run_here(at.kv->get(kv::Family::meta, "S")).value(); }

  AdminWorld at;
};

TEST_F(SettingsStoreTest, a_change_is_live_and_comes_back_at_the_next_start) {
  const auto done = change({{"password.minimum_length", "20"}});
  ASSERT_TRUE(done);
  ASSERT_EQ(done->size(), 1u);
  EXPECT_EQ(done->front().after, "20");
  EXPECT_EQ(at.policy.current()->minimum_length, 20u);

  config::Registry later;
  const auto policy = later.add<auth::PasswordPolicy>("password");
  SettingsStore again(*at.kv, later);
  EXPECT_TRUE(run_here(again.load())->empty());
  EXPECT_EQ(policy.current()->minimum_length, 20u);
  EXPECT_EQ(later.find("password.minimum_length")->origin, config::Origin::system);
}

TEST_F(SettingsStoreTest, the_same_again_changes_nothing_and_writes_nothing) {
  ASSERT_TRUE(change({{"password.minimum_length", "20"}}));
  const auto before = stored();
  EXPECT_TRUE(change({{"password.minimum_length", "20"}})->empty());
  EXPECT_EQ(stored(), before);
}

TEST_F(SettingsStoreTest, of_several_changes_all_are_made_or_none) {
  const auto done = change({{"password.minimum_length", "20"}, {"password.minimum_strength", "9"}, {"password.nonsense", "1"}});
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().text.find("password.minimum_strength"), std::string::npos);  // every mistake is named
  EXPECT_NE(done.error().text.find("password.nonsense"), std::string::npos);
  EXPECT_EQ(at.policy.current()->minimum_length, 12u);
  EXPECT_FALSE(stored());
}

TEST_F(SettingsStoreTest, a_value_outside_its_bounds_names_them) {
  const auto done = change({{"tls.own_certificate_days", "5"}});
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().text.find("60"), std::string::npos) << done.error().text;
}

TEST_F(SettingsStoreTest, what_a_judge_refuses_is_not_stored) {
  at.registry.judge_by<auth::PasswordPolicy>("password", [](const auth::PasswordPolicy& p) -> Result<config::Judgement> {
    if (p.minimum_length > 30) return fail(Failure::denied, "nobody remembers that");
    return config::Judgement{.note = "people will complain", .held = {}};
  });
  const auto refused = change({{"password.minimum_length", "31"}});
  EXPECT_EQ(refused.error().text, "nobody remembers that");
  EXPECT_FALSE(stored());
  EXPECT_EQ(change({{"password.minimum_length", "30"}})->front().note, "people will complain");
  EXPECT_EQ(change({{"tls.own_certificate_days", "100"}})->front().note, "");  // another room
  at.registry.judge_by<auth::PasswordPolicy>("password", {});
  EXPECT_TRUE(change({{"password.minimum_length", "31"}}));
}

TEST_F(SettingsStoreTest, what_a_judge_holds_is_let_go_when_the_change_is_in_place) {
  std::weak_ptr<const void> held;
  bool there_when_applied = false;
  at.registry.judge_by<auth::PasswordPolicy>("password", [&](const auth::PasswordPolicy&) -> Result<config::Judgement> {
    auto port = std::make_shared<int>(25);
    held = port;
    return config::Judgement{.note = {}, .held = port};
  });
  const auto following = at.policy.observe([&](const auth::PasswordPolicy&) { there_when_applied = !held.expired(); });
  ASSERT_TRUE(change({{"password.minimum_length", "30"}}));
  EXPECT_TRUE(there_when_applied);
  EXPECT_TRUE(held.expired());
}

TEST_F(SettingsStoreTest, when_another_has_changed_the_record_nothing_is_done) {
  ASSERT_TRUE(change({{"password.minimum_length", "20"}}));
  config::Registry theirs;
  theirs.add<auth::PasswordPolicy>("password");
  SettingsStore another(*at.kv, theirs);
  ASSERT_TRUE(run_here(another.load()));
  ASSERT_TRUE(run_here(another.change({{"password.minimum_length", "21"}}, {"bob", at.time.now()})));
  EXPECT_EQ(change({{"password.minimum_length", "22"}}).error().kind, Failure::conflict);
  EXPECT_EQ(at.policy.current()->minimum_length, 20u);
}

TEST_F(SettingsStoreTest, a_record_that_cannot_be_read_is_an_error_and_no_shipped_settings) {
  for (const auto& bytes :
       {std::string(), std::string("\x02"), std::string("\x01\x05"), Encoder().u8(1).varint(1).bytes("k").take()}) {
    kv::Intent damage = [&](kv::Transaction& in) -> Result<void> {
      in.put(kv::Family::meta, "S", bytes);
      return {};
    };
    ASSERT_TRUE(run_here(at.kv->commit(kv::Shard{0}, std::move(damage))));
    EXPECT_EQ(run_here(at.settings.load()).error().kind, Failure::corrupt);
  }
}

TEST_F(SettingsStoreTest, remembers_who_changed_what_and_brings_it_back) {
  ASSERT_TRUE(change({{"password.minimum_length", "20"}}));
  ASSERT_TRUE(change({{"password.minimum_length", "30"}, {"password.minimum_strength", "4"}}));
  ASSERT_TRUE(change({{"password.minimum_length", "30"}}));  // nothing changes: no row
  const auto history = run_here(at.settings.history());
  ASSERT_TRUE(history);
  ASSERT_EQ(history->size(), 2u);
  EXPECT_EQ(history->front().number, 2u);
  EXPECT_EQ(history->front().by.name, "ann");
  EXPECT_EQ(history->front().by.at, at.time.now());
  ASSERT_EQ(history->front().rows.size(), 2u);
  EXPECT_EQ(history->front().rows[0].before, "20");

  ASSERT_TRUE(change(run_here(at.settings.before(2)).value()));
  EXPECT_EQ(at.policy.current()->minimum_length, 20u);
  EXPECT_EQ(at.policy.current()->minimum_strength, 3u);
  ASSERT_TRUE(change(run_here(at.settings.before(1)).value()));
  EXPECT_EQ(at.policy.current()->minimum_length, 12u);
  EXPECT_TRUE(at.registry.overrides().empty());
  EXPECT_EQ(run_here(at.settings.before(99)).error().kind, Failure::not_found);
}

TEST_F(SettingsStoreTest, the_history_is_bounded) {
  for (std::size_t i = 0; i < SettingsStore::kKept + 20; ++i)
    ASSERT_TRUE(change({{"password.minimum_length", i % 2 == 0 ? "20" : "21"}}));
  const auto history = run_here(at.settings.history()).value();
  EXPECT_EQ(history.size(), SettingsStore::kKept);
  EXPECT_EQ(history.front().number, SettingsStore::kKept + 20);
}

TEST_F(SettingsStoreTest, H03_one_change_is_taken_back_alone) {
  ASSERT_TRUE(change({{"password.minimum_length", "20"}, {"password.minimum_strength", "4"}}));
  ASSERT_TRUE(change({{"tls.own_certificate_days", "100"}}));
  ASSERT_TRUE(change({{"password.minimum_length", "30"}}));
  const auto undo = [&](std::uint64_t number) { return run_here(at.settings.undo_of(number)).value(); };
  EXPECT_TRUE(undo(2).changed_since.empty());
  ASSERT_EQ(undo(2).changes.size(), 1u);
  EXPECT_EQ(undo(2).changes[0].key, "tls.own_certificate_days");
  EXPECT_FALSE(undo(2).changes[0].text) << "as it ships";
  EXPECT_EQ(undo(3).changes[0].text, "20");
  EXPECT_EQ(undo(1).changed_since, std::vector<std::string>{"password.minimum_length"});
  EXPECT_EQ(run_here(at.settings.undo_of(9)).error().kind, Failure::not_found);

  ASSERT_TRUE(change(undo(2).changes));
  EXPECT_EQ(at.policy.current()->minimum_length, 30u) << "what came later stays";
  EXPECT_EQ(at.registry.find("tls.own_certificate_days")->origin, config::Origin::shipped);
  ASSERT_TRUE(change(undo(2).changes)) << "it is taken back already";
  EXPECT_EQ(run_here(at.settings.history())->size(), 4u);
  ASSERT_TRUE(change({{"password.minimum_length", "20"}}));
  EXPECT_TRUE(undo(1).changed_since.empty()) << "it is as the change left it again";
}

TEST_F(SettingsStoreTest, what_was_looked_at_is_what_is_changed) {
  ASSERT_TRUE(change({{"password.minimum_length", "20"}}));
  auto undo = run_here(at.settings.undo_of(1)).value();
  ASSERT_TRUE(change({{"tls.own_certificate_days", "100"}}));
  const auto late = run_here(at.settings.change(undo.changes, {"ann", at.time.now()}, {}, undo.as_of));
  EXPECT_EQ(late.error().kind, Failure::conflict);
  EXPECT_EQ(at.policy.current()->minimum_length, 20u);
}

}  // namespace
}  // namespace postern::admin
