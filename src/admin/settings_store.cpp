// The record of changed settings, and a row for each change.
#include "admin/settings_store.h"

#include <algorithm>

#include "base/codec.h"

namespace postern::admin {
namespace {

constexpr std::string_view kSettingsKey = "S";
constexpr std::uint8_t kSettingsVersion = 1;
constexpr kv::Shard kSettingsShard{0};
constexpr std::string_view kHistory = "S/";  // number -> SettingsChange
constexpr std::string_view kHistoryEnd = "S0";

std::string encode_overrides(const config::Overrides& overrides) {
  Encoder out;
  out.u8(kSettingsVersion).varint(overrides.size());
  for (const auto& [key, text] : overrides) out.bytes(key).bytes(text);
  return out.take();
}

std::string history_key(std::uint64_t number) { return Encoder().raw(kHistory).big64(number).take(); }
std::uint64_t number_in(std::string_view history_key) { return Decoder(history_key.substr(kHistory.size())).big64(); }

Result<config::Overrides> decode_overrides(std::string_view bytes) {
  Decoder in(bytes);
  config::Overrides out;
  const bool known = in.u8() == kSettingsVersion;
  for (auto left = in.varint(); left > 0 && in.ok(); --left) {
    const auto key = in.bytes();
    out.emplace(key, in.bytes());
  }
  if (!known || !in.done()) return fail(Failure::corrupt, "The stored settings cannot be read");
  return out;
}

std::string encode_change(const Author& by, const config::Overrides& before, const std::vector<config::Difference>& rows) {
  Encoder out;
  out.u8(kSettingsVersion).bytes(by.name).zigzag(by.at.ms).bytes(encode_overrides(before));
  out.varint(rows.size());
  for (const auto& row : rows) out.bytes(row.key).bytes(row.before).bytes(row.after);
  return out.take();
}

Result<SettingsChange> decode_change(std::uint64_t number, std::string_view bytes) {
  Decoder in(bytes);
  const bool known = in.u8() == kSettingsVersion;
  SettingsChange out{.number = number, .by = {}, .before = {}, .rows = {}};
  out.by.name = in.bytes();
  out.by.at = Time{in.zigzag()};
  auto before = decode_overrides(in.bytes());
  for (auto left = in.varint(); left > 0 && in.ok(); --left) {
    auto& row = out.rows.emplace_back();
    row.key = in.bytes();
    row.before = in.bytes();
    row.after = in.bytes();
  }
  if (!known || !in.done() || !before) return fail(Failure::corrupt, "The history of the settings cannot be read");
  out.before = std::move(*before);
  return out;
}

// Behind the newest row; rows too old go.
Result<void> add_to_history(kv::Transaction& in, const std::string& row) {
  std::vector<std::uint64_t> numbers;
  auto seen = in.scan(kv::Family::meta, kHistory, kHistoryEnd, [&](std::string_view key, std::string_view) {
    numbers.push_back(number_in(key));
    return true;
  });
  if (!seen) return seen;
  const auto next = numbers.empty() ? 1 : numbers.back() + 1;
  in.put(kv::Family::meta, history_key(next), row);
  if (numbers.size() >= SettingsStore::kKept)
    in.erase_range(kv::Family::meta, history_key(0), history_key(numbers[numbers.size() - SettingsStore::kKept] + 1));
  return {};
}

}  // namespace

Task<Result<std::vector<Error>>> SettingsStore::load() {
  auto stored = co_await kv_.get(kv::Family::meta, std::string(kSettingsKey));
  if (!stored) co_return pass_on(stored);
  if (!*stored) co_return std::vector<Error>{};
  auto overrides = decode_overrides(**stored);
  if (!overrides) co_return pass_on(overrides);
  co_return registry_.load(*overrides);
}

Task<Result<std::vector<config::Difference>>> SettingsStore::change(std::vector<config::Change> changes, Author by) {
  auto plan = registry_.plan(changes);
  if (!plan) co_return pass_on(plan);
  if (plan->differences.empty()) co_return std::move(plan->differences);
  const auto before = registry_.overrides();
  const auto after = encode_overrides(plan->overrides);
  const auto row = encode_change(by, before, plan->differences);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto stored = in.get(kv::Family::meta, kSettingsKey);
    if (!stored) return pass_on(stored);
    if (stored->value_or(encode_overrides({})) != encode_overrides(before))
      return fail(Failure::conflict, "Somebody else changed the settings at this moment: try again");
    in.put(kv::Family::meta, kSettingsKey, after);
    return add_to_history(in, row);
  };
  auto written = co_await kv_.commit(kSettingsShard, std::move(write));
  if (!written) co_return pass_on(written);
  auto differences = plan->differences;
  auto applied = registry_.apply(std::move(*plan));
  if (!applied) co_return pass_on(applied);
  co_return differences;
}

Task<Result<std::vector<SettingsChange>>> SettingsStore::history() {
  std::vector<SettingsChange> changes;
  Result<void> readable;
  kv::Visitor visit = [&](std::string_view key, std::string_view value) {
    auto one = decode_change(number_in(key), value);
    if (!one) readable = pass_on(one);
    if (one) changes.push_back(std::move(*one));
    return readable.has_value();
  };
  std::string from(kHistory), to(kHistoryEnd);
  const kv::ScanOptions how{.reverse = true};
  auto scanned = co_await kv_.scan(kv::Family::meta, std::move(from), std::move(to), std::move(visit), how);
  if (!scanned) co_return pass_on(scanned);
  if (!readable) co_return pass_on(readable);
  co_return changes;
}

Task<Result<std::vector<config::Change>>> SettingsStore::before(std::uint64_t number) {
  auto all = co_await history();
  if (!all) co_return pass_on(all);
  const auto at = std::ranges::find(*all, number, &SettingsChange::number);
  if (at == all->end())
    co_return fail(Failure::not_found, "There is no such change: postern settings history lists those that are");
  std::vector<config::Change> changes;
  for (const auto& [key, text] : at->before) changes.push_back({key, text});
  for (const auto& [key, text] : registry_.overrides())
    if (!at->before.contains(key)) changes.push_back({key, std::nullopt});
  co_return changes;
}

}  // namespace postern::admin
