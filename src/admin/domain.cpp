// Operations on domains: create, list, show, change, delete, and their other names.
#include <fmt/format.h>

#include <array>
#include <vector>

#include "admin/account_removal.h"
#include "admin/domain_dns.h"
#include "admin/domain_drift.h"
#include "admin/domain_health.h"
#include "admin/domain_settings.h"
#include "admin/new_domain.h"
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"

namespace postern::admin {
namespace on_domain {
namespace {

constexpr Argument kWithAccounts{"with_accounts", Kind::flag, false, false,
                                 "Its accounts go too, one after another, with all their mail"};
constexpr Argument kActive{"active", Kind::text, false, false, "on or off: off stops login and new mail"};

std::string_view name_of(directory::Status status) { return status == directory::Status::active ? "active" : "disabled"; }

json::array other_names(const directory::Snapshot& all, DomainId domain) {
  json::array out;
  for (const auto& a : all.domain_aliases())
    if (a->domain == domain) out.emplace_back(a->name.ascii());
  return out;
}

json::object describe(const directory::Snapshot& all, const directory::Domain& d, directory::Snapshot::Counts counts) {
  json::object out{{"name", d.name.ascii()},       {"unicode", d.name.unicode()}, {"status", name_of(d.status)},
                   {"accounts", counts.accounts},  {"aliases", counts.aliases},   {"other_names", other_names(all, d.id)},
                   {"created", rfc3339(d.created)}};
  const auto set = directory::DomainDefaults::of(d.settings);
  for (const auto& row : domain_settings()) out.emplace(row.name, row.value(set));
  return out;
}

json::object describe(const directory::Snapshot& all, const directory::Domain& d) {
  return describe(all, d, all.counts()[d.id]);
}

Task<Result<json::value>> create(World& world, const Call& call) {
  auto name = read(call, "name", address::parse_domain);
  if (!name) co_return pass_on(name);
  auto made = co_await make_domain(world, call.caller, *name);
  if (!made) co_return blame_taken("name", std::move(made.error()));
  const auto all = world.directory.snapshot();
  co_return describe(*all, *all->domain(*made));
}

Task<Result<json::value>> list(World& world, const Call& call) {
  json::array out;
  const auto all = world.directory.snapshot();
  auto counts = all->counts();
  auto held = co_await world.storage();
  if (!held) co_return pass_on(held);
  for (const auto& d : all->domains()) {
    if (!call.caller.sees(d->id)) continue;
    auto row = describe(*all, *d, counts[d->id]);
    row["used_bytes"] = (*held)[d->id];
    out.push_back(std::move(row));
  }
  co_return out;
}

// The names of what who calls may set, if he may change anything.
json::array settable(const World& world, const Caller& caller) {
  json::array out;
  for (const auto& row : domain_settings())
    if (may_set(caller, world, row.group)) out.emplace_back(row.name);
  return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto domain = domain_named(*all, call, "name");
  if (!domain) co_return pass_on(domain);
  auto out = describe(*all, **domain);
  out["may_set"] = settable(world, call.caller);
  co_return out;
}

std::unexpected<Error> kept(std::string_view name) {
  return fail_argument(name, fmt::format("{} is set by those who administer the whole server", name), Failure::denied);
}

Result<void> set_active(const Call& call, directory::Domain& d) {
  const auto word = call.text("active");
  if (word.empty()) return {};
  if (word != "on" && word != "off") return fail_argument("active", "active is on or off");
  d.status = word == "on" ? directory::Status::active : directory::Status::disabled;
  return {};
}

Result<std::vector<NamedText>> wanted(const World& world, const Call& call) {
  std::vector<NamedText> out;
  for (const auto& row : domain_settings()) {
    auto text = row.text(call);
    if (!text) continue;
    if (!may_set(call.caller, world, row.group)) return kept(row.name);
    out.push_back({&row, std::move(*text)});
  }
  return out;
}

Task<Result<json::value>> update(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call, "name");
  if (!domain) co_return pass_on(domain);
  auto texts = wanted(world, call);
  if (!texts) co_return pass_on(texts);
  if (call.arguments.contains(kActive.name) && call.caller.domains) co_return kept(kActive.name);
  const auto change = [&](directory::Domain& d) -> Result<void> {
    const auto before = d.settings;
    if (auto set = set_all(d.settings, *texts, world); !set) return set;
    if (auto may = may_become(world, call.caller, d.name, d.settings, before); !may) return may;
    return set_active(call, d);
  };
  auto done = co_await world.directory.update_domain((*domain)->id, change);
  if (!done) co_return pass_on(done);
  co_return co_await show(world, call);
}

Task<Result<json::value>> schema(World& world, const Call&) { co_return domain_schema(world); }

// What a crash in between leaves is closed, has fewer accounts, and is deleted by the same call.
Task<Result<void>> empty(World& world, const Call& call, DomainId domain) {
  auto closed = co_await world.directory.close_domain(domain);
  if (!closed) co_return closed;
  co_return co_await remove_accounts_of(world, domain, call);
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call, "name");
  if (!domain) co_return pass_on(domain);
  if (call.flag(kWithAccounts.name)) {
    auto emptied = co_await empty(world, call, (*domain)->id);
    if (!emptied) co_return pass_on(emptied);
  }
  auto done = co_await world.directory.delete_domain((*domain)->id);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

Task<Result<json::value>> add_name(World& world, const Call& call) {
  auto domain = domain_named(*world.directory.snapshot(), call, "name");
  if (!domain) co_return pass_on(domain);
  auto other = read(call, "other_name", address::parse_domain);
  if (!other) co_return pass_on(other);
  auto done = co_await world.directory.create_domain_alias(*other, (*domain)->id);
  if (!done) co_return blame_taken("other_name", std::move(done.error()));
  co_return json::value();
}

Task<Result<json::value>> remove_name(World& world, const Call& call) {
  auto other = read(call, "other_name", address::parse_domain);
  if (!other) co_return pass_on(other);
  auto done = co_await world.directory.delete_domain_alias(*other);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

Task<Result<json::object>> shown(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto domain = domain_named(*all, call.text("name"));
  if (!domain) co_return json::object{};
  const auto& d = **domain;
  json::object out{{"status", name_of(d.status)}, {"other_names", other_names(*all, d.id)}};
  for (const auto& row : domain_settings()) out.emplace(row.name, text_of(row, d.settings));
  co_return out;
}

Task<Result<json::object>> whose_name(World& world, const Call& call) {
  const auto domain = domain_named(*world.directory.snapshot(), call.text("other_name"));
  if (!domain) co_return json::object{};
  co_return json::object{{"domain", (*domain)->name.ascii()}};
}

constexpr Argument kName{"name", Kind::text, true, true, "The domain"};
constexpr Argument kOther{"other_name", Kind::text, true, true, "The other name"};
constexpr std::array kOne{kName};
constexpr std::array kDelete{kName, kWithAccounts};
constexpr std::array kAddName{kName, kOther};
constexpr std::array kRemoveName{kOther};

// What is left out stays as it is.
std::vector<Argument> update_arguments() {
  std::vector<Argument> out{kName};
  for (const auto& row : domain_settings()) out.push_back(row.argument());
  out.push_back(kActive);
  return out;
}

constexpr std::array kPropagate{Argument{"settings", Kind::list, true, true, "Which, such as require_smtp_auth, or all"},
                                Argument{"domains", Kind::list, false, false, "Only these domains; left out: all"},
                                Argument{"preview", Kind::flag, false, false, "Only say what would change"}};
constexpr std::array kUndo{Argument{"number", Kind::number, true, true, "As domain propagations lists it"}};

}  // namespace
}  // namespace on_domain

std::span<const Operation> domain_operations() {
  using namespace on_domain;
  static const auto update_with = update_arguments();
  static const std::array operations{
      Operation{"domain.create", "Make a domain that this server receives mail for", changes(Area::domains), false, kOne,
                create, "Domain"}
          .showing(shown),
      Operation{"domain.list", "List the domains", reads(Area::domains).of_own_domains(), false, {}, list, "[ListedDomain]"},
      Operation{"domain.show", "Show one domain, and what of it who asks may set", reads(Area::domains).of_domain("name"),
                false, kOne, show, "DomainInFull"},
      Operation{.name = "domain.dns",
                .help = "Print the records that a domain needs in the DNS, and which of them are there",
                .access = reads(Area::domains).of_domain("name").heavy(),
                .arguments = kOne,
                .run = domain_dns,
                .answers = "[DnsRecord]",
                .for_people = domain_dns_for_people},
      Operation{"domain.health",
                "Tell whether clients of a domain are shown a good certificate, and whose mailboxes are nearly full",
                reads(Area::domains).of_domain("name").heavy(), false, kOne, health, "DomainHealth"},
      Operation{"domain.update", "Change a domain's settings", changes(Area::domains).of_domain("name"), false, update_with,
                update, "DomainInFull"}
          .showing(shown),
      Operation{"domain.delete", "Delete a domain that has no accounts, or all of them with it",
                changes(Area::domains).heavy().if_proven(), false, kDelete, remove, "none"}
          .showing(shown),
      Operation{"domain.add-name", "Give a domain another name", changes(Area::domains), false, kAddName, add_name, "none"}
          .showing(shown),
      Operation{"domain.remove-name", "Take another name from a domain", changes(Area::domains), false, kRemoveName,
                remove_name, "none"}
          .showing(whose_name),
      Operation{"domain.schema",
                "Print what can be set in a domain: what it may be, what is weaker, and what the server asks of all",
                reads(Area::domains).of_own_domains(),
                false,
                {},
                schema,
                "SettingsSchema"},
      Operation{"domain.drift",
                "List what domains have set otherwise than new ones begin with",
                reads(Area::domains).of_own_domains(),
                false,
                {},
                drift,
                "[DomainDrift]"},
      Operation{"domain.propagate", "Set what new domains begin with in domains that are there", changes(Area::domains), false,
                kPropagate, propagate, "Propagation"},
      Operation{"domain.propagations",
                "List what was propagated, newest first",
                reads(Area::domains),
                false,
                {},
                propagations,
                "[PastPropagation]"},
      Operation{"domain.undo", "Take a propagation back, but for what was changed since", changes(Area::domains), false, kUndo,
                undo, "{Propagation, changed_since: [{domain: text, setting: text}]}"},
  };
  return operations;
}

}  // namespace postern::admin
