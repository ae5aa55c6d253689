// One place where settings change.
#include "admin/change_settings.h"

#include <algorithm>

#include "admin/lock_out.h"
#include "admin/settings_store.h"
#include "admin/world.h"
#include "base/said.h"
#include "events/table.h"
#include "guard/rule_changes.h"
#include "guard/settings.h"

namespace postern::admin {
namespace {

std::vector<guard::Rule> rules_in(const std::string& text) {
  guard::Settings out;
  return config::set(config::table<guard::Settings>(), &out, "rules", text) ? out.rules : std::vector<guard::Rule>();
}

// Records are compared by what they are about.
bool are_weaker_rules(const config::Difference& d) {
  return std::ranges::any_of(guard::changes_of(rules_in(d.before), rules_in(d.after)), &guard::RuleChange::weaker);
}

bool is_weaker(const config::Registry& registry, const config::Difference& d) {
  if (d.key == "guard.rules") return are_weaker_rules(d);
  const auto setting = registry.find(d.key);
  if (!setting || setting->entry->meta.hardened.weaker == config::Weaker::never) return false;
  const auto before = config::parse(*setting->entry, d.before), after = config::parse(*setting->entry, d.after);
  return before && after && config::is_weaker(*setting->entry, *after, *before);
}

// The records whose diverting members are not as shipped, each as a whole: what is believed there depends on where it is.
std::vector<config::Record> diverting_records(const config::Entry& entry, const std::string& text) {
  const auto& table = entry.record();
  const auto shipped = table.make();
  const auto value = config::parse(entry, text);
  std::vector<config::Record> out;
  if (!value) return out;
  for (const auto& record : std::get<std::vector<config::Record>>(value->v))
    for (std::size_t i = 0; i < table.entries.size(); ++i) {
      const auto& member = table.entries[i];
      if (!member.meta.diverts || record[i] == member.get(shipped.get())) continue;
      out.push_back(record);
      break;
    }
  return out;
}

bool does_divert(const config::Registry& registry, const config::Difference& d) {
  const auto setting = registry.find(d.key);
  if (!setting) return false;
  const auto& entry = *setting->entry;
  if (entry.meta.diverts) return entry.meta.secret || d.before != d.after;
  if (entry.kind != config::Kind::records) return false;
  const auto before = diverting_records(entry, d.before), after = diverting_records(entry, d.after);
  return !std::ranges::is_permutation(before, after);
}

// Who has found an open browser makes the server no weaker, and so does not lengthen his own time either; nor does he lead mail elsewhere.
Result<void> may_make(const World& world, const Call& call, const std::vector<config::Difference>& differences) {
  if (call.caller.proven) return {};
  const auto is_grave = [&](const auto& d) { return is_weaker(world.registry, d) || does_divert(world.registry, d); };
  return std::ranges::none_of(differences, is_grave) ? Result<void>() : std::unexpected(unproven());
}

std::string text_in(const World& world, const config::Overrides& overrides, const std::string& key) {
  const auto at = overrides.find(key);
  if (at != overrides.end()) return at->second;
  const auto setting = world.registry.find(key);
  return setting ? setting->shipped : std::string();
}

// For good, that is: what such a change ends the trial of is changed from what was there before it.
std::vector<config::Difference> for_good(const World& world, const SettingTrials& trials, const config::Overrides& after,
                                         const std::vector<config::Change>& changes) {
  std::vector<config::Difference> out;
  for (const auto& change : changes)
    if (const auto trial = trials.find(change.key); trial != trials.end())
      out.push_back({change.key, value_before(world, trial->second), text_in(world, after, change.key)});
  return out;
}

void tell(events::Sink& events, std::string_view who, const std::vector<config::Difference>& differences) {
  for (const auto& d : differences) tell_changed(events, who, d);
}

Task<Result<SettingTrial>> trial_of(World& world, std::string key) {
  auto trials = co_await world.settings.trials();
  if (!trials) co_return pass_on(trials);
  const auto at = trials->find(key);
  if (at == trials->end()) co_return fail(Failure::not_found, "This setting is not on trial");
  co_return at->second;
}

}  // namespace

std::string value_before(const World& world, const SettingTrial& trial) {
  return trial.before ? *trial.before : text_in(world, {}, trial.key);
}

Task<Result<std::vector<config::Difference>>> change_settings(World& world, const Call& call,
                                                              std::vector<config::Change> changes,
                                                              std::optional<config::Overrides> as_of) {
  auto trials = co_await world.settings.trials();
  if (!trials) co_return pass_on(trials);
  Author by{call.caller.name, world.time.now()};
  const auto allows = [&, changes](const config::Plan& plan) {
    auto may = may_make(world, call, plan.differences);
    if (may) may = may_make(world, call, for_good(world, *trials, plan.overrides, changes));
    return may ? keeps_in(world, call, plan) : may;
  };
  auto done = co_await world.settings.change(std::move(changes), std::move(by), allows, std::move(as_of));
  if (done) tell(world.events, call.caller.name, *done);
  co_return done;
}

Task<Result<std::vector<config::Difference>>> try_setting(World& world, const Call& call, config::Change change, Time until) {
  Author by{call.caller.name, world.time.now()};
  const auto allows = [&](const config::Plan& plan) {
    auto may = may_make(world, call, plan.differences);
    return may ? keeps_in(world, call, plan) : may;
  };
  auto done = co_await world.settings.try_out(std::move(change), std::move(by), until, allows);
  if (done) tell(world.events, call.caller.name, *done);
  co_return done;
}

Task<Result<void>> keep_setting(World& world, const Call& call, std::string key) {
  auto trial = co_await trial_of(world, key);
  if (!trial) co_return pass_on(trial);
  const auto now = text_in(world, world.registry.overrides(), key);
  if (auto may = may_make(world, call, {{key, value_before(world, *trial), now}}); !may) co_return pass_on(may);
  co_return co_await world.settings.keep(std::move(*trial));
}

// Nobody has to show anything for it: it comes by itself.
Task<Result<std::vector<config::Difference>>> put_back_setting(World& world, const Call& call, std::string key) {
  auto trial = co_await trial_of(world, key);
  if (!trial) co_return pass_on(trial);
  Author by{call.caller.name, world.time.now()};
  auto done = co_await world.settings.put_back(std::move(*trial), std::move(by));
  if (done) tell(world.events, call.caller.name, *done);
  co_return done;
}

Task<Result<void>> end_trials(SettingsStore& settings, events::Sink& events, Time now) {
  auto trials = co_await settings.trials();
  if (!trials) co_return pass_on(trials);
  Result<void> out;
  for (const auto& [key, trial] : *trials) {
    const bool was_set_back = now < trial.by.at;  // the clock: it makes no trial longer
    if (now < trial.until && !was_set_back) continue;
    Author by{std::string(phrase<"trial ran out">()), now};
    auto done = co_await settings.put_back(trial, std::move(by));
    if (done) {
      events.write(events::Event::setting_trial_ended, {}, {{events::Key::name, key}, {events::Key::who, trial.by.name}});
      tell(events, {}, *done);
    } else if (done.error().kind != Failure::conflict) {  // somebody was faster, or another setting was changed: the next time
      out = pass_on(done);
    }
  }
  co_return out;
}

void tell_changed(events::Sink& events, std::string_view who, const config::Difference& d, std::optional<events::Field> of) {
  using events::Key;
  std::vector<events::Field> fields;
  if (!who.empty()) fields.emplace_back(Key::who, who);
  if (of) fields.push_back(*of);
  fields.emplace_back(Key::name, d.key);
  fields.emplace_back(Key::before, d.before);
  fields.emplace_back(Key::after, d.after);
  events.write(events::Event::setting_changed, {}, fields);
}

json::array described(const std::vector<config::Difference>& differences) {
  json::array out;
  for (const auto& d : differences) {
    json::object row{{"key", d.key}, {"before", d.before}, {"after", d.after}, {"takes_effect", config::name(d.apply)}};
    if (!d.note.empty()) row["note"] = d.note;
    if (d.change != 0) row["change"] = d.change;
    out.push_back(std::move(row));
  }
  return out;
}

std::string setting_text(const json::value& v) { return v.is_string() ? std::string(v.get_string()) : json::serialize(v); }

}  // namespace postern::admin
