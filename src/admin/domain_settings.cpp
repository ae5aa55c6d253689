// Who may set what in a domain, and what of it the server bounds.
#include "admin/domain_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <vector>

#include "admin/words.h"
#include "config/registry.h"

namespace postern::admin {
namespace {

using directory::DomainDefaults;
using Settings = directory::DomainSettings;
using Group = DomainAdministration;

struct Rule {
  std::string_view name;
  DomainGroup group;
  std::string_view server = {};
  bool only_stricter = false;
  bool may_defer = false;
};

// H07, H13. What is less than the server asks of all would read as if it held.
constexpr std::array kRules{
    Rule{"require_smtp_auth", &Group::sending},
    Rule{"plus_addressing", &Group::receiving},
    Rule{"second_factor", &Group::sign_in, "auth.second_factor", true},
    Rule{"password_length", &Group::sign_in, "password.minimum_length", true, true},
    Rule{"password_strength", &Group::sign_in, "password.minimum_strength", true, true},
    Rule{"password_expires_after", &Group::sign_in, "password.expires_after", true, true},
    Rule{"password_numbers", &Group::sign_in, "password.numbers", true, true},
    Rule{"password_capitals", &Group::sign_in, "password.capitals", true, true},
    Rule{"password_lowercase", &Group::sign_in, "password.lowercase", true, true},
    Rule{"password_symbols", &Group::sign_in, "password.symbols", true, true},
    Rule{"password_remember", &Group::sign_in, "password.remember", true, true},
    Rule{"tell_impersonation", &Group::notices},
    Rule{"self_reset", &Group::forgotten_passwords},
    Rule{"attachment_extensions", &Group::attachments},
    Rule{"country_rule", &Group::countries},
    Rule{"countries", &Group::countries},
    Rule{"spam_low", &Group::spam, "spam.low_action", false, true},
    Rule{"spam_medium", &Group::spam, "spam.medium_action", false, true},
    Rule{"spam_high", &Group::spam, "spam.high_action", false, true},
    Rule{"spam_blocked", &Group::spam, "spam.blocked_action", false, true},
    Rule{"catch_all", &Group::receiving},
    Rule{"most_accounts", nullptr},
    Rule{"most_aliases", nullptr},
    Rule{"largest_message", nullptr},
    Rule{"most_storage", nullptr},
    Rule{"new_account_services", &Group::sign_in},
    Rule{"new_account_quota", &Group::sign_in, "store.default_quota", false, true},
    Rule{"language", &Group::receiving, "server.language", false, true},
};

const config::Table& declaration() { return config::table<DomainDefaults>(); }

std::vector<DomainSetting> rows() {
  std::vector<DomainSetting> out;
  for (const auto& entry : declaration().entries) {
    const auto rule = std::ranges::find(kRules, entry.meta.key, &Rule::name);
    if (rule == kRules.end()) throw std::logic_error(fmt::format("nobody may set {} in a domain", entry.meta.key));
    const bool is_switch = entry.kind == config::Kind::boolean || entry.kind == config::Kind::choice;
    out.push_back({entry.meta.key, &entry, rule->group, rule->server, rule->only_stricter, rule->may_defer,
                   is_switch ? fmt::format("{}: {}", config::bounds(entry), entry.meta.help) : std::string(entry.meta.help)});
  }
  return out;
}

// What the server's own setting is; none: it has none, or is without it here.
std::optional<config::Value> of_server(const DomainSetting& row, const World& world) {
  if (row.server.empty()) return {};
  const auto setting = world.registry.find(row.server);
  if (!setting) return {};
  auto value = config::parse(*row.entry, setting->text);
  return value ? std::optional(std::move(*value)) : std::nullopt;
}

bool is_as_server(const DomainSetting& row, const config::Value& value) {
  const auto* n = std::get_if<std::int64_t>(&value.v);
  return row.may_defer && n != nullptr && *n == 0;
}

// What holds: the server's own where the domain leaves it to that.
config::Value effective(const DomainSetting& row, const DomainDefaults& of, const World& world) {
  auto value = row.entry->get(&of);
  if (!is_as_server(row, value)) return value;
  return of_server(row, world).value_or(value);
}

// Whoever is let in from elsewhere than before may be anybody.
bool is_elsewhere(const Settings& now, const Settings& before) {
  return before.login_from.mode != CountryMode::off && now.login_from != before.login_from;
}

std::string text_of(const Call& call, const config::Entry& entry) {
  const auto key = entry.meta.key;
  if (entry.kind == config::Kind::integer) return fmt::to_string(call.number(key).value_or(0));
  if (entry.kind == config::Kind::list) return fmt::format("{}", fmt::join(call.list(key), ", "));
  return call.text(key);
}

}  // namespace

Argument DomainSetting::argument() const {
  const auto kind = entry->kind == config::Kind::integer ? Kind::number
                    : entry->kind == config::Kind::list  ? Kind::list
                                                         : Kind::text;
  return {name, kind, false, false, help};
}

// Numbers, switches and lists as such, the rest as it is written.
json::value DomainSetting::value(const DomainDefaults& of) const {
  const auto value = entry->get(&of);
  if (const auto* on = std::get_if<bool>(&value.v)) return *on;
  if (const auto* items = std::get_if<std::vector<std::string>>(&value.v)) return json::array(items->begin(), items->end());
  if (entry->kind == config::Kind::integer) return std::get<std::int64_t>(value.v);
  return json::string(config::print(*entry, value));
}

std::optional<std::string> DomainSetting::text(const Call& call) const {
  if (!call.arguments.contains(name)) return {};
  return text_of(call, *entry);
}

Result<void> DomainSetting::set(DomainDefaults& target, std::string_view text, const World& world) const {
  auto value = config::parse(*entry, text);
  if (!value) return fail_argument(name, value.error().text, value.error().kind);
  const auto least = only_stricter && !is_as_server(*this, *value) ? of_server(*this, world) : std::nullopt;
  if (least && config::is_weaker(*entry, *value, *least))
    return fail_argument(
        name, fmt::format("{}: The server asks for {}: a domain may only be stricter", name, config::print(*entry, *least)));
  entry->put(&target, *value);
  return {};
}

bool may_set(const Caller& caller, const World& world, DomainGroup group) {
  return !caller.domains || (group != nullptr && (*world.domain_administration.current()).*group);
}

Result<void> may_become(const World& world, const Caller& caller, const address::Domain& of, const Settings& now,
                        const Settings& before) {
  const auto after = DomainDefaults::of(now), then = DomainDefaults::of(before);
  const bool is_weaker = std::ranges::any_of(domain_settings(), [&](const DomainSetting& row) {
    return config::is_weaker(*row.entry, effective(row, after, world), effective(row, then, world));
  });
  if (!caller.proven && (is_weaker || is_elsewhere(now, before))) return std::unexpected(unproven());
  // One that is there already stays, whatever is not forwarded to since.
  if (now.catch_all.empty() || now.catch_all == before.catch_all) return {};
  auto may = may_divert(world, caller, {now.catch_all}, {before.catch_all});
  if (may) may = check_targets(world, of, {now.catch_all});
  return may ? may : blame("catch_all", std::move(may.error()));
}

Result<Settings> settings_of_new(const World& world, const Caller& caller, const address::Domain& name) {
  auto begins = world.domain_defaults.current()->settings();
  auto without = begins;
  without.catch_all = {};
  if (auto may = may_become(world, caller, name, begins, without); !may) return pass_on(may);
  return begins;
}

std::span<const DomainSetting> domain_settings() {
  static const auto all = rows();
  return all;
}

const DomainSetting* find_domain_setting(std::string_view name) {
  const auto all = domain_settings();
  const auto row = std::ranges::find(all, name, &DomainSetting::name);
  return row == all.end() ? nullptr : &*row;
}

std::string text_of(const DomainSetting& row, const Settings& settings) { return row.text(DomainDefaults::of(settings)); }

Result<void> set_all(Settings& settings, std::span<const NamedText> texts, const World& world) {
  auto now = DomainDefaults::of(settings);
  for (const auto& [row, text] : texts)
    if (auto set = row->set(now, text, world); !set) return set;
  if (auto problem = declaration().check(&now); !problem.empty()) return fail_argument("countries", problem);
  now.put_into(settings);
  return {};
}

json::object domain_schema(const World& world) {
  auto fields = json::parse(config::fields_json(declaration(), world.domain_defaults.current().get())).as_array();
  for (const auto& row : domain_settings()) {
    auto& field = fields.at(static_cast<std::size_t>(row.entry - declaration().entries.data())).as_object();
    field["scope"] = config::name(config::Scope::domain);
    if (const auto server = of_server(row, world)) field["server"] = json::parse(config::to_json(*row.entry, *server));
    if (row.only_stricter) field["only_stricter"] = true;
    const auto begins = world.registry.find(fmt::format("domain_defaults.{}", row.name));
    field["begins"] = begins && begins->origin == config::Origin::system ? "system" : "shipped";
  }
  return {{"version", 1}, {"rooms", {{{"room", "domain"}, {"title", ""}, {"fields", std::move(fields)}}}}};
}

}  // namespace postern::admin
