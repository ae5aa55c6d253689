// Operations on aliases: names that stand for other mailboxes, here or elsewhere.
#include "admin/nouns.h"
#include "admin/words.h"
#include "admin/world.h"

namespace postern::admin {
namespace on_alias {
namespace {

using directory::OpenTo;

std::string name_of(const directory::Snapshot& all, const directory::Alias& a) {
  return address::quoted_local(a.local_part) + "@" + all.domain(a.domain)->name.ascii();
}

// A name of a domain of ours that is nobody's: mail to it is refused. Who does not see that domain is not told of its names.
bool is_nobodys(const directory::Snapshot& all, const address::Mailbox& target, const Caller& caller) {
  const auto domain = all.domain(target.domain());
  return domain && caller.sees(domain->id) &&
         all.resolve(target, {.depth = 0, .targets = 1}).verdict == directory::Verdict::unknown;
}

json::object describe(const directory::Snapshot& all, const directory::Alias& a, const Caller& caller) {
  json::array targets, nobodys;
  for (const auto& t : a.targets) {
    targets.emplace_back(t.text());
    if (is_nobodys(all, t, caller)) nobodys.emplace_back(t.text());
  }
  return {{"alias", name_of(all, a)},      {"targets", std::move(targets)},
          {"nobodys", std::move(nobodys)}, {"members_may_send", a.members_may_send},
          {"open_to", name(a.open_to)},    {"created", rfc3339(a.created)}};
}

Result<std::vector<address::Mailbox>> targets_of(const Call& call) {
  std::vector<address::Mailbox> out;
  for (const auto& text : call.list("targets")) {
    auto mailbox = mailbox_of(text);
    if (!mailbox) return blame("targets", std::move(mailbox.error()));
    out.push_back(std::move(*mailbox));
  }
  return out;
}

// As it was when nothing is said. Postmasters are written to by anybody.   RFC 5321 §4.5.1
Result<OpenTo> open_to_of(const Call& call, const address::Mailbox& alias, OpenTo before) {
  if (!call.arguments.contains("open_to")) return before;
  static constexpr std::array kAll{OpenTo::everybody, OpenTo::people_here, OpenTo::members};
  const auto word = call.text("open_to");
  const auto* who = std::ranges::find(kAll, word, [](OpenTo one) { return name(one); });
  if (who == kAll.end())
    return fail_argument("open_to",
                         "An alias is open to everybody, to people here or to its members: everybody, people-here, members");
  if (*who != OpenTo::everybody && alias.local_key() == "postmaster")
    return fail_argument("open_to", "Mail to postmaster is taken from everybody");
  return *who;
}

Task<Result<json::value>> create(World& world, const Call& call) {
  auto name = read(call, "alias", mailbox_of);
  if (!name) co_return pass_on(name);
  auto targets = targets_of(call);
  if (!targets) co_return pass_on(targets);
  if (auto allowed = check_targets(world, name->domain(), *targets); !allowed) co_return pass_on(allowed);
  if (auto may = may_divert(world, call.caller, *targets, {}); !may) co_return pass_on(may);
  auto open_to = open_to_of(call, *name, OpenTo::everybody);
  if (!open_to) co_return pass_on(open_to);
  auto done = co_await world.directory.create_alias(*name, std::move(*targets), call.flag("members_may_send"), *open_to);
  if (!done && done.error().kind == Failure::exists) co_return blame_taken("alias", std::move(done.error()));
  if (!done) co_return blame("targets", std::move(done.error()));
  const auto all = world.directory.snapshot();
  co_return describe(*all, *all->alias(*name), call.caller);
}

Task<Result<json::value>> list(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  json::array out;
  const auto name = [&all](const auto& a) { return name_of(*all, *a); };
  for (const auto& a : wanted(call.page, all->aliases(listed_domains(call, *all)), name))
    out.push_back(describe(*all, *a, call.caller));
  co_return out;
}

Task<Result<json::value>> update(World& world, const Call& call) {
  auto name = read(call, "alias", mailbox_of);
  if (!name) co_return pass_on(name);
  auto targets = targets_of(call);
  if (!targets) co_return pass_on(targets);
  if (auto allowed = check_targets(world, name->domain(), *targets); !allowed) co_return pass_on(allowed);
  const auto change = [&](directory::Alias& a) -> Result<void> {
    if (auto may = may_divert(world, call.caller, *targets, a.targets); !may) return may;
    auto open_to = open_to_of(call, *name, a.open_to);
    if (!open_to) return pass_on(open_to);
    a.targets = *targets;
    a.open_to = *open_to;
    if (call.flag("members_may_send")) a.members_may_send = true;
    if (call.flag("members_may_not_send")) a.members_may_send = false;
    return {};
  };
  auto done = co_await world.directory.update_alias(*name, change);
  if (!done) co_return blame("targets", std::move(done.error()));
  const auto all = world.directory.snapshot();
  co_return describe(*all, *all->alias(*name), call.caller);
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto name = read(call, "alias", mailbox_of);
  if (!name) co_return pass_on(name);
  auto done = co_await world.directory.delete_alias(*name);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

Task<Result<json::object>> shown(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  const auto name = mailbox_of(call.text("alias"));
  const auto alias = name ? all->alias(*name) : nullptr;
  if (!alias) co_return json::object{};
  json::array targets;
  for (const auto& t : alias->targets) targets.emplace_back(t.text());
  co_return json::object{{"targets", std::move(targets)},
                         {"members_may_send", alias->members_may_send},
                         {"open_to", directory::name(alias->open_to)}};
}

constexpr Argument kAlias{"alias", Kind::text, true, true, "The alias's address"};
constexpr Argument kTargets{"targets", Kind::list, true, true, "Where its mail goes: addresses here or elsewhere"};
constexpr Argument kMaySend{"members_may_send", Kind::flag, false, false, "Let every target send under the alias"};
constexpr Argument kOpenTo{
    "open_to", Kind::text, false, false,
    "Who may write to it: everybody, or by their login people-here, who have an account of this server, or "
    "members, the accounts that it leads to"};
constexpr std::array kCreate{kAlias, kTargets, kMaySend, kOpenTo};
constexpr std::array kUpdate{kAlias, kTargets, kMaySend, kOpenTo,
                             Argument{"members_may_not_send", Kind::flag, false, false, "Undo members-may-send"}};
constexpr std::array kOne{kAlias};
constexpr std::array kList{Argument{"domain", Kind::text, false, false, "Only this domain"}};

constexpr std::array kOperations{
    Operation{"alias.create", "Make an alias", changes(Area::domains).of_address("alias"), false, kCreate, create, "Alias"}
        .showing(shown),
    Operation{"alias.list", "List the aliases", reads(Area::domains).of_own_domains("domain"), false, kList, list, "[Alias]"},
    Operation{"alias.update", "Change an alias: its targets, and who may write to it and send as it",
              changes(Area::domains).of_address("alias"), false, kUpdate, update, "Alias"}
        .showing(shown),
    Operation{"alias.delete", "Delete an alias", changes(Area::domains).of_address("alias"), false, kOne, remove, "none"}
        .showing(shown),
};

}  // namespace
}  // namespace on_alias

std::span<const Operation> alias_operations() { return on_alias::kOperations; }

}  // namespace postern::admin
