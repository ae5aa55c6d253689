// Operations on service accounts: what a web form or a device sends with (H08).
#include <algorithm>

#include "admin/account_plan.h"
#include "admin/nouns.h"
#include "admin/subjects.h"
#include "admin/words.h"
#include "admin/world.h"
#include "auth/password_policy.h"
#include "base/ip_address.h"
#include "net/stream.h"

namespace postern::admin {
namespace on_service_account {
namespace {

using directory::ServiceScope;

constexpr std::uint32_t kHourly = 100;

json::object describe(const directory::Snapshot& all, const directory::Account& a) {
  json::array senders;
  for (const auto& sender : a.service->senders) senders.emplace_back(text_of(all, sender));
  return {{"address", all.address_of(a).text()},
          {"description", a.display_name},
          {"status", a.status == directory::Status::active ? "active" : "disabled"},
          {"senders", std::move(senders)},
          {"networks", texts(a.service->networks)},
          {"hourly", a.service->hourly},
          {"created", rfc3339(a.created)},
          {"expires", a.service->expires.ms == 0 ? "" : rfc3339(a.service->expires)}};
}

Task<Result<json::object>> with_last_use(World& world, const directory::Snapshot& all, const directory::Account& a) {
  auto uses = co_await world.directory.app_password_uses(a.id);
  if (!uses) co_return pass_on(uses);
  auto out = describe(all, a);
  add_last_use(out, *uses, 0);
  co_return out;
}

// "web@home.test", or "@home.test" for all of a domain; of the caller's own domains, so that nobody sends as another tenant.
Result<ServiceScope::Sender> sender_of(const directory::Snapshot& all, const Caller& caller, const std::string& word) {
  const auto at = word.rfind('@');
  auto name = address::parse_domain(at == word.npos ? "" : word.substr(at + 1));
  if (!name) return fail(Failure::invalid, "A sender is an address of this server, or @domain for all of one: " + word);
  const auto domain = all.domain(*name);
  if (!domain || !caller.sees(domain->id)) return no_domain(*name);
  if (at == 0) return ServiceScope::Sender{domain->id};
  auto mailbox = mailbox_of(word);
  if (!mailbox) return pass_on(mailbox);
  return ServiceScope::Sender{domain->id, mailbox->local()};
}

Result<void> read_senders(World& world, const Call& call, ServiceScope& scope) {
  if (!call.arguments.contains("senders")) return {};
  scope.senders.clear();
  const auto all = world.directory.snapshot();
  for (const auto& word : call.list("senders")) {
    auto sender = sender_of(*all, call.caller, word);
    if (!sender) return blame("senders", std::move(sender.error()));
    scope.senders.push_back(std::move(*sender));
  }
  return {};
}

Result<void> read_networks(const Call& call, ServiceScope& scope) {
  if (!call.arguments.contains("networks")) return {};
  scope.networks = call.list("networks");
  if (scope.networks.empty()) return fail_argument("networks", "Say from where it sends: --networks 192.0.2.7");
  for (const auto& text : scope.networks)
    if (auto network = IpNetwork::parse(text); !network) return blame("networks", std::move(network.error()));
  return {};
}

// What the arguments say, over what is there.
Result<void> read_scope(World& world, const Call& call, ServiceScope& scope) {
  auto good = read_senders(world, call, scope);
  if (good) good = read_networks(call, scope);
  if (!good) return good;
  if (const auto hourly = call.number("hourly"))
    scope.hourly = static_cast<std::uint32_t>(std::min<std::uint64_t>(*hourly, directory::kMostServiceHourly + 1));
  if (const auto text = call.text("expires_in"); text == "never") {
    scope.expires = {};
  } else if (!text.empty()) {
    auto span = read(call, "expires_in", span_of);
    if (!span) return pass_on(span);
    scope.expires = world.time.now() + *span;
  }
  auto bounded = directory::check(scope);
  const bool is_rate = scope.hourly < 1 || scope.hourly > directory::kMostServiceHourly;
  const bool is_network = scope.networks.size() > directory::kMostServiceNetworks;
  if (!bounded) return blame(is_network ? "networks" : is_rate ? "hourly" : "senders", std::move(bounded.error()));
  return {};
}

Result<std::shared_ptr<const directory::Account>> service_at(const directory::Snapshot& all, const std::string& address) {
  auto account = account_at(all, address);
  if (account && !(*account)->service) return fail(Failure::not_found, "This account is a person's, not a service's");
  return account;
}

struct Made {
  Secret password;
  auth::PreparedPassword prepared;
};

Task<Result<Made>> make_password(World& world, address::Mailbox owner, auth::NewPassword wanted) {
  auto password =
      auth::generate_password(policy_of(world, owner.domain()), {owner.local(), {}, owner.domain().unicode()}, world.random);
  if (!password) co_return pass_on(password);
  auto prepared = co_await auth::prepare_password(world.pool, world.hasher, world.random, *password, std::move(wanted));
  if (!prepared) co_return pass_on(prepared);
  co_return Made{std::move(*password), std::move(*prepared)};
}

Task<Result<json::value>> create(World& world, const Call& call) {
  auto mailbox = read(call, "address", mailbox_of);
  if (!mailbox) co_return pass_on(mailbox);
  const auto home = world.directory.snapshot()->domain(mailbox->domain());
  if (!home) co_return no_domain(mailbox->domain());
  ServiceScope scope{.senders = {{home->id, mailbox->local()}}, .networks = {}, .hourly = kHourly};
  auto good = read_scope(world, call, scope);
  if (!good) co_return pass_on(good);
  auto wanted = new_password(world, *mailbox, call.text("description"), true);
  auto made = co_await make_password(world, *mailbox, std::move(wanted));
  if (!made) co_return pass_on(made);
  directory::NewAccount fresh{.address = *mailbox,
                              .display_name = call.text("description"),
                              .policy_exempt = true,
                              .service = std::move(scope),
                              .credentials = [&](AccountId id) { return auth::seal(world.sealer, id, made->prepared); }};
  auto id = co_await world.directory.create_account(std::move(fresh));
  if (!id) co_return blame_taken("address", std::move(id.error()));
  const auto all = world.directory.snapshot();
  auto out = describe(*all, *all->account(*id));
  out["password"] = std::string(made->password.reveal());
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  json::array out;
  for (const auto& a : all->accounts(listed_domains(call, *all))) {
    if (!a->service) continue;
    auto row = co_await with_last_use(world, *all, *a);
    if (!row) co_return pass_on(row);
    out.push_back(std::move(*row));
  }
  co_return out;
}

Task<Result<json::value>> show(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto account = service_at(*all, call.text("address"));
  if (!account) co_return pass_on(account);
  auto row = co_await with_last_use(world, *all, **account);
  if (!row) co_return pass_on(row);
  co_return std::move(*row);
}

// In place of the one it has, whose sessions end.
Task<Result<Secret>> renew_password(World& world, const directory::Account& a) {
  auto wanted = co_await next_password(world, a);
  if (!wanted) co_return pass_on(wanted);
  auto made = co_await make_password(world, world.directory.snapshot()->address_of(a), std::move(*wanted));
  if (!made) co_return pass_on(made);
  auto done = co_await world.directory.set_credentials(a.id, auth::seal(world.sealer, a.id, made->prepared));
  if (!done) co_return pass_on(done);
  co_return std::move(made->password);
}

Task<Result<json::value>> update(World& world, const Call& call) {
  auto account = service_at(*world.directory.snapshot(), call.text("address"));
  if (!account) co_return pass_on(account);
  const auto change = [&](directory::Account& a) -> Result<void> {
    if (call.arguments.contains("description")) a.display_name = call.text("description");
    if (call.flag("disable")) a.status = directory::Status::disabled;
    if (call.flag("enable")) a.status = directory::Status::active;
    return read_scope(world, call, *a.service);
  };
  auto done = co_await world.directory.update_account((*account)->id, change);
  if (!done) co_return pass_on(done);
  Secret password;
  if (call.flag("new_password")) {
    auto made = co_await renew_password(world, **account);
    if (!made) co_return pass_on(made);
    password = std::move(*made);
  }
  auto out = co_await show(world, call);
  if (out && !password.empty()) out->as_object()["password"] = std::string(password.reveal());
  co_return out;
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto account = service_at(*world.directory.snapshot(), call.text("address"));
  if (!account) co_return pass_on(account);
  auto done = co_await world.directory.delete_account((*account)->id);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

constexpr Argument kAddress{"address", Kind::text, true, true, "The name it logs in with, such as printer@example.org"};
constexpr Argument kSenders{"senders", Kind::list, false, false,
                            "In whose name it sends: addresses of this server, or @domain; else only its own"};
constexpr Argument kHourlyCap{"hourly", Kind::number, false, false, "So many recipients an hour; 100 when not given"};
constexpr Argument kExpires{"expires_in", Kind::text, false, false, "Its life, such as 90d; never: it does not end"};
constexpr Argument kDescription{"description", Kind::text, false, false, "What it is for, and whom to ask"};
constexpr std::array kOne{kAddress};
constexpr std::array kList{Argument{"domain", Kind::text, false, false, "Only this domain"}};
constexpr std::array kCreate{
    kAddress, Argument{"networks", Kind::list, true, false, "From where it sends, such as 192.0.2.7 or 192.0.2.0/24"},
    kSenders, kHourlyCap,
    kExpires, kDescription};
constexpr std::array kUpdate{
    kAddress,
    Argument{"networks", Kind::list, false, false, "From where it sends, in place of those it has"},
    kSenders,
    kHourlyCap,
    kExpires,
    kDescription,
    Argument{"disable", Kind::flag, false, false, "It sends nothing more"},
    Argument{"enable", Kind::flag, false, false, "Undo disable"},
    Argument{"new_password", Kind::flag, false, false, "Make a password in place of the one it has, and show it, this once"}};

constexpr std::array kOperations{
    Operation{"service-account.create", "Make an account that only sends, and show its password, this once",
              changes(Area::domains).of_address("address").heavy(), false, kCreate, create, "{ServiceAccount, password: text}"}
        .showing(account_shown),
    Operation{"service-account.list", "List the service accounts, and when each was last used",
              reads(Area::domains).of_own_domains("domain"), false, kList, list, "[{ServiceAccount, LastUse}]"},
    Operation{"service-account.show", "Show one service account", reads(Area::domains).of_account("address"), false, kOne, show,
              "{ServiceAccount, LastUse}"},
    Operation{"service-account.update", "Change a service account's bounds, or its password",
              changes(Area::domains).of_account("address").heavy().if_proven(), false, kUpdate, update,
              "{ServiceAccount, LastUse, password?: text}"}
        .showing(account_shown),
    Operation{"service-account.remove", "Take a service account away; its sessions end",
              changes(Area::domains).of_account("address"), false, kOne, remove, "none"}
        .showing(account_shown),
};

}  // namespace
}  // namespace on_service_account

std::span<const Operation> service_account_operations() { return on_service_account::kOperations; }

}  // namespace postern::admin
