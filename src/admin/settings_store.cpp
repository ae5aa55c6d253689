// The record of changed settings.
#include "admin/settings_store.h"

#include "base/codec.h"

namespace postern::admin {
namespace {

constexpr std::string_view kSettingsKey = "S";
constexpr std::uint8_t kSettingsVersion = 1;
constexpr kv::Shard kSettingsShard{0};

std::string encode_overrides(const config::Overrides& overrides) {
  Encoder out;
  out.u8(kSettingsVersion).varint(overrides.size());
  for (const auto& [key, text] : overrides) out.bytes(key).bytes(text);
  return out.take();
}

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

}  // namespace

Task<Result<std::vector<Error>>> SettingsStore::load() {
  auto stored = co_await kv_.get(kv::Family::meta, std::string(kSettingsKey));
  if (!stored) co_return pass_on(stored);
  if (!*stored) co_return std::vector<Error>{};
  auto overrides = decode_overrides(**stored);
  if (!overrides) co_return pass_on(overrides);
  co_return registry_.load(*overrides);
}

Task<Result<std::vector<config::Difference>>> SettingsStore::change(std::vector<config::Change> changes) {
  auto plan = registry_.plan(changes);
  if (!plan) co_return pass_on(plan);
  if (plan->differences.empty()) co_return std::move(plan->differences);
  const auto before = registry_.overrides();
  const auto after = encode_overrides(plan->overrides);
  kv::Intent write = [&](kv::Transaction& in) -> Result<void> {
    auto stored = in.get(kv::Family::meta, kSettingsKey);
    if (!stored) return pass_on(stored);
    if (stored->value_or(encode_overrides({})) != encode_overrides(before))
      return fail(Failure::conflict, "Somebody else changed the settings at this moment: try again");
    in.put(kv::Family::meta, kSettingsKey, after);
    return {};
  };
  auto written = co_await kv_.commit(kSettingsShard, std::move(write));
  if (!written) co_return pass_on(written);
  auto differences = plan->differences;
  auto applied = registry_.apply(std::move(*plan));
  if (!applied) co_return pass_on(applied);
  co_return differences;
}

}  // namespace postern::admin
