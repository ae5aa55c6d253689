// Operations on settings: list, show, set, reset, and the schema.
#include "admin/nouns.h"
#include "admin/settings_store.h"
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

Task<Result<json::value>> list(World& world, const Call& call) {
  json::array out;
  for (const auto& s : world.registry.settings())
    if (!call.flag("changed") || s.origin != config::Origin::shipped) out.push_back(describe(s));
  co_return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto setting = world.registry.find(call.text("key"));
  if (!setting) co_return pass_on(setting);
  auto out = describe(*setting);
  out["may_be"] = config::bounds(*setting->entry);
  out["takes_effect"] = config::name(setting->entry->meta.apply);
  out["help"] = setting->entry->meta.help;
  out["reason"] = setting->entry->meta.reason;
  co_return out;
}

// Tells the administration log and lists what changed and when it takes effect.
json::value report(World& world, const std::vector<config::Difference>& differences) {
  json::array out;
  for (const auto& d : differences) {
    world.events.write(events::Event::setting_changed, {}, {{events::Key::name, d.key}, {events::Key::value, d.after}});
    json::object row{{"key", d.key}, {"before", d.before}, {"after", d.after}, {"takes_effect", config::name(d.apply)}};
    if (!d.note.empty()) row["note"] = d.note;
    out.push_back(std::move(row));
  }
  return out;
}

Task<Result<json::value>> change(World& world, std::vector<config::Change> changes) {
  auto differences = co_await world.settings.change(std::move(changes));
  if (!differences) co_return pass_on(differences);
  co_return report(world, *differences);
}

Task<Result<json::value>> set(World& world, const Call& call) {
  std::vector<config::Change> changes{{call.text("key"), call.text("value")}};
  co_return co_await change(world, std::move(changes));
}

Task<Result<json::value>> reset(World& world, const Call& call) {
  std::vector<config::Change> changes{{call.text("key"), {}}};
  co_return co_await change(world, std::move(changes));
}

Task<Result<json::value>> schema(World& world, const Call&) { co_return json::parse(config::schema_json(world.registry)); }

constexpr Argument kKey{"key", Kind::text, true, true, "Such as smtp.max_message_size"};
constexpr std::array kOne{kKey};
constexpr std::array kSet{kKey, Argument{"value", Kind::text, true, true, "Such as \"50 MiB\""}};
constexpr std::array kList{Argument{"changed", Kind::flag, false, false, "Only those that differ from the shipped value"}};

constexpr std::array kOperations{
    Operation{"settings.list", "List all settings with their values", reads(Area::system), false, kList, list},
    Operation{"settings.show", "Show one setting, what it does and why it ships as it does", reads(Area::system), false, kOne,
              show},
    Operation{"settings.set", "Change a setting", changes(Area::system), false, kSet, set},
    Operation{"settings.reset", "Put a setting back to its shipped value", changes(Area::system), false, kOne, reset},
    Operation{"settings.schema", "Print the schema of all settings", reads(Area::system), false, {}, schema},
};

}  // namespace
}  // namespace on_settings

std::span<const Operation> settings_operations() { return on_settings::kOperations; }

}  // namespace postern::admin
