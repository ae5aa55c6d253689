// Operations on domains: create, list, show, change, delete, and their other names.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"

namespace postern::admin {
namespace on_domain {
namespace {

using directory::SecondFactorMode;
constexpr std::array<std::string_view, 3> kModes{"disabled", "enabled", "forced"};
std::string_view word(SecondFactorMode mode) { return kModes[static_cast<std::size_t>(mode)]; }

json::object describe(const directory::Snapshot& all, const directory::Domain& d) {
  json::array aliases;
  for (const auto& a : all.domain_aliases())
    if (a->domain == d.id) aliases.emplace_back(a->name.ascii());
  return {{"name", d.name.ascii()},
          {"status", d.status == directory::Status::active ? "active" : "disabled"},
          {"accounts", all.accounts(d.id).size()},
          {"aliases", all.aliases(d.id).size()},
          {"other_names", std::move(aliases)},
          {"require_smtp_auth", d.settings.require_smtp_auth},
          {"plus_addressing", d.settings.plus_addressing},
          {"second_factor", word(d.settings.second_factor)},
          {"password_length", d.settings.passwords.minimum_length},
          {"password_strength", d.settings.passwords.minimum_strength},
          {"password_expires_after", d.settings.passwords.expires_after},
          {"catch_all", d.settings.catch_all.text()},
          {"created", rfc3339(d.created)}};
}

Task<Result<json::value>> create(World& world, const Call& call) {
  auto name = address::parse_domain(call.text("name"));
  if (!name) co_return pass_on(name);
  auto made = co_await world.directory.create_domain(*name);
  if (!made) co_return pass_on(made);
  const auto all = world.directory.snapshot();
  co_return describe(*all, *all->domain(*made));
}

Task<Result<json::value>> list(World& world, const Call& call) {
  json::array out;
  const auto all = world.directory.snapshot();
  for (const auto& d : all->domains())
    if (call.caller.sees(d->id)) out.push_back(describe(*all, *d));
  co_return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto domain = domain_named(*all, call.text("name"));
  if (!domain) co_return pass_on(domain);
  co_return describe(*all, **domain);
}

// Switches of a domain are words on or off, so that leaving one out leaves it as it is.
Result<void> set_switch(const Call& call, std::string_view name, bool& target) {
  const auto word = call.text(name);
  if (word.empty()) return {};
  if (word != "on" && word != "off") return fail(Failure::invalid, fmt::format("{} is on or off", name));
  target = word == "on";
  return {};
}

// Not less than the server asks of all: the domain would read as if it held.
Result<void> set_second_factor(const Call& call, SecondFactorMode least, SecondFactorMode& target) {
  const auto text = call.text("second_factor");
  if (text.empty()) return {};
  const auto at = std::ranges::find(kModes, text);
  if (at == kModes.end()) return fail(Failure::invalid, "second_factor is disabled, enabled or forced");
  const auto mode = static_cast<SecondFactorMode>(at - kModes.begin());
  if (mode < least)
    return fail(Failure::invalid, fmt::format("The server's own setting is {}: a domain may only be stricter", word(least)));
  target = mode;
  return {};
}

// H07. 0 takes the domain's own rule away; another number asks for at least as much as the server does, for that would hold anyway.
Result<void> set_password_rule(const Call& call, std::string_view name, std::uint32_t most, auto is_less_strict,
                               std::uint32_t& target) {
  const auto given = call.number(name);
  if (!given) return {};
  if (*given > most) return fail(Failure::invalid, fmt::format("{} is {} at most", name, most));
  const auto n = static_cast<std::uint32_t>(*given);
  if (n != 0 && is_less_strict(n))
    return fail(Failure::invalid, fmt::format("{}: a domain may only be stricter than the server", name));
  target = n;
  return {};
}

Result<void> set_passwords(const Call& call, const auth::PasswordPolicy& server, directory::PasswordOverrides& target) {
  const auto shorter = [&](std::uint32_t n) { return n < server.minimum_length; };
  const auto weaker = [&](std::uint32_t n) { return n < server.minimum_strength; };
  const auto later = [&](std::uint32_t n) { return server.expires_after != 0 && n > server.expires_after; };
  auto set = set_password_rule(call, "password_length", auth::kLongestPassword, shorter, target.minimum_length);
  if (set) set = set_password_rule(call, "password_strength", 4, weaker, target.minimum_strength);
  if (set) set = set_password_rule(call, "password_expires_after", 3650, later, target.expires_after);
  return set;
}

Result<void> set_catch_all(const Call& call, address::Mailbox& target) {
  if (!call.arguments.contains("catch_all")) return {};
  const auto text = call.text("catch_all");
  if (text.empty()) {
    target = {};
    return {};
  }
  auto mailbox = mailbox_of(text);
  if (!mailbox) return pass_on(mailbox);
  target = std::move(*mailbox);
  return {};
}

Task<Result<json::value>> update(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call.text("name"));
  if (!domain) co_return pass_on(domain);
  const auto change = [&](directory::Domain& d) -> Result<void> {
    if (auto ok = set_switch(call, "require_smtp_auth", d.settings.require_smtp_auth); !ok) return ok;
    if (auto ok = set_switch(call, "plus_addressing", d.settings.plus_addressing); !ok) return ok;
    const auto least = world.logins.current()->second_factor;
    if (auto ok = set_second_factor(call, least, d.settings.second_factor); !ok) return ok;
    if (auto ok = set_passwords(call, *world.policy.current(), d.settings.passwords); !ok) return ok;
    bool active = d.status == directory::Status::active;
    if (auto ok = set_switch(call, "active", active); !ok) return ok;
    d.status = active ? directory::Status::active : directory::Status::disabled;
    return set_catch_all(call, d.settings.catch_all);
  };
  auto done = co_await world.directory.update_domain((*domain)->id, change);
  if (!done) co_return pass_on(done);
  const auto all = world.directory.snapshot();
  co_return describe(*all, *all->domain((*domain)->id));
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call.text("name"));
  if (!domain) co_return pass_on(domain);
  auto done = co_await world.directory.delete_domain((*domain)->id);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

Task<Result<json::value>> add_name(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call.text("name"));
  if (!domain) co_return pass_on(domain);
  auto other = address::parse_domain(call.text("other_name"));
  if (!other) co_return pass_on(other);
  auto done = co_await world.directory.create_domain_alias(*other, (*domain)->id);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

Task<Result<json::value>> remove_name(World& world, const Call& call) {
  auto other = address::parse_domain(call.text("other_name"));
  if (!other) co_return pass_on(other);
  auto done = co_await world.directory.delete_domain_alias(*other);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

constexpr Argument kName{"name", Kind::text, true, true, "The domain"};
constexpr Argument kOther{"other_name", Kind::text, true, true, "The other name"};
constexpr std::array kOne{kName};
constexpr std::array kUpdate{
    kName,
    Argument{"require_smtp_auth", Kind::text, false, false, "on or off: mail in this domain's name needs a login"},
    Argument{"plus_addressing", Kind::text, false, false, "on or off: user+detail reaches user"},
    Argument{"second_factor", Kind::text, false, false, "disabled, enabled or forced: what users show besides their password"},
    Argument{"password_length", Kind::number, false, false, "Characters of a password at least; 0: as the server asks"},
    Argument{"password_strength", Kind::number, false, false,
             "Strength of a password at least, up to 4; 0: as the server asks"},
    Argument{"password_expires_after", Kind::number, false, false,
             "Days after which a password is changed; 0: as the server asks"},
    Argument{"catch_all", Kind::text, false, false, "Where mail to unknown names goes; empty: it is refused"},
    Argument{"active", Kind::text, false, false, "on or off: off stops login and new mail"}};
constexpr std::array kAddName{kName, kOther};
constexpr std::array kRemoveName{kOther};

constexpr std::array kOperations{
    Operation{"domain.create", "Make a domain that this server receives mail for", changes(Area::domains), false, kOne, create},
    Operation{"domain.list", "List the domains", reads(Area::domains).of_own_domains(), false, {}, list},
    Operation{"domain.show", "Show one domain", reads(Area::domains).of_domain("name"), false, kOne, show},
    Operation{"domain.update", "Change a domain's settings", changes(Area::domains), false, kUpdate, update},
    Operation{"domain.delete", "Delete a domain that has no accounts", changes(Area::domains), false, kOne, remove},
    Operation{"domain.add-name", "Give a domain another name", changes(Area::domains), false, kAddName, add_name},
    Operation{"domain.remove-name", "Take another name from a domain", changes(Area::domains), false, kRemoveName, remove_name},
};

}  // namespace
}  // namespace on_domain

std::span<const Operation> domain_operations() { return on_domain::kOperations; }

}  // namespace postern::admin
