// The record of changed settings, and a row for each change.
#include "admin/settings_store.h"

#include <algorithm>
#include <iterator>

#include "admin/numbered_rows.h"
#include "admin/one_change.h"
#include "auth/sealer.h"
#include "base/codec.h"

namespace postern::admin {
namespace {

constexpr std::string_view kSettingsKey = "S";
constexpr std::uint8_t kSettingsVersion = 1;
constexpr std::string_view kTrialsKey = "S trials";  // no row when nothing is on trial
constexpr std::uint8_t kTrialsVersion = 1;
constexpr NumberedRows kHistory("S/", SettingsStore::kKept);  // SettingsChange

std::unexpected<Error> at_once() {
  return fail(Failure::conflict, "Somebody else changed the settings at this moment: try again");
}

std::unexpected<Error> no_such_change() {
  return fail(Failure::not_found, "There is no such change: postern settings history lists those that are");
}

std::optional<std::string> text_in(const config::Overrides& all, const std::string& key) {
  const auto at = all.find(key);
  return at == all.end() ? std::nullopt : std::optional(at->second);
}

// What a secret is sealed for: it does not open as another setting.
std::string record_of(std::string_view key) { return "setting " + std::string(key); }

std::string encode_trials(const SettingTrials& trials) {
  if (trials.empty()) return {};
  Encoder out;
  out.u8(kTrialsVersion).varint(trials.size());
  for (const auto& [key, trial] : trials) {
    out.bytes(key).u8(trial.before ? 1 : 0).bytes(trial.before.value_or(""));
    out.bytes(trial.by.name).zigzag(trial.by.at.ms).zigzag(trial.until.ms);
  }
  return out.take();
}

Result<SettingTrials> decode_trials(std::string_view bytes) {
  SettingTrials out;
  if (bytes.empty()) return out;
  Decoder in(bytes);
  const bool known = in.u8() == kTrialsVersion;
  for (auto left = in.varint(); left > 0 && in.ok(); --left) {
    SettingTrial trial{.key = std::string(in.bytes()), .before = {}, .by = {}, .until = {}};
    const bool was_set = in.u8() != 0;
    const std::string before(in.bytes());
    if (was_set) trial.before = before;
    trial.by.name = in.bytes();
    trial.by.at = Time{in.zigzag()};
    trial.until = Time{in.zigzag()};
    out.emplace(trial.key, std::move(trial));
  }
  if (!known || !in.done()) return fail(Failure::corrupt, "What is on trial among the settings cannot be read");
  return out;
}

}  // namespace

bool SettingsStore::is_sealed(std::string_view key) const {
  const auto setting = registry_.find(key);
  return sealer_ != nullptr && setting && setting->entry->meta.secret;
}

std::string SettingsStore::encode(const config::Overrides& overrides) const {
  Encoder out;
  out.u8(kSettingsVersion).varint(overrides.size());
  for (const auto& [key, text] : overrides) out.bytes(key).bytes(is_sealed(key) ? sealer_->seal(text, record_of(key)) : text);
  return out.take();
}

Result<config::Overrides> SettingsStore::decode(std::string_view bytes, std::vector<Error>* problems) const {
  Decoder in(bytes);
  config::Overrides out;
  const bool known = in.u8() == kSettingsVersion;
  for (auto left = in.varint(); left > 0 && in.ok(); --left) {
    const std::string key(in.bytes());
    const auto text = in.bytes();
    if (!is_sealed(key)) {
      out.emplace(key, text);
      continue;
    }
    auto opened = sealer_->open(text, record_of(key));
    if (opened) out.emplace(key, opened->reveal());
    if (!opened && problems) problems->push_back(opened.error());
  }
  if (!known || !in.done()) return fail(Failure::corrupt, "The stored settings cannot be read");
  return out;
}

std::string SettingsStore::encode_change(const Author& by, const config::Overrides& before,
                                         const std::vector<config::Difference>& rows, std::optional<Time> until) const {
  Encoder out;
  out.u8(kSettingsVersion).bytes(by.name).zigzag(by.at.ms).bytes(encode(before));
  out.varint(rows.size());
  for (const auto& row : rows) out.bytes(row.key).bytes(row.before).bytes(row.after);
  if (until) out.zigzag(until->ms);
  return out.take();
}

Result<SettingsChange> SettingsStore::decode_change(std::uint64_t number, std::string_view bytes) const {
  Decoder in(bytes);
  const bool known = in.u8() == kSettingsVersion;
  SettingsChange out{.number = number, .by = {}, .before = {}, .rows = {}, .until = {}};
  out.by.name = in.bytes();
  out.by.at = Time{in.zigzag()};
  auto before = decode(in.bytes());
  for (auto left = in.varint(); left > 0 && in.ok(); --left) {
    auto& row = out.rows.emplace_back();
    row.key = in.bytes();
    row.before = in.bytes();
    row.after = in.bytes();
  }
  if (in.ok() && !in.done()) out.until = Time{in.zigzag()};
  if (!known || !in.done() || !before) return fail(Failure::corrupt, "The history of the settings cannot be read");
  out.before = std::move(*before);
  return out;
}

Task<Result<std::vector<Error>>> SettingsStore::load() {
  auto stored = co_await kv_.get(kv::Family::meta, std::string(kSettingsKey));
  if (!stored) co_return pass_on(stored);
  if (!*stored) co_return std::vector<Error>{};
  std::vector<Error> problems;
  auto overrides = decode(**stored, &problems);
  if (!overrides) co_return pass_on(overrides);
  std::ranges::move(registry_.load(*overrides), std::back_inserter(problems));
  co_return problems;
}

Task<Result<std::vector<config::Difference>>> SettingsStore::change(std::vector<config::Change> changes, Author by,
                                                                    Allows allows, std::optional<config::Overrides> as_of) {
  auto before = as_of ? std::move(*as_of) : registry_.overrides();
  auto plan = registry_.plan(changes);
  if (!plan) co_return pass_on(plan);
  if (auto allowed = allows ? allows(*plan) : Result<void>{}; !allowed) co_return pass_on(allowed);
  OnTrials end_those_named = [&](SettingTrials& trials) -> Result<void> {
    for (const auto& change : changes) trials.erase(change.key);
    return {};
  };
  co_return co_await make(std::move(before), std::move(*plan), std::move(by), {}, std::move(end_those_named));
}

namespace {

// What is tried back to its shipped value is set no more, unless it was set to that very value before its trial.
Result<config::Plan> plan_of_trial(const config::Registry& registry, const config::Change& change,
                                   const std::optional<std::string>& before_trial) {
  auto plan = registry.plan({&change, 1});
  if (!plan) return plan;
  const auto shipped = registry.find(change.key)->shipped;  // it is in the plan
  if (text_in(plan->overrides, change.key) != shipped || before_trial == shipped) return plan;
  const config::Change back{change.key, std::nullopt};
  return registry.plan({&back, 1});
}

}  // namespace

Task<Result<std::vector<config::Difference>>> SettingsStore::try_out(config::Change change, Author by, Time until,
                                                                     Allows allows) {
  auto before = registry_.overrides();
  auto on_trial = co_await trials();
  if (!on_trial) co_return pass_on(on_trial);
  const auto its = on_trial->find(change.key);
  auto plan = plan_of_trial(registry_, change, its == on_trial->end() ? text_in(before, change.key) : its->second.before);
  if (!plan) co_return pass_on(plan);
  if (auto allowed = allows ? allows(*plan) : Result<void>{}; !allowed) co_return pass_on(allowed);
  SettingTrial fresh{.key = change.key, .before = text_in(before, change.key), .by = by, .until = until};
  const auto shipped = registry_.find(change.key)->shipped;  // it is in the plan
  const auto after = text_in(plan->overrides, change.key).value_or(shipped);
  OnTrials begin = [fresh, after, shipped](SettingTrials& trials) -> Result<void> {
    auto& trial = trials.try_emplace(fresh.key, fresh).first->second;
    trial.by = fresh.by;
    trial.until = fresh.until;
    if (trial.before.value_or(shipped) == after) trials.erase(fresh.key);  // there is nothing to take back
    return {};
  };
  co_return co_await make(std::move(before), std::move(*plan), std::move(by), until, std::move(begin));
}

SettingsStore::OnTrials SettingsStore::end_of(SettingTrial seen) {
  return [seen = std::move(seen)](SettingTrials& trials) -> Result<void> {
    const auto at = trials.find(seen.key);
    if (at == trials.end() || at->second != seen)
      return fail(Failure::conflict, "The trial has ended, or has begun anew: look again");
    trials.erase(at);
    return {};
  };
}

Task<Result<void>> SettingsStore::keep(SettingTrial seen) {
  kv::Intent write = [&](kv::Transaction& in) { return change_trials(in, end_of(seen)); };
  co_return co_await kv_.commit(NumberedRows::kShard, std::move(write));
}

Task<Result<std::vector<config::Difference>>> SettingsStore::put_back(SettingTrial seen, Author by) {
  const config::Change back{seen.key, seen.before};
  auto before = registry_.overrides();
  auto plan = registry_.plan_back({&back, 1});
  if (!plan) co_return pass_on(plan);
  co_return co_await make(std::move(before), std::move(*plan), std::move(by), {}, end_of(std::move(seen)));
}

Task<Result<SettingTrials>> SettingsStore::trials() {
  auto stored = co_await kv_.get(kv::Family::meta, std::string(kTrialsKey));
  if (!stored) co_return pass_on(stored);
  co_return decode_trials(stored->value_or(""));
}

Result<void> SettingsStore::change_trials(kv::Transaction& in, const OnTrials& change) {
  auto stored = in.get(kv::Family::meta, kTrialsKey);
  if (!stored) return pass_on(stored);
  const auto before = stored->value_or("");
  auto trials = decode_trials(before);
  if (!trials) return pass_on(trials);
  if (auto changed = change(*trials); !changed) return changed;
  const auto after = encode_trials(*trials);
  if (after.empty() && !before.empty()) in.erase(kv::Family::meta, kTrialsKey);
  if (!after.empty() && after != before) in.put(kv::Family::meta, kTrialsKey, after);
  return {};
}

Task<Result<std::vector<config::Difference>>> SettingsStore::make(config::Overrides before, config::Plan plan, Author by,
                                                                  std::optional<Time> until, OnTrials on_trials) {
  const auto after = encode(plan.overrides);
  const auto row = encode_change(by, before, plan.differences, until);
  std::uint64_t number = 0;
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto stored = in.get(kv::Family::meta, kSettingsKey);
    if (!stored) return pass_on(stored);
    const auto present = decode(stored->value_or(encode({})));
    if (!present || *present != before) return at_once();
    if (auto written = change_trials(in, on_trials); !written || plan.differences.empty()) return written;
    in.put(kv::Family::meta, kSettingsKey, after);
    auto added = kHistory.add(in, row);
    if (!added) return pass_on(added);
    number = *added;
    return {};
  };
  auto written = co_await kv_.commit(NumberedRows::kShard, std::move(write));
  if (!written) co_return pass_on(written);
  auto differences = plan.differences;
  for (auto& one : differences) one.change = number;
  auto applied = differences.empty() ? Result<void>() : registry_.apply(std::move(plan));
  if (!applied) co_return pass_on(applied);
  co_return differences;
}

Task<Result<std::vector<SettingsChange>>> SettingsStore::history() {
  auto rows = co_await kHistory.list(kv_);
  if (!rows) co_return pass_on(rows);
  std::vector<SettingsChange> changes;
  for (const auto& [number, bytes] : *rows) {
    auto one = decode_change(number, bytes);
    if (!one) co_return pass_on(one);
    changes.push_back(std::move(*one));
  }
  co_return changes;
}

Task<Result<std::vector<config::Change>>> SettingsStore::before(std::uint64_t number) {
  auto all = co_await history();
  if (!all) co_return pass_on(all);
  const auto at = std::ranges::find(*all, number, &SettingsChange::number);
  if (at == all->end()) co_return no_such_change();
  std::vector<config::Change> changes;
  // What is as it was then is left alone, and so is a trial of it.
  for (const auto& [key, text] : at->before)
    if (text_in(registry_.overrides(), key) != text && !stands_for_a_secret(key, text)) changes.push_back({key, text});
  for (const auto& [key, text] : registry_.overrides())
    if (!at->before.contains(key)) changes.push_back({key, std::nullopt});
  co_return changes;
}

// A key's text, or that it was not set, as the value that it stands for.
std::optional<config::Value> SettingsStore::value_of(const config::Setting& setting,
                                                     const std::optional<std::string>& text) const {
  for (const auto& room : registry_.rooms()) {
    if (setting.key != room.name + "." + std::string(setting.entry->meta.key)) continue;
    if (!text) return setting.entry->get(room.shipped.get());
    auto value = config::parse(*setting.entry, *text);
    return value ? std::optional(std::move(*value)) : std::nullopt;
  }
  return {};
}

SettingsStore::Back SettingsStore::without(const std::string& key, const Around& around) const {
  Back out{around.before, around.now != around.after && around.now != around.before};
  const auto setting = registry_.find(key);
  if (!out.changed_since || !setting) return out;
  const auto before = value_of(*setting, around.before), after = value_of(*setting, around.after),
             now = value_of(*setting, around.now);
  if (!before || !after || !now) return out;
  const auto value = without_change(*setting->entry, *before, *after, *now);
  if (!value) return out;
  return {*value == *before ? around.before : config::print(*setting->entry, *value), false};
}

// Older versions could store the word that stands for a secret: it was none, and is not brought back.
bool SettingsStore::stands_for_a_secret(std::string_view key, std::string_view text) const {
  const auto setting = registry_.find(key);
  return setting && setting->entry->meta.secret && text == config::kHidden;
}

// What is set is looked at first: what comes between is in the history, or is a conflict later.
Task<Result<SettingsStore::Undo>> SettingsStore::undo_of(std::uint64_t number) {
  Undo out{.as_of = registry_.overrides(), .changes = {}, .changed_since = {}};
  auto all = co_await history();
  if (!all) co_return pass_on(all);
  const auto at = std::ranges::find(*all, number, &SettingsChange::number);
  if (at == all->end()) co_return no_such_change();
  const auto& left = at == all->begin() ? out.as_of : std::prev(at)->before;  // newest first
  for (const auto& row : at->rows) {
    const Around around{text_in(at->before, row.key), text_in(left, row.key), text_in(out.as_of, row.key)};
    if (around.before && stands_for_a_secret(row.key, *around.before)) continue;
    auto back = without(row.key, around);
    if (back.changed_since) out.changed_since.push_back(row.key);
    out.changes.push_back({row.key, std::move(back.text)});
  }
  co_return out;
}

}  // namespace postern::admin
