// The one decision about who may call what.
#include "admin/caller.h"

#include <algorithm>
#include <utility>

#include "admin/operation.h"
#include "admin/words.h"

namespace postern::admin {
namespace {

bool role_allows(Roles roles, const Access& access) {
  if (roles.has(Role::owner)) return true;
  if (roles.has(Role::reader) && !access.changes) return true;
  switch (access.area) {
    case Area::domains: return roles.has(Role::domains);
    case Area::security: return roles.has(Role::security);
    case Area::queue: return roles.has(Role::queue);
    case Area::any: return !roles.empty();
    case Area::system:
    case Area::nobody: return false;
  }
  return false;
}

Result<void> sees_domain(const Caller& caller, const directory::Snapshot& all, const std::string& name) {
  auto parsed = address::parse_domain(name);
  if (!parsed) return pass_on(parsed);
  const auto domain = all.domain(*parsed);
  if (!domain || !caller.sees(domain->id)) return no_domain(*parsed);
  return {};
}

Result<void> sees_account(const Caller& caller, bool also_himself, const directory::Snapshot& all, const std::string& address) {
  auto account = account_at(all, address);
  if (!account) return pass_on(account);
  const bool himself = also_himself && caller.account == (*account)->id;
  if (!himself && !caller.sees((*account)->domain)) return no_account(address);
  return {};
}

Result<void> in_reach(const Caller& caller, const Access& access, const json::object& arguments,
                      const directory::Snapshot& all) {
  const auto* given = arguments.if_contains(access.argument);
  const std::string text = given && given->is_string() ? std::string(given->get_string()) : std::string();
  switch (access.reach) {
    case Reach::system: return denied();
    case Reach::domain: return sees_domain(caller, all, text);
    case Reach::account: return sees_account(caller, access.self, all, text);
    case Reach::account_or_domain:
      if (!text.contains('@')) return sees_domain(caller, all, text);
      return sees_account(caller, access.self, all, text);
    case Reach::own_domains:
      if (text.empty()) return {};
      return sees_domain(caller, all, text);
    case Reach::address: {
      auto mailbox = mailbox_of(text);
      if (!mailbox) return pass_on(mailbox);
      return sees_domain(caller, all, mailbox->domain().ascii());
    }
  }
  return denied();
}

}  // namespace

std::unexpected<Error> denied() {
  return fail(Failure::denied, "Your role does not allow this: an owner of the server can give you another");
}

bool Caller::sees(DomainId id) const {
  if (roles.empty()) return false;
  return !domains || std::ranges::find(*domains, id) != domains->end();
}

Caller owner(std::string name) { return {.name = std::move(name), .roles = {Role::owner}, .proven = true, .local = true}; }

bool may_ever(const Caller& caller, const Operation& row) {
  if (row.access.area == Area::nobody) return false;
  if (!caller.by.empty() && row.access.changes) return false;
  if (row.access.self && caller.account) return true;
  return role_allows(caller.roles, row.access) && (!caller.domains || row.access.reach != Reach::system);
}

Result<void> may(const Caller& caller, const Operation& row, const json::object& arguments, const directory::Snapshot& all) {
  if (!may_ever(caller, row)) return denied();
  if (!caller.domains && role_allows(caller.roles, row.access)) return {};
  return in_reach(caller, row.access, arguments, all);
}

std::string_view name(Area area) {
  switch (area) {
    case Area::nobody: return "nobody";
    case Area::system: return "system";
    case Area::domains: return "domains";
    case Area::security: return "security";
    case Area::queue: return "queue";
    case Area::any: return "any";
  }
  return "";
}

std::string_view name(Cost cost) {
  switch (cost) {
    case Cost::light: return "light";
    case Cost::heavy: return "heavy";
    case Cost::live: return "live";
  }
  return "";
}

}  // namespace postern::admin
