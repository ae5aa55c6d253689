// Operations on administrators: add, list, show, change, remove, passwords, networks, second factors, sessions.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "admin/account_facts.h"
#include "admin/administrators.h"
#include "admin/nouns.h"
#include "admin/user_sessions.h"
#include "admin/words.h"
#include "admin/world.h"
#include "base/text.h"
#include "guard/administrator_id.h"
#include "guard/guard.h"

namespace postern::admin {
namespace on_admin {
namespace {

// None: the whole server.
json::value domain_names(const World& world, const Administrator& a) {
  if (!a.domains) return {};
  json::array out;
  const auto all = world.directory.snapshot();
  for (const auto id : *a.domains)
    if (const auto domain = all->domain(id)) out.emplace_back(domain->name.ascii());
  return out;
}

// When and from where; what is not known is empty.
void tell_try(json::object& out, const World& world, const std::string& name, const guard::LoginTry& one) {
  const bool has_address = one.was_made() && one.from != IpAddress{};
  out[name] = one.was_made() ? rfc3339(one.at) : "";
  out[name + "_ip"] = has_address ? one.from.text() : "";
  out[name + "_country"] = has_address ? world.guard.country_of(one.from) : "";
}

json::object describe(const World& world, const Administrator& a, const std::map<std::string, std::size_t>& sessions) {
  json::array networks;
  for (const auto& rule : a.rules) networks.push_back({{"network", rule.network.text()}, {"description", rule.description}});
  const auto its = sessions.find(a.name);
  json::object out{{"name", a.name},
                   {"roles", texts(names_of(a.roles))},
                   {"domains", domain_names(world, a)},
                   {"status", a.disabled ? "disabled" : "active"},
                   {"second_factor", a.has_second_factor()},
                   {"passkeys", a.passkeys.size()},
                   {"recovery_codes_left", a.second_factor.recovery.size()},
                   {"networks", std::move(networks)},
                   {"sessions", its == sessions.end() ? std::size_t{0} : its->second},
                   {"created", rfc3339(a.created)},
                   {"password_changed", rfc3339(a.password_changed)}};
  const auto [right, wrong] = world.guard.last_logins(guard::id_of_administrator(a.name));
  tell_try(out, world, "last_login", right);
  tell_try(out, world, "last_failed_login", wrong);
  return out;
}

json::object describe(const World& world, const Administrator& a) {
  return describe(world, a, world.administrators.session_counts());
}

Result<Administrator> named(const World& world, const Call& call) {
  const auto all = world.administrators.roster();
  const auto* a = all->find(call.text("name"));
  if (!a) return fail(Failure::not_found, "There is no administrator of this name: postern admin list shows those that are");
  return *a;
}

// "192.0.2.0/24 the office": a network, and what it is.
Result<std::vector<IpRule>> rules_of(const std::vector<std::string>& texts) {
  std::vector<IpRule> out;
  for (const auto& text : texts) {
    const auto space = text.find(' ');
    auto network = IpNetwork::parse(text.substr(0, space));
    if (!network) return blame("networks", std::move(network.error()));
    if (auto good = check_shown("networks", text); !good) return pass_on(good);
    out.push_back({*network, space == text.npos ? std::string() : text.substr(space + 1)});
  }
  return out;
}

// H12: until others are named, the server itself alone.
std::vector<IpRule> loopback() {
  return {{IpNetwork::parse("127.0.0.0/8").value(), "this server"}, {IpNetwork::parse("::1/128").value(), "this server"}};
}

Result<std::optional<std::vector<DomainId>>> domains_of(const World& world, const Call& call) {
  if (!call.arguments.contains("domains")) return std::nullopt;
  const auto all = world.directory.snapshot();
  std::set<DomainId> out;
  for (const auto& name : call.list("domains")) {
    auto domain = domain_named(*all, name);
    if (!domain) return blame("domains", std::move(domain.error()));
    out.insert((*domain)->id);
  }
  return std::vector(out.begin(), out.end());
}

// The one that was given, or one that is made and shown.
struct Chosen {
  Secret password;
  std::string shown;
};
Result<Chosen> chosen_password(World& world, const Call& call) {
  if (call.arguments.contains("password")) return Chosen{Secret(call.text("password")), {}};
  auto made = world.administrators.generate_password(call.text("name"));
  if (!made) return pass_on(made);
  std::string shown(made->reveal());
  return Chosen{std::move(*made), std::move(shown)};
}

// Changes one administrator and shows him.
Task<Result<json::value>> edit(World& world, const Call& call, std::string name,
                               std::function<Result<void>(Administrator&)> change) {
  const auto in_roster = [&](Roster& all) -> Result<void> {
    auto* a = all.find(name);
    if (!a) return fail(Failure::not_found, "There is no administrator of this name");
    return change(*a);
  };
  auto done = co_await world.administrators.change(in_roster, Administrators::by(call.caller));
  if (!done) co_return pass_on(done);
  const auto all = world.administrators.roster();
  const auto* a = all->find(name);
  if (!a) co_return fail(Failure::not_found, "The administrator is gone");
  co_return describe(world, *a);
}

Task<Result<json::value>> add(World& world, const Call& call) {
  auto roles = roles_named(call.list("roles"));
  if (!roles) co_return blame("roles", std::move(roles.error()));
  auto domains = domains_of(world, call);
  if (!domains) co_return pass_on(domains);
  auto rules = rules_of(call.list("networks"));
  if (!rules) co_return pass_on(rules);
  const auto name = call.text("name");
  if (auto good = check_name(name); !good) co_return blame("name", std::move(good.error()));
  auto chosen = chosen_password(world, call);
  if (!chosen) co_return pass_on(chosen);
  auto sealed = co_await world.administrators.sealed_password(name, std::move(chosen->password));
  if (!sealed) co_return blame("password", std::move(sealed.error()));
  const auto now = world.time.now();
  Administrator fresh{.name = name,
                      .roles = *roles,
                      .domains = std::move(*domains),
                      .created = now,
                      .password = std::move(*sealed),
                      .password_changed = now,
                      .rules = rules->empty() ? loopback() : std::move(*rules),
                      .invited_until = now + world.administrators.settings()->invitation_life,
                      .invited_by = call.caller.name};
  const auto put = [&](Roster& all) -> Result<void> {
    if (all.find(name)) return fail_argument("name", "There is an administrator of this name already", Failure::exists);
    all.administrators.push_back(fresh);
    return {};
  };
  auto done = co_await world.administrators.change(put);
  if (!done) co_return pass_on(done);
  auto out = describe(world, fresh);
  if (!chosen->shown.empty()) out["password"] = chosen->shown;
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call&) {
  json::array out;
  const auto all = world.administrators.roster();
  const auto sessions = world.administrators.session_counts();  // once for all rows
  for (const auto& a : all->administrators) out.push_back(describe(world, a, sessions));
  co_return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto a = named(world, call);
  if (!a) co_return pass_on(a);
  co_return describe(world, *a);
}

// Of those whom `fits` lets go; it says why not.
Task<Result<json::value>> remove_if(World& world, const Call& call, std::function<Result<void>(const Administrator&)> fits) {
  const auto name = call.text("name");
  const auto drop = [&](Roster& all) -> Result<void> {
    const auto* a = all.find(name);
    if (!a) return fail(Failure::not_found, "There is no administrator of this name");
    if (auto may_go = fits(*a); !may_go) return may_go;
    std::erase_if(all.administrators, [&](const Administrator& one) { return one.name == name; });
    std::erase_if(all.tokens, [&](const ApiToken& t) { return t.administrator == name; });
    return {};
  };
  auto done = co_await world.administrators.change(drop, Administrators::by(call.caller));
  if (!done) co_return pass_on(done);
  world.administrators.end_sessions(name);
  auto forgotten = co_await world.guard.forget_logins(guard::id_of_administrator(name));
  if (!forgotten) co_return pass_on(forgotten);
  co_return json::value();
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  return remove_if(world, call, [](const Administrator&) -> Result<void> { return {}; });
}

// ---- invitations: who was made and has not come yet ----

Task<Result<json::value>> invitations(World& world, const Call&) {
  json::array out;
  const auto all = world.administrators.roster();
  const auto now = world.time.now();
  for (const auto& a : all->administrators)
    if (a.is_invited())
      out.push_back({{"name", a.name},
                     {"roles", texts(names_of(a.roles))},
                     {"domains", domain_names(world, a)},
                     {"invited", rfc3339(a.created)},
                     {"by", a.invited_by},
                     {"until", rfc3339(a.invited_until)},
                     {"over", now >= a.invited_until}});
  co_return out;
}

Task<Result<json::value>> withdraw(World& world, const Call& call) {
  return remove_if(world, call, [](const Administrator& a) -> Result<void> {
    if (a.is_invited()) return {};
    return fail(Failure::conflict, "The invitation is open no more: he has set up his second factor");
  });
}

Task<Result<json::value>> update(World& world, const Call& call) {
  auto domains = domains_of(world, call);
  if (!domains) co_return pass_on(domains);
  auto roles = call.arguments.contains("roles") ? roles_named(call.list("roles")) : Result<Roles>(Roles{});
  if (!roles) co_return blame("roles", std::move(roles.error()));
  const auto change = [&](Administrator& a) -> Result<void> {
    if (!roles->empty()) a.roles = *roles;
    if (*domains) a.domains = **domains;
    if (call.flag("all_domains")) a.domains.reset();
    if (call.flag("disable")) a.disabled = true;
    if (call.flag("enable")) a.disabled = false;
    ++a.version;
    return {};
  };
  co_return co_await edit(world, call, call.text("name"), change);
}

Task<Result<json::value>> password(World& world, const Call& call) {
  auto chosen = chosen_password(world, call);
  if (!chosen) co_return pass_on(chosen);
  auto sealed = co_await world.administrators.sealed_password(call.text("name"), std::move(chosen->password));
  if (!sealed) co_return blame("password", std::move(sealed.error()));
  const auto change = [&](Administrator& a) -> Result<void> {
    a.password = *sealed;
    a.password_changed = world.time.now();
    if (a.is_invited()) a.invited_until = a.password_changed + world.administrators.settings()->invitation_life;
    ++a.version;
    return {};
  };
  auto done = co_await edit(world, call, call.text("name"), change);
  if (!done) co_return done;
  if (chosen->shown.empty()) co_return json::object{};
  co_return json::object{{"password", chosen->shown}};
}

// H12: nobody shuts out the session he saves this by.
Task<Result<json::value>> ip_rules(World& world, const Call& call) {
  auto rules = rules_of(call.list("networks"));
  if (!rules) co_return pass_on(rules);
  const auto name = call.text("name");
  const auto from = call.caller.name == name ? call.caller.from : std::nullopt;
  const auto change = [&](Administrator& a) -> Result<void> {
    a.rules = *rules;
    if (from && !a.may_come_from(*from))
      return fail(Failure::conflict, fmt::format("This would shut you out: you come from {}", from->text()));
    return {};
  };
  co_return co_await edit(world, call, name, change);
}

// H11: the way back for who has lost the device, for whoever has the server's own shell. The password that was is void as well.
Task<Result<json::value>> reset_second_factor(World& world, const Call& call) {
  if (!call.caller.local) co_return fail(Failure::denied, "Only on the server's own shell: postern admin reset-2fa NAME");
  const auto name = call.text("name");
  auto made = world.administrators.generate_password(name);
  if (!made) co_return pass_on(made);
  const std::string shown(made->reveal());
  auto sealed = co_await world.administrators.sealed_password(name, std::move(*made));
  if (!sealed) co_return pass_on(sealed);
  const auto change = [&](Administrator& a) -> Result<void> {
    a.second_factor = {};
    a.passkeys.clear();
    a.password = *sealed;
    a.password_changed = world.time.now();
    if (a.is_invited()) a.invited_until = a.password_changed + world.administrators.settings()->invitation_life;
    ++a.version;
    return {};
  };
  auto done = co_await edit(world, call, name, change);
  if (!done) co_return done;
  world.administrators.end_sessions(name);
  world.administrators.tell_others(name, "the second factor was reset on the server's own shell");
  co_return json::object{{"password", shown}};
}

// The beginning of a hash tells apart the few that there are.
std::string id_of(const std::string& hash) { return hash.substr(0, 16); }

json::object describe(const World& world, const Caller& caller, const std::string& hash, const UserSessions::Session& s) {
  return {{"id", id_of(hash)},
          {"current", hash == caller.session},
          {"administrator", s.by ? s.by->administrator : ""},
          {"account", s.who.address},
          {"from", s.from ? s.from->text() : ""},
          {"agent", s.agent},
          {"began", rfc3339(s.began)},
          {"seen", rfc3339(wall_time(world.time, s.seen))},
          {"to_enrol", world.users->is_to_enrol(s)},
          {"reason", s.by ? s.by->reason : ""}};
}

Task<Result<json::value>> sessions(World& world, const Call& call) {
  json::array out;
  for (const auto& [hash, s] : world.administrators.sessions())
    out.push_back({{"id", id_of(hash)},
                   {"current", hash == call.caller.session},
                   {"administrator", s.administrator},
                   {"account", ""},
                   {"from", s.from.text()},
                   {"agent", s.agent},
                   {"began", rfc3339(s.began)},
                   {"seen", rfc3339(wall_time(world.time, s.seen))},
                   {"to_enrol", s.to_enrol},
                   {"reason", ""}});
  if (!world.users) co_return out;
  for (const auto& [hash, s] : world.users->list()) out.push_back(describe(world, call.caller, hash, s));
  co_return out;
}

// Of a user: those in his name too. Of an administrator: also what he has begun in others' names.
Task<Result<json::value>> end_sessions(World& world, const Call& call) {
  if (call.text("name").find('@') != std::string::npos) {
    auto account = account_at(*world.directory.snapshot(), call, "name");
    if (!account) co_return pass_on(account);
    if (world.users) world.users->end((*account)->id);
    co_return json::value();
  }
  auto a = named(world, call);
  if (!a) co_return pass_on(a);
  world.administrators.end_sessions(a->name);
  if (world.users) world.users->end_all_by(a->name);
  co_return json::value();
}

Task<Result<json::value>> end_session(World& world, const Call& call) {
  const auto id = call.text("id");
  for (const auto& [hash, s] : world.administrators.sessions())
    if (id_of(hash) == id && world.administrators.end_session(hash)) co_return json::value();
  if (world.users)
    for (const auto& [hash, s] : world.users->list())
      if (id_of(hash) == id && world.users->end_one(hash)) co_return json::value();
  co_return fail(Failure::not_found, "There is no such session: postern admin sessions lists them");
}

// What he may do, and from where.
Task<Result<json::object>> shown(World& world, const Call& call) {
  const auto all = world.administrators.roster();
  const auto* a = all->find(call.text("name"));
  if (!a) co_return json::object{};
  json::array networks;
  for (const auto& rule : a->rules) networks.emplace_back(std::string(trim(rule.network.text() + " " + rule.description)));
  auto domains = domain_names(world, *a);
  co_return json::object{{"roles", texts(names_of(a->roles))},
                         {"domains", domains.is_null() ? json::value("all") : std::move(domains)},
                         {"status", a->disabled ? "disabled" : "active"},
                         {"networks", std::move(networks)},
                         {"second_factor", a->has_second_factor()},
                         {"passkeys", a->passkeys.size()},
                         {"password_changed", rfc3339(a->password_changed)}};
}

constexpr Argument kName{"name", Kind::text, true, true, "The administrator"};
constexpr Argument kRoles{"roles", Kind::list, false, false, "Some of reader, security, domains, queue, owner"};
constexpr Argument kDomains{"domains", Kind::list, false, false, "Only these domains; else the whole server"};
constexpr Argument kNetworks{"networks", Kind::list, false, false,
                             "From where, such as \"192.0.2.0/24 the office\"; else from the server itself alone"};
constexpr Argument kPassword{"password", Kind::secret, false, false, "Give the password; without it one is made and shown"};
constexpr std::array kOne{kName};
constexpr std::array kWhose{Argument{"name", Kind::text, true, true, "The administrator, or a user's address"}};
constexpr std::array kSession{Argument{"id", Kind::text, true, true, "As the list of sessions shows it"}};
constexpr std::array kAdd{kName, kRoles, kDomains, kNetworks, kPassword};
constexpr std::array kUpdate{kName,
                             kRoles,
                             kDomains,
                             Argument{"all_domains", Kind::flag, false, false, "The whole server again"},
                             Argument{"disable", Kind::flag, false, false, "No login and no token, until enabled"},
                             Argument{"enable", Kind::flag, false, false, "Undo disable"}};
constexpr std::array kNewPassword{kName, kPassword};
constexpr std::array kRules{kName, Argument{"networks", Kind::list, true, false,
                                            "From where, such as \"192.0.2.0/24 the office\", in place of those before"}};

constexpr std::array kOperations{
    Operation{"admin.add", "Make an administrator; the second factor is asked for at the first login",
              changes(Area::system).heavy().in_person(), false, kAdd, add, "{Administrator, password?: text}"}
        .showing(shown),
    Operation{"admin.list", "List the administrators", reads(Area::system), false, {}, list, "[Administrator]"},
    Operation{"admin.invitations",
              "List the administrators who were made and have not set up their second factor yet, and until when each may",
              reads(Area::system),
              false,
              {},
              invitations,
              "[Invitation]"},
    Operation{"admin.withdraw", "Withdraw an invitation that is open: whom it was for is no administrator",
              changes(Area::system).in_person(), false, kOne, withdraw, "none"}
        .showing(shown),
    Operation{"admin.show", "Show one administrator", reads(Area::system), false, kOne, show, "Administrator"},
    Operation{"admin.update", "Change what an administrator may do; his sessions end", changes(Area::system).in_person(), false,
              kUpdate, update, "Administrator"}
        .showing(shown),
    Operation{"admin.password", "Set an administrator's password; his sessions end", changes(Area::system).heavy().in_person(),
              false, kNewPassword, password, "{password?: text}"}
        .showing(shown),
    Operation{"admin.ip-rules", "Say from where an administrator may come", changes(Area::system).in_person(), false, kRules,
              ip_rules, "Administrator"}
        .showing(shown),
    Operation{"admin.reset-2fa",
              "For who has lost the device: take the second factor away and make a new password; on the server's own shell",
              changes(Area::system).heavy(), false, kOne, reset_second_factor, "{password: text}"}
        .showing(shown),
    Operation{"admin.sessions",
              "List the sessions of administrators and users, and who acts in whose name",
              reads(Area::system),
              true,
              {},
              sessions,
              "[OpenSession]"},
    Operation{"admin.end-sessions", "End all sessions of an administrator, or of a user and in his name", changes(Area::system),
              true, kWhose, end_sessions, "none"},
    Operation{"admin.end-session", "End one session, of an administrator or a user or in his name", changes(Area::system), true,
              kSession, end_session, "none"},
    Operation{"admin.remove", "Remove an administrator with his sessions and tokens", changes(Area::system).in_person(), false,
              kOne, remove, "none"}
        .showing(shown),
};

}  // namespace
}  // namespace on_admin

std::span<const Operation> admin_operations() { return on_admin::kOperations; }

}  // namespace postern::admin
