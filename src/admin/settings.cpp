// Operations on settings: list, show, set, reset; as a file: export, plan, apply; their history and the way back.
#include <algorithm>

#include "admin/change_settings.h"
#include "admin/lock_out.h"
#include "admin/nouns.h"
#include "admin/settings_store.h"
#include "admin/words.h"
#include "admin/world.h"
#include "events/table.h"

namespace postern::admin {
namespace on_settings {
namespace {

json::object describe(const config::Setting& s) {
  return {{"key", s.key},
          {"value", s.text},
          {"shipped", s.shipped},
          {"origin", s.origin == config::Origin::shipped ? "shipped" : "system"}};
}

// A secret is shown as hidden, whichever it is: by the number of its newest change one sees that it is another one.
const SettingsChange* newest_change(const std::vector<SettingsChange>& history, const std::string& key) {
  const auto names_it = [&](const SettingsChange& one) {
    return std::ranges::any_of(one.rows, [&](const auto& row) { return row.key == key; });
  };
  const auto at = std::ranges::find_if(history, names_it);
  return at == history.end() ? nullptr : &*at;
}
json::value number_of(const SettingsChange* change) { return change ? json::value(change->number) : json::value(); }

bool is_secret_that_is_set(const config::Setting& s) { return s.entry->meta.secret && s.origin != config::Origin::shipped; }

// None is read for settings that show their values. A history that is damaged hides no setting: whose secret it is stays unknown.
Task<std::vector<SettingsChange>> changes_of_secrets(World& world, const std::vector<config::Setting>& settings) {
  if (std::ranges::none_of(settings, is_secret_that_is_set)) co_return std::vector<SettingsChange>();
  auto changes = co_await world.settings.history();
  co_return changes ? std::move(*changes) : std::vector<SettingsChange>();
}

Task<Result<json::value>> list(World& world, const Call& call) {
  const auto settings = world.registry.settings();
  const auto changes = co_await changes_of_secrets(world, settings);
  json::array out;
  for (const auto& s : settings) {
    if (call.flag("changed") && s.origin == config::Origin::shipped) continue;
    auto row = describe(s);
    const auto* newest = is_secret_that_is_set(s) ? newest_change(changes, s.key) : nullptr;
    if (newest) {
      row["change"] = newest->number;
      row["changed_at"] = rfc3339(newest->by.at);
      row["changed_by"] = newest->by.name;
    }
    out.push_back(std::move(row));
  }
  co_return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto setting = world.registry.find(call.text("key"));
  if (!setting) co_return pass_on(setting);
  auto changes = co_await world.settings.history();
  if (!changes) co_return pass_on(changes);
  auto trials = co_await world.settings.trials();
  if (!trials) co_return pass_on(trials);
  auto out = describe(*setting);
  out["may_be"] = config::bounds(*setting->entry);
  out["takes_effect"] = config::name(setting->entry->meta.apply);
  out["help"] = setting->entry->meta.help;
  out["reason"] = setting->entry->meta.reason;
  out["change"] = number_of(newest_change(*changes, setting->key));
  if (const auto trial = trials->find(setting->key); trial != trials->end())
    out["trial"] = {
        {"until", rfc3339(trial->second.until)}, {"before", value_before(world, trial->second)}, {"by", trial->second.by.name}};
  co_return out;
}

Task<Result<json::value>> change(World& world, const Call& call, std::vector<config::Change> changes) {
  auto differences = co_await change_settings(world, call, std::move(changes));
  if (!differences) co_return pass_on(differences);
  co_return described(*differences);
}

// Everybody on the machine sees a command line, and shells keep it.
Task<Result<json::value>> set(World& world, const Call& call) {
  const auto setting = world.registry.find(call.text("key"));
  if (setting && setting->entry->meta.secret && call.caller.local)
    co_return fail(Failure::invalid,
                   "This is a secret, and a command line is no place for it: postern settings set-secret KEY asks for it");
  std::vector<config::Change> changes{{call.text("key"), call.text("value")}};
  auto done = co_await change(world, call, std::move(changes));
  if (!done) co_return blame(setting ? "value" : "key", std::move(done.error()));
  co_return done;
}

Task<Result<json::value>> set_secret(World& world, const Call& call) {
  auto setting = world.registry.find(call.text("key"));
  if (!setting) co_return pass_on(setting);
  if (!setting->entry->meta.secret) co_return fail(Failure::invalid, "This is no secret: use postern settings set");
  std::vector<config::Change> changes{{call.text("key"), call.text("value")}};
  auto done = co_await change(world, call, std::move(changes));
  if (!done) co_return blame("value", std::move(done.error()));
  co_return done;
}

Task<Result<json::value>> reset(World& world, const Call& call) {
  std::vector<config::Change> changes{{call.text("key"), {}}};
  co_return co_await change(world, call, std::move(changes));
}

// ---- on trial ----

constexpr std::chrono::seconds kShortestTrial{10}, kTrial{60}, kLongestTrial{600};

Result<std::chrono::milliseconds> length_of_trial(const Call& call) {
  if (call.text("for").empty()) return kTrial;
  auto length = read(call, "for", span_of);
  if (length && (*length < kShortestTrial || *length > kLongestTrial))
    return fail_argument("for", "A trial lasts from 10 seconds to 10 minutes");
  return length;
}

Result<void> may_be_tried(const config::Setting& setting) {
  if (setting.entry->meta.secret)
    return fail_argument("key", "A secret is not tried: what was there before is shown while a trial lasts");
  if (setting.entry->meta.apply == config::Apply::restart)
    return fail_argument("key", "This setting takes effect at the next start: there is nothing to try before");
  return {};
}

Task<Result<json::value>> try_out(World& world, const Call& call) {
  auto setting = world.registry.find(call.text("key"));
  if (!setting) co_return pass_on(setting);
  if (auto may = may_be_tried(*setting); !may) co_return pass_on(may);
  auto length = length_of_trial(call);
  if (!length) co_return pass_on(length);
  config::Change wanted{setting->key, call.text("value")};
  auto done = co_await try_setting(world, call, std::move(wanted), world.time.now() + *length);
  if (!done) co_return blame("value", std::move(done.error()));
  co_return described(*done);
}

Task<Result<json::value>> keep(World& world, const Call& call) {
  auto kept = co_await keep_setting(world, call, call.text("key"));
  if (!kept) co_return pass_on(kept);
  co_return json::value();
}

Task<Result<json::value>> put_back(World& world, const Call& call) {
  auto done = co_await put_back_setting(world, call, call.text("key"));
  if (!done) co_return pass_on(done);
  co_return described(*done);
}

// What was changed here, as a file that plan and apply take. Of secrets it says which are set, and by which change: who guards his own
// change by this file (If-Match) hears that there is another secret, too.
Task<Result<json::value>> export_all(World& world, const Call&) {
  const auto all = world.registry.settings();
  const auto changes = co_await changes_of_secrets(world, all);
  json::object settings, secrets;
  for (const auto& s : all) {
    if (s.origin == config::Origin::shipped) continue;
    if (s.entry->meta.secret)
      secrets[s.key] = number_of(newest_change(changes, s.key));
    else
      settings[s.key] = s.text;
  }
  co_return json::object{{"settings", std::move(settings)}, {"secrets", std::move(secrets)}};
}

// The changes that a file asks for. `exact`: what it does not name goes back to its shipped value.
Result<std::vector<config::Change>> changes_in(const World& world, const Call& call) {
  boost::system::error_code bad;
  const auto file = json::parse(call.text("file"), bad);
  const auto* settings = !bad && file.is_object() ? file.get_object().if_contains("settings") : nullptr;
  if (settings == nullptr || !settings->is_object())
    return fail_argument("file", "The file is JSON, as settings export writes it: {\"settings\": {KEY: VALUE}}");
  std::vector<config::Change> changes;
  for (const auto& [key, value] : settings->get_object()) changes.push_back({std::string(key), setting_text(value)});
  if (!call.flag("exact")) return changes;
  for (const auto& s : world.registry.settings())
    if (s.origin != config::Origin::shipped && !s.entry->meta.secret && !settings->get_object().contains(s.key))
      changes.push_back({s.key, std::nullopt});
  return changes;
}

Task<Result<json::value>> plan(World& world, const Call& call) {
  auto changes = changes_in(world, call);
  if (!changes) co_return pass_on(changes);
  auto made = world.registry.plan(*changes);
  if (!made) co_return pass_on(made);
  co_return described(made->differences);
}

Task<Result<json::value>> apply(World& world, const Call& call) {
  auto changes = changes_in(world, call);
  if (!changes) co_return pass_on(changes);
  co_return co_await change(world, call, std::move(*changes));
}

Task<Result<json::value>> history(World& world, const Call&) {
  auto all = co_await world.settings.history();
  if (!all) co_return pass_on(all);
  json::array out;
  for (const auto& one : *all) {
    json::array rows;
    for (const auto& row : one.rows) rows.push_back({{"key", row.key}, {"before", row.before}, {"after", row.after}});
    auto row = change_row(one.number, one.by, std::move(rows));
    if (one.until) row["until"] = rfc3339(*one.until);
    out.push_back(std::move(row));
  }
  co_return out;
}

Task<Result<json::value>> rollback(World& world, const Call& call) {
  auto changes = co_await world.settings.before(call.number("number").value_or(0));
  if (!changes) co_return pass_on(changes);
  co_return co_await change(world, call, std::move(*changes));
}

Task<Result<json::value>> plan_undo(World& world, const Call& call) {
  auto back = co_await world.settings.undo_of(call.number("number").value_or(0));
  if (!back) co_return pass_on(back);
  auto made = world.registry.plan(back->changes);
  if (!made) co_return pass_on(made);
  co_return json::object{{"changes", described(made->differences)}, {"changed_since", texts(back->changed_since)}};
}

Task<Result<json::value>> undo(World& world, const Call& call) {
  auto back = co_await world.settings.undo_of(call.number("number").value_or(0));
  if (!back) co_return pass_on(back);
  if (!back->changed_since.empty() && !call.flag("even_if_changed"))
    co_return fail(Failure::conflict, "What this change set has been changed since: say that it goes back all the same");
  auto done = co_await change_settings(world, call, std::move(back->changes), std::move(back->as_of));
  if (!done) co_return pass_on(done);
  co_return described(*done);
}

Task<Result<json::value>> schema(World& world, const Call&) { co_return json::parse(config::schema_json(world.registry)); }

constexpr Argument kKey{"key", Kind::text, true, true, "Such as smtp.max_message_size"};
constexpr std::array kOne{kKey};
constexpr std::array kReset{kKey, kEvenMe};
constexpr std::array kSet{kKey, Argument{"value", Kind::text, true, true, "Such as \"50 MiB\""}, kEvenMe};
constexpr std::array kTry{kKey, Argument{"value", Kind::text, true, true, "Such as \"50 MiB\""},
                          Argument{"for", Kind::text, false, false, "How long, from 10s to 10m; a minute when not given"},
                          kEvenMe};
constexpr std::array kSecret{kKey, Argument{"value", Kind::secret, true, false, "The secret"}, kEvenMe};
constexpr std::array kList{Argument{"changed", Kind::flag, false, false, "Only those that differ from the shipped value"}};
constexpr Argument kFile{"file", Kind::file, true, true, "A file such as settings export writes"};
constexpr Argument kExact{"exact", Kind::flag, false, false,
                          "What the file does not name goes back to its shipped value, but for secrets, which stay"};
constexpr std::array kPlan{kFile, kExact, kFileNames};
constexpr std::array kApply{kFile, kExact, kEvenMe, kFileNames};
constexpr Argument kOfChange{"number", Kind::number, true, true, "Of the change, as settings history lists it"};
constexpr std::array kNumber{kOfChange, kEvenMe};
constexpr std::array kPlanUndo{kOfChange};
constexpr std::array kUndo{
    kOfChange, Argument{"even_if_changed", Kind::flag, false, false, "Also what has been changed again since"}, kEvenMe};

constexpr std::array kOperations{
    Operation{"settings.list", "List all settings with their values", reads(Area::system), false, kList, list,
              "[SettingInList]"},
    Operation{"settings.show", "Show one setting, what it does and why it ships as it does", reads(Area::system), false, kOne,
              show, "SettingInFull"},
    Operation{"settings.set", "Change a setting", changes(Area::system), false, kSet, set, "[SettingChange]"},
    Operation{"settings.set-secret", "Change a setting that is a secret: it is asked for, or read from standard input",
              changes(Area::system), false, kSecret, set_secret, "[SettingChange]"},
    Operation{"settings.reset", "Put a setting back to its shipped value", changes(Area::system), false, kReset, reset,
              "[SettingChange]"},
    Operation{"settings.try", "Change a setting that goes back to what it was unless it is kept in time", changes(Area::system),
              true, kTry, try_out, "[SettingChange]"},
    Operation{"settings.keep", "Keep a setting that is on trial", changes(Area::system), false, kOne, keep, "none"},
    Operation{"settings.put-back", "Put a setting that is on trial back to what it was, at once", changes(Area::system), false,
              kOne, put_back, "[SettingChange]"},
    Operation{"settings.export",
              "Print the changed settings as a file for plan and apply: secrets are named in it, and not told",
              reads(Area::system),
              false,
              {},
              export_all,
              "{settings: {*: text}, secrets: {*: number?}}"},
    Operation{"settings.plan", "Say what applying a file would change", reads(Area::system), false, kPlan, plan,
              "[SettingChange]"},
    Operation{"settings.apply", "Change settings to what a file says, all or none", changes(Area::system), false, kApply, apply,
              "[SettingChange]"},
    Operation{"settings.history",
              "List the changes of settings, newest first",
              reads(Area::system),
              false,
              {},
              history,
              "[SettingsChange]"},
    Operation{"settings.plan-undo", "Say what taking back one change alone would do, and what of it was changed again since",
              reads(Area::system), false, kPlanUndo, plan_undo, "{changes: [SettingChange], changed_since: [text]}"},
    Operation{"settings.undo", "Take back one change alone: later ones stay", changes(Area::system), false, kUndo, undo,
              "[SettingChange]"},
    Operation{"settings.rollback", "Put all settings, secrets too, back to what they were before a change",
              changes(Area::system), false, kNumber, rollback, "[SettingChange]"},
    Operation{"settings.schema", "Print the schema of all settings", reads(Area::system), false, {}, schema, "SettingsSchema"},
};

}  // namespace
}  // namespace on_settings

std::span<const Operation> settings_operations() { return on_settings::kOperations; }

}  // namespace postern::admin
