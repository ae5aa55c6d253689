// Operations on bearer tokens: what a person's program logs in with by OAUTHBEARER or XOAUTH2.
#include <algorithm>

#include "admin/impersonate.h"
#include "admin/nouns.h"
#include "admin/subjects.h"
#include "admin/words.h"
#include "admin/world.h"
#include "auth/app_password.h"
#include "auth/bearer_token.h"
#include "auth/owned_token.h"
#include "directory/protocols.h"
#include "net/stream.h"

namespace postern::admin {
namespace on_oauth_token {
namespace {

json::object describe(const directory::AppPassword& p) {
  return {{"number", p.number},
          {"label", p.label},
          {"protocols", texts(directory::protocols_of(p.services))},
          {"networks", texts(p.networks)},
          {"read_only", p.read_only},
          {"created", rfc3339(p.created)},
          {"access_expires", rfc3339(p.expires)},
          {"refresh_expires", rfc3339(p.refresh->expires)}};
}

json::object shown(const auth::TokenPair& pair) {
  return {{"access_token", std::string(pair.access.reveal())}, {"refresh_token", std::string(pair.refresh.reveal())}};
}

auth::TokenLives lives(const World& world) {
  const auto settings = world.logins.current();
  return {settings->access_token_life, settings->refresh_token_life};
}

Task<Result<json::value>> add(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto id = (*account)->id;
  directory::AppPassword wanted{
      .label = call.text("label"), .networks = call.list("networks"), .read_only = call.flag("read_only")};
  auto services = directory::services_of(call.list("protocols"));
  if (!services) co_return blame("protocols", std::move(services.error()));
  wanted.services = std::move(*services);
  auto good = auth::check(wanted);
  if (!good) co_return pass_on(good);
  std::erase_if(wanted.services, [&](events::Service service) { return !(*account)->may_use(service); });
  if (wanted.services.empty()) co_return fail_argument("protocols", "None of these is open to the account");
  const auto made = auth::BearerTokens(world.sealer).make(world.random, id, std::move(wanted), lives(world), world.time.now());
  auto number = co_await world.directory.add_app_password(id, made.record);
  if (!number) co_return pass_on(number);
  co_await tell_of_way_in(world, call, *account, written<"an access token">());
  auto out = shown(made.pair);
  const auto all = world.directory.snapshot()->app_passwords(id);
  if (const auto* kept = all ? all->find(*number) : nullptr)
    for (const auto& [name, value] : describe(*kept)) out[name] = value;
  co_return out;
}

Task<Result<json::value>> list(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto account = account_at(*all, call, "address");
  if (!account) co_return pass_on(account);
  auto uses = co_await world.directory.app_password_uses((*account)->id);
  if (!uses) co_return pass_on(uses);
  json::array out;
  const auto held = all->app_passwords((*account)->id);
  if (!held) co_return out;
  for (const auto& p : held->list) {
    if (!p.refresh) continue;
    auto row = describe(p);
    add_last_use(row, *uses, p.number);
    out.push_back(std::move(row));
  }
  co_return out;
}

Task<Result<json::value>> refresh(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  Secret token(call.text("refresh_token"));
  if (auth::owner_of_token(token.reveal()) != (*account)->id)
    co_return fail(Failure::denied, "The token is not this account's");
  const auth::BearerTokens tokens(world.sealer);
  auto pair = co_await auth::renew(world.directory, tokens, world.random, std::move(token), lives(world), world.time.now());
  if (!pair) co_return pass_on(pair);
  co_return shown(*pair);
}

Task<Result<json::value>> remove(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto held = world.directory.snapshot()->app_passwords((*account)->id);
  const auto number = static_cast<std::uint32_t>(std::min<std::uint64_t>(call.number("number").value_or(0), UINT32_MAX));
  const auto* token = held ? held->find(number) : nullptr;
  if (!token || !token->refresh) co_return fail(Failure::not_found, "The account has no token of this number");
  auto done = co_await world.directory.remove_app_password((*account)->id, number);
  if (!done) co_return pass_on(done);
  co_return json::value();
}

constexpr Argument kNumber{"number", Kind::number, true, true, "Its number in the list"};
constexpr std::array kOne{kAccountAddress};
constexpr std::array kAdd{
    kAccountAddress, Argument{"label", Kind::text, true, true, "What it is for, such as the program"},
    Argument{"protocols", Kind::list, true, false, "Where it opens: smtp, imap, pop3, sieve, web"},
    Argument{"networks", Kind::list, false, false, "From where, such as 192.0.2.0/24; else from everywhere"},
    Argument{"read_only", Kind::flag, false, false, "Mail can be read with it; nothing is changed or sent"}};
constexpr std::array kRemove{kAccountAddress, kNumber};
constexpr std::array kRefresh{kAccountAddress, Argument{"refresh_token", Kind::secret, true, false, "The refresh token"}};

constexpr std::array kOperations{
    Operation{"oauth-token.add", "Make an access token and its refresh token, and show them, this once",
              changes(Area::domains).of_account("address").heavy().if_proven(), false, kAdd, add, "{OauthToken, TokenPair}"}
        .showing(keys_shown),
    Operation{"oauth-token.list", "List an account's tokens, and when each was last used",
              reads(Area::domains).of_account("address").or_himself(), false, kOne, list, "[{OauthToken, LastUse}]"},
    Operation{"oauth-token.refresh", "Make a new pair in place of one, and show it, this once",
              changes(Area::domains).of_account("address"), false, kRefresh, refresh, "TokenPair"}
        .showing(keys_shown),
    Operation{"oauth-token.remove", "Take a token and its refresh token away; its sessions end",
              changes(Area::domains).of_account("address").or_himself(), false, kRemove, remove, "none"}
        .showing(keys_shown),
};

}  // namespace
}  // namespace on_oauth_token

std::span<const Operation> oauth_token_operations() { return on_oauth_token::kOperations; }

}  // namespace postern::admin
