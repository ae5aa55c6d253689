// One place where settings change.
#include "admin/change_settings.h"

#include "admin/lock_out.h"
#include "admin/settings_store.h"
#include "admin/world.h"
#include "events/table.h"

namespace postern::admin {

Task<Result<std::vector<config::Difference>>> change_settings(World& world, const Call& call,
                                                              std::vector<config::Change> changes) {
  Author by{call.caller.name, world.time.now()};
  const auto allows = [&](const config::Plan& plan) { return keeps_in(world, call, plan); };
  auto done = co_await world.settings.change(std::move(changes), std::move(by), allows);
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
