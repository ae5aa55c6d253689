// One place where settings change.
#include "admin/change_settings.h"

#include <algorithm>

#include "admin/lock_out.h"
#include "admin/settings_store.h"
#include "admin/world.h"
#include "events/table.h"

namespace postern::admin {
namespace {

bool is_weaker(const config::Registry& registry, const config::Difference& d) {
  const auto setting = registry.find(d.key);
  if (!setting || setting->entry->meta.hardened.weaker == config::Weaker::never) return false;
  const auto before = config::parse(*setting->entry, d.before), after = config::parse(*setting->entry, d.after);
  return before && after && config::is_weaker(*setting->entry, *after, *before);
}

// Who has found an open browser makes the server no weaker, and so does not lengthen his own time either.
Result<void> may_weaken(const World& world, const Call& call, const config::Plan& plan) {
  if (call.caller.proven) return {};
  const auto weaker = std::ranges::find_if(plan.differences, [&](const auto& d) { return is_weaker(world.registry, d); });
  return weaker == plan.differences.end() ? Result<void>() : std::unexpected(unproven());
}

}  // namespace

Task<Result<std::vector<config::Difference>>> change_settings(World& world, const Call& call,
                                                              std::vector<config::Change> changes,
                                                              std::optional<config::Overrides> as_of) {
  Author by{call.caller.name, world.time.now()};
  const auto allows = [&](const config::Plan& plan) {
    auto may = may_weaken(world, call, plan);
    return may ? keeps_in(world, call, plan) : may;
  };
  auto done = co_await world.settings.change(std::move(changes), std::move(by), allows, std::move(as_of));
  if (!done) co_return done;
  for (const auto& d : *done)
    world.events.write(events::Event::setting_changed, {}, {{events::Key::name, d.key}, {events::Key::value, d.after}});
  co_return done;
}

json::array described(const std::vector<config::Difference>& differences) {
  json::array out;
  for (const auto& d : differences) {
    json::object row{{"key", d.key}, {"before", d.before}, {"after", d.after}, {"takes_effect", config::name(d.apply)}};
    if (!d.note.empty()) row["note"] = d.note;
    out.push_back(std::move(row));
  }
  return out;
}

std::string setting_text(const json::value& v) { return v.is_string() ? std::string(v.get_string()) : json::serialize(v); }

}  // namespace postern::admin
