// Operations on application passwords: add, list, remove.
#include "auth/app_password.h"

#include <algorithm>

#include "admin/account_plan.h"
#include "admin/impersonate.h"
#include "admin/nouns.h"
#include "admin/subjects.h"
#include "admin/words.h"
#include "admin/world.h"
#include "directory/protocols.h"
#include "net/stream.h"

namespace postern::admin {
namespace on_app_password {
namespace {

json::object describe(const directory::AppPassword& p) {
  return {{"number", p.number},
          {"label", p.label},
          {"protocols", texts(directory::protocols_of(p.services))},
          {"networks", texts(p.networks)},
          {"read_only", p.read_only},
          {"created", rfc3339(p.created)},
          {"expires", p.expires.ms == 0 ? "" : rfc3339(p.expires)}};
}

// What was asked for: all protocols where mail is read, and sending, unless others are named.
Result<directory::AppPassword> wanted(const World& world, const Call& call) {
  directory::AppPassword out;
  out.label = call.text("label");
  out.networks = call.list("networks");
  out.read_only = call.flag("read_only");
  auto protocols = call.list("protocols");
  if (protocols.empty()) protocols = {"imap", "pop3"};
  if (!call.arguments.contains("protocols") && !out.read_only) protocols.emplace_back("smtp");
  auto services = directory::services_of(protocols);
  if (!services) return blame("protocols", std::move(services.error()));
  out.services = std::move(*services);
  if (!call.text("expires_in").empty()) {
    auto span = read(call, "expires_in", span_of);
    if (!span) return pass_on(span);
    out.expires = world.time.now() + *span;
  }
  return out;
}

Task<Result<json::value>> add(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto id = (*account)->id;
  auto scope = wanted(world, call);
  if (!scope) co_return pass_on(scope);
  std::erase_if(scope->services, [&](events::Service service) { return !(*account)->may_use(service); });
  if (scope->services.empty()) co_return fail_argument("protocols", "None of these is open to the account");
  auto salt = co_await salt_of_account(world, id);
  if (!salt) co_return pass_on(salt);
  auto made = co_await auth::make_app_password(world.pool, world.random, world.sealer, id, std::move(*salt), std::move(*scope));
  if (!made) co_return pass_on(made);
  auto number = co_await world.directory.add_app_password(id, made->record);
  if (!number) co_return pass_on(number);
  co_await tell_of_way_in(world, call, *account, written<"an application password">());
  const auto all = world.directory.snapshot()->app_passwords(id);
  const auto* kept = all ? all->find(*number) : nullptr;
  json::object out = kept ? describe(*kept) : json::object{{"number", *number}};
  out["password"] = std::string(made->password.reveal());
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  const auto directory = world.directory.snapshot();
  auto account = account_at(*directory, call, "address");
  if (!account) co_return pass_on(account);
  auto uses = co_await world.directory.app_password_uses((*account)->id);
  if (!uses) co_return pass_on(uses);
  json::array out;
  const auto all = directory->app_passwords((*account)->id);
  if (!all) co_return out;
  for (const auto& p : all->list) {
    if (p.refresh) continue;  // a token: oauth-token.list
    auto row = describe(p);
    add_last_use(row, *uses, p.number);
    out.push_back(std::move(row));
  }
  co_return out;
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto number = call.number("number").value_or(0);
  if (number == 0 || number > UINT32_MAX) co_return fail_argument("number", "The number is the one that the list shows");
  const auto held = world.directory.snapshot()->app_passwords((*account)->id);
  const auto* password = held ? held->find(static_cast<std::uint32_t>(number)) : nullptr;
  // A token has a number too: oauth-token.remove takes it away, and says what it was.
  if (!password || password->refresh)
    co_return fail(Failure::not_found, "The account has no application password of this number");
  auto done = co_await world.directory.remove_app_password((*account)->id, password->number);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

constexpr std::array kOne{kAccountAddress};
constexpr std::array kAdd{
    kAccountAddress,
    Argument{"label", Kind::text, true, true, "What it is for, such as the device"},
    Argument{"protocols", Kind::list, false, false, "Where it opens: smtp, imap, pop3, sieve, web; else smtp, imap and pop3"},
    Argument{"networks", Kind::list, false, false, "From where, such as 192.0.2.0/24; else from everywhere"},
    Argument{"expires_in", Kind::text, false, false, "Its life, such as 90d; else it does not end"},
    Argument{"read_only", Kind::flag, false, false, "Mail can be read with it; nothing is changed, deleted or sent"}};
constexpr std::array kRemove{kAccountAddress, Argument{"number", Kind::number, true, true, "Its number in the list"}};

constexpr std::array kOperations{
    Operation{"app-password.add", "Make an application password and show it, this once",
              changes(Area::domains).of_account("address").or_himself().heavy().if_proven(), false, kAdd, add,
              "{AppPassword, password: text}"}
        .showing(keys_shown),
    Operation{"app-password.list", "List an account's application passwords, and when each was last used",
              reads(Area::domains).of_account("address").or_himself(), false, kOne, list, "[{AppPassword, LastUse}]"},
    Operation{"app-password.remove", "Take an application password away; its sessions end",
              changes(Area::domains).of_account("address").or_himself(), false, kRemove, remove, "none"}
        .showing(keys_shown),
};

}  // namespace
}  // namespace on_app_password

std::span<const Operation> app_password_operations() { return on_app_password::kOperations; }

}  // namespace postern::admin
