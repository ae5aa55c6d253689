// Secrets among the settings: sealed in the store, open at the next start, and with another key to nobody.
#include <gtest/gtest.h>

#include "admin/diagnostics.h"
#include "admin/settings_store.h"
#include "app/parts.h"
#include "auth/sealer.h"
#include "base/run_here.h"
#include "kv/open.h"

namespace postern::app {
namespace {

TEST(SecretSettings, a_secret_lies_sealed_opens_at_the_next_start_and_can_be_rolled_back_to) {
  const auto kv = kv::open_memory().value();
  const auth::Sealer sealer(Secret(std::string(auth::kSealingKeySize, 'k')), system_random());
  const admin::Author ann{"ann", Time{1}};
  AllSettings settings;
  admin::SettingsStore store(*kv, settings.registry, &sealer);
  const auto set = [&](std::string_view key, std::string_view value) {
    std::vector<config::Change> changes{{std::string(key), std::string(value)}};
    return run_here(store.change(std::move(changes), ann)).has_value();
  };
  ASSERT_TRUE(set("notify.webhook_secret", "tell-nobody"));
  ASSERT_TRUE(set("notify.webhook_secret", "another-one"));
  ASSERT_TRUE(set("notify.webhook_url", "https://hook.test/")) << "nobody else has changed them";
  std::string all;
  kv::Visitor visit = [&](std::string_view, std::string_view value) {
    all += value;
    return true;
  };
  ASSERT_TRUE(run_here(kv->scan(kv::Family::meta, std::string("S"), std::string("T"), std::move(visit))));
  for (const char* secret : {"tell-nobody", "another-one"}) EXPECT_EQ(all.find(secret), all.npos) << secret;

  AllSettings later;
  admin::SettingsStore again(*kv, later.registry, &sealer);
  EXPECT_TRUE(run_here(again.load())->empty());
  EXPECT_EQ(later.notify.current()->webhook_secret.reveal(), "another-one");
  auto back = run_here(again.before(2)).value();
  ASSERT_TRUE(run_here(again.change(std::move(back), ann)));
  EXPECT_EQ(later.notify.current()->webhook_secret.reveal(), "tell-nobody");

  const auth::Sealer other(Secret(std::string(auth::kSealingKeySize, 'x')), system_random());
  AllSettings foreign;
  admin::SettingsStore elsewhere(*kv, foreign.registry, &other);
  EXPECT_EQ(run_here(elsewhere.load())->size(), 1u) << "named, and left out";
  EXPECT_TRUE(foreign.notify.current()->webhook_secret.empty());
}

TEST(SecretSettings, none_of_them_is_in_what_is_given_to_somebody_who_helps) {
  AllSettings settings;
  std::vector<config::Change> changes;
  for (const auto& s : settings.registry.settings())
    if (s.entry->meta.secret) changes.push_back({s.key, "tell-nobody"});
  ASSERT_FALSE(changes.empty());
  auto plan = settings.registry.plan(changes);
  ASSERT_TRUE(plan) << plan.error().text;
  ASSERT_TRUE(settings.registry.apply(std::move(*plan)));
  const auto shown = admin::changed_settings(settings.registry, true);
  EXPECT_EQ(shown.size(), changes.size());
  EXPECT_EQ(boost::json::serialize(shown).find("nobody"), std::string::npos);
  for (const auto& row : shown) EXPECT_EQ(row.at("secret"), true);
}

TEST(SecretSettings, none_stands_within_a_list_which_is_shown_whole) {
  const AllSettings settings;
  for (const auto& s : settings.registry.settings()) {
    if (s.entry->kind != config::Kind::records) continue;
    for (const auto& inner : s.entry->record().entries) EXPECT_FALSE(inner.meta.secret) << s.key;
  }
}

}  // namespace
}  // namespace postern::app
