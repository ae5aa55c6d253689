// The record of changed settings, and a row for each change.
#include "admin/settings_store.h"

#include <algorithm>
#include <iterator>

#include "admin/numbered_rows.h"
#include "auth/sealer.h"
#include "base/codec.h"

namespace postern::admin {
namespace {

constexpr std::string_view kSettingsKey = "S";
constexpr std::uint8_t kSettingsVersion = 1;
constexpr std::string_view kTrialsKey = "S trials";  // no row when nothing is on trial
constexpr std::uint8_t kTrialsVersion = 1;
constexpr NumberedRows kHistory("S/", SettingsStore::kKept);  // SettingsChange

// What a secret is sealed for: it does not open as another setting.
std::string record_of(std::string_view key) { return "setting " + std::string(key); }

std::optional<std::string> text_in(const config::Overrides& overrides, const std::string& key) {
  const auto at = overrides.find(key);
  return at == overrides.end() ? std::nullopt : std::optional(at->second);
}

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
                                                                    Allows allows) {
  auto plan = registry_.plan(changes);
  if (!plan) co_return pass_on(plan);
  if (auto allowed = allows ? allows(*plan) : Result<void>{}; !allowed) co_return pass_on(allowed);
  OnTrials end_those_named = [&](SettingTrials& trials) -> Result<void> {
    for (const auto& change : changes) trials.erase(change.key);
    return {};
  };
  co_return co_await make(std::move(*plan), std::move(by), {}, std::move(end_those_named));
}

Task<Result<std::vector<config::Difference>>> SettingsStore::try_out(config::Change change, Author by, Time until,
                                                                     Allows allows) {
  auto plan = registry_.plan({&change, 1});
  if (!plan) co_return pass_on(plan);
  if (auto allowed = allows ? allows(*plan) : Result<void>{}; !allowed) co_return pass_on(allowed);
  SettingTrial fresh{.key = change.key, .before = text_in(registry_.overrides(), change.key), .by = by, .until = until};
  const auto shipped = registry_.find(change.key)->shipped;  // it is in the plan
  const auto after = text_in(plan->overrides, change.key).value_or(shipped);
  OnTrials begin = [fresh, after, shipped](SettingTrials& trials) -> Result<void> {
    auto& trial = trials.try_emplace(fresh.key, fresh).first->second;
    trial.by = fresh.by;
    trial.until = fresh.until;
    if (trial.before.value_or(shipped) == after) trials.erase(fresh.key);  // there is nothing to take back
    return {};
  };
  co_return co_await make(std::move(*plan), std::move(by), until, std::move(begin));
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
  auto plan = registry_.plan_back({&back, 1});
  if (!plan) co_return pass_on(plan);
  co_return co_await make(std::move(*plan), std::move(by), {}, end_of(std::move(seen)));
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

Task<Result<std::vector<config::Difference>>> SettingsStore::make(config::Plan plan, Author by, std::optional<Time> until,
                                                                  OnTrials on_trials) {
  const auto before = registry_.overrides();
  const auto after = encode(plan.overrides);
  const auto row = encode_change(by, before, plan.differences, until);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto stored = in.get(kv::Family::meta, kSettingsKey);
    if (!stored) return pass_on(stored);
    const auto present = decode(stored->value_or(encode({})));
    if (!present || *present != before)
      return fail(Failure::conflict, "Somebody else changed the settings at this moment: try again");
    if (auto written = change_trials(in, on_trials); !written || plan.differences.empty()) return written;
    in.put(kv::Family::meta, kSettingsKey, after);
    auto added = kHistory.add(in, row);
    if (!added) return pass_on(added);
    return {};
  };
  auto written = co_await kv_.commit(NumberedRows::kShard, std::move(write));
  if (!written) co_return pass_on(written);
  auto differences = plan.differences;
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
  if (at == all->end())
    co_return fail(Failure::not_found, "There is no such change: postern settings history lists those that are");
  std::vector<config::Change> changes;
  // What is as it was then is left alone, and so is a trial of it.
  for (const auto& [key, text] : at->before)
    if (text_in(registry_.overrides(), key) != text) changes.push_back({key, text});
  for (const auto& [key, text] : registry_.overrides())
    if (!at->before.contains(key)) changes.push_back({key, std::nullopt});
  co_return changes;
}

}  // namespace postern::admin
