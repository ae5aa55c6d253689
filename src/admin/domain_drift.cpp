// Comparing the domains with what new ones begin with, spreading that, and taking it back.
#include "admin/domain_drift.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "admin/change_settings.h"
#include "admin/domain_settings.h"
#include "admin/propagations.h"
#include "admin/words.h"
#include "events/table.h"

namespace postern::admin::on_domain {
namespace {

using directory::Domain;
using Rows = std::vector<Propagation::Row>;
using Settings = std::vector<const DomainSetting*>;

// As a domain would have them.
directory::DomainDefaults defaults_of(const World& world) {
  return directory::DomainDefaults::of(world.domain_defaults.current()->settings());
}

// What would be different in this domain with the defaults.
void compare(const Domain& d, const Settings& settings, const directory::DomainDefaults& defaults, Rows& into) {
  const auto now = directory::DomainDefaults::of(d.settings);
  for (const auto* setting : settings) {
    auto before = setting->text(now), after = setting->text(defaults);
    if (before != after)
      into.push_back({d.id, d.name.ascii(), std::string(setting->name), std::move(before), std::move(after)});
  }
}

Settings all_settings() {
  Settings out;
  for (const auto& row : domain_settings()) out.push_back(&row);
  return out;
}

Result<Settings> settings_of(const Call& call) {
  const auto words = call.list("settings");
  if (words == std::vector<std::string>{"all"}) return all_settings();
  Settings out;
  for (const auto& word : words) {
    const auto* row = find_domain_setting(word);
    if (row == nullptr)
      return fail_argument(
          "settings",
          fmt::format("\"{}\" is no setting that new domains begin with: domain drift names those that differ", word));
    if (std::ranges::find(out, row) == out.end()) out.push_back(row);
  }
  return out;
}

Result<std::vector<std::shared_ptr<const Domain>>> domains_of(const directory::Snapshot& all, const Call& call) {
  std::vector<std::shared_ptr<const Domain>> out;
  if (!call.arguments.contains("domains")) {
    for (const auto& d : all.domains()) out.push_back(d);
    return out;
  }
  std::set<DomainId> named;
  for (const auto& name : call.list("domains")) {
    auto domain = domain_named(all, name);
    if (!domain) return blame("domains", std::move(domain.error()));
    if (named.insert((*domain)->id).second) out.push_back(std::move(*domain));
  }
  return out;
}

json::array described(const Rows& rows) {
  json::array out;
  for (const auto& row : rows)
    out.push_back({{"domain", row.name}, {"setting", row.setting}, {"before", row.before}, {"after", row.after}});
  return out;
}

Result<void> set(const World& world, Domain& d, std::span<const Propagation::Row> rows) {
  std::vector<NamedText> texts;
  for (const auto& row : rows) {
    const auto* setting = find_domain_setting(row.setting);
    if (setting == nullptr) continue;
    if (text_of(*setting, d.settings) != row.before)
      return fail(Failure::conflict, "Somebody else changed a domain at this moment: try again");
    texts.push_back({setting, row.after});
  }
  if (auto done = set_all(d.settings, texts, world); !done)
    return fail(done.error().kind, fmt::format("{}, {}", d.name.ascii(), done.error().text));
  return {};
}

// The rows of a domain stand together. All commits wait while domains are changed: none looks through the rows of all others.
std::map<DomainId, std::span<const Propagation::Row>> by_domain(const Rows& rows) {
  std::map<DomainId, std::span<const Propagation::Row>> out;
  for (auto at = rows.begin(); at != rows.end();) {
    const auto end = std::find_if(at, rows.end(), [&](const auto& row) { return row.domain != at->domain; });
    out.emplace(at->domain, std::span(at, end));
    at = end;
  }
  return out;
}

Result<void> may_become(const World& world, const Caller& caller,
                        const std::map<DomainId, std::span<const Propagation::Row>>& rows) {
  const auto all = world.directory.snapshot();
  for (const auto& [id, of_it] : rows) {
    const auto before = all->domain(id);
    if (!before) continue;  // deleted meanwhile: the commit says so
    auto now = *before;
    if (auto ok = set(world, now, of_it); !ok) return ok;
    if (auto ok = admin::may_become(world, caller, now.name, now.settings, before->settings); !ok) return ok;
  }
  return {};
}

// Tells of it first: what is done can always be taken back.
Task<Result<json::value>> carry_out(World& world, const Call& call, Rows rows) {
  json::object out{{"number", nullptr}, {"changes", described(rows)}};
  if (rows.empty()) co_return out;
  const auto groups = by_domain(rows);
  if (auto ok = may_become(world, call.caller, groups); !ok) co_return pass_on(ok);
  std::vector<DomainId> domains;
  for (const auto& [domain, of_it] : groups) domains.push_back(domain);
  const auto change = [&](Domain& d) { return set(world, d, groups.at(d.id)); };
  Propagation told{.number = 0, .by = {call.caller.name, world.time.now()}, .rows = rows};
  auto number = co_await Propagations(world.kv).add(std::move(told));
  if (!number) co_return pass_on(number);
  auto done = co_await world.directory.update_domains(std::move(domains), change);
  if (!done) co_return pass_on(done);
  for (const auto& row : rows)
    tell_changed(world.events, call.caller.name, {row.setting, row.before, row.after},
                 events::Field{events::Key::domain, row.name});
  out["number"] = *number;
  co_return out;
}

}  // namespace

Task<Result<json::value>> drift(World& world, const Call& call) {
  Rows rows;
  const auto defaults = defaults_of(world);
  const auto settings = all_settings();
  const auto all = world.directory.snapshot();
  for (const auto& d : all->domains())
    if (call.caller.sees(d->id)) compare(*d, settings, defaults, rows);
  json::array out;
  for (const auto& row : rows)
    out.push_back({{"domain", row.name}, {"setting", row.setting}, {"value", row.before}, {"default", row.after}});
  co_return out;
}

Task<Result<json::value>> propagate(World& world, const Call& call) {
  auto settings = settings_of(call);
  if (!settings) co_return pass_on(settings);
  auto domains = domains_of(*world.directory.snapshot(), call);
  if (!domains) co_return pass_on(domains);
  Rows rows;
  const auto defaults = defaults_of(world);
  for (const auto& d : *domains) compare(*d, *settings, defaults, rows);
  if (!call.flag("preview")) co_return co_await carry_out(world, call, std::move(rows));
  co_return json::object{{"number", nullptr}, {"changes", described(rows)}};
}

Task<Result<json::value>> propagations(World& world, const Call&) {
  auto all = co_await Propagations(world.kv).list();
  if (!all) co_return pass_on(all);
  json::array out;
  for (const auto& one : *all) out.push_back(change_row(one.number, one.by, described(one.rows)));
  co_return out;
}

// What somebody changed since is his; what he did not, goes back.
Task<Result<json::value>> undo(World& world, const Call& call) {
  auto found = co_await Propagations(world.kv).find(call.number("number").value_or(0));
  if (!found) co_return pass_on(found);
  Rows back;
  json::array kept;
  const auto all = world.directory.snapshot();
  for (auto& row : found->rows) {
    const auto d = all->domain(row.domain);
    const auto* setting = find_domain_setting(row.setting);
    if (d && setting != nullptr && text_of(*setting, d->settings) == row.after)
      back.push_back({row.domain, d->name.ascii(), row.setting, row.after, row.before});
    else
      kept.push_back({{"domain", row.name}, {"setting", row.setting}});
  }
  auto done = co_await carry_out(world, call, std::move(back));
  if (done) done->as_object()["changed_since"] = std::move(kept);
  co_return done;
}

}  // namespace postern::admin::on_domain
