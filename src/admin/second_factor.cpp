// Operations on the second factor of users: begin, confirm, show, new recovery codes, remove.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/impersonate.h"
#include "admin/nouns.h"
#include "admin/second_factor_mode.h"
#include "admin/subjects.h"
#include "admin/user_sessions.h"
#include "admin/words.h"
#include "admin/world.h"
#include "auth/sealed_records.h"
#include "auth/second_factors.h"
#include "auth/totp.h"

namespace postern::admin {

directory::SecondFactorMode mode_of(const World& world, const directory::Account& account) {
  const auto home = world.directory.snapshot()->domain(account.domain);
  return std::max(world.logins.current()->second_factor, home ? home->settings.second_factor : directory::SecondFactorMode{});
}

namespace on_second_factor {
namespace {

json::array shown(const std::vector<Secret>& codes) {
  json::array out;
  for (const auto& code : codes) out.emplace_back(std::string(code.reveal()));
  return out;
}

constexpr std::array<std::string_view, 3> kModes{"disabled", "enabled", "forced"};

Task<Result<json::value>> begin(World& world, const Call& call) {
  const auto all = world.directory.snapshot();
  auto account = account_at(*all, call, "address");
  if (!account) co_return pass_on(account);
  const auto& a = **account;
  const auto home = all->domain(a.domain);
  if (mode_of(world, a) == directory::SecondFactorMode::disabled)
    co_return fail(Failure::denied, "Second factors are disabled, here and for the domain: enable them first");
  const auth::SecondFactors factors(world.sealer, world.random);
  Result<Secret> seed = Secret();
  const auto change = [&](directory::SecondFactor& f) -> Result<void> {
    seed = factors.begin(f, auth::second_factor_owner(a.id));
    return seed ? Result<void>{} : pass_on(seed);
  };
  auto done = co_await world.directory.change_second_factor(a.id, change);
  if (!done) co_return pass_on(done);
  co_return json::object{{"secret", auth::to_base32(seed->reveal())},
                         {"uri", auth::totp_uri(*seed, home->name.ascii(), all->address_of(a).text())}};
}

Task<Result<json::value>> confirm(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto id = (*account)->id;
  const auth::SecondFactors factors(world.sealer, world.random);
  Result<std::vector<Secret>> codes;
  const auto change = [&](directory::SecondFactor& f) -> Result<void> {
    codes = factors.prove(f, auth::second_factor_owner(id), call.text("code"), world.time.now());
    return codes ? Result<void>{} : pass_on(codes);
  };
  auto done = co_await world.directory.change_second_factor(id, change);
  if (!done && done.error().kind == Failure::denied && world.users)
    co_await world.users->wrong_code(call.caller, id, call.text("code"));
  if (!done) co_return pass_on(done);
  co_return json::object{{"second_factor", true}, {"recovery_codes", shown(*codes)}};
}

Task<Result<json::value>> renew(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  const auto id = (*account)->id;
  const auth::SecondFactors factors(world.sealer, world.random);
  Result<std::vector<Secret>> codes;
  const auto change = [&](directory::SecondFactor& f) -> Result<void> {
    codes = factors.renew_recovery(f, auth::second_factor_owner(id));
    return codes ? Result<void>{} : pass_on(codes);
  };
  auto done = co_await world.directory.change_second_factor(id, change);
  if (!done) co_return pass_on(done);
  co_return json::object{{"recovery_codes", shown(*codes)}};
}

Task<Result<json::value>> show(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  auto f = co_await world.directory.second_factor((*account)->id);
  if (!f) co_return pass_on(f);
  auto passkeys = co_await world.directory.passkeys((*account)->id);
  if (!passkeys) co_return pass_on(passkeys);
  co_return json::object{{"second_factor", f->on || !passkeys->list.empty()},
                         {"app", f->on},
                         {"passkeys", passkeys->list.size()},
                         {"begun", !f->on && !f->totp.empty()},
                         {"recovery_codes_left", f->recovery.size()},
                         {"mode", kModes.at(static_cast<std::size_t>(mode_of(world, **account)))}};
}

// Who takes his own away where everybody has to have one would get in no more.
Task<Result<json::value>> remove(World& world, const Call& call) {
  auto account = account_at(*world.directory.snapshot(), call, "address");
  if (!account) co_return pass_on(account);
  if (call.caller.account == (*account)->id && mode_of(world, **account) == directory::SecondFactorMode::forced)
    co_return fail(Failure::conflict, "Everybody here has to have a second factor: ask your administrator to take yours away");
  const auto change = [](directory::SecondFactor& f, directory::Passkeys& all) -> Result<void> {
    if (f.totp.empty() && all.list.empty()) return fail(Failure::not_found, "The account has no second factor");
    f = {};
    all = {};
    return {};
  };
  auto done = co_await world.directory.change_factors((*account)->id, change);
  if (!done) co_return pass_on(done);
  ByAnother what{written<"An administrator has taken away your second factor">(),
                 written<"has taken away your second factor">(),
                 {written<"Your password alone opens your account now. Set a second factor up again under Security.">()}};
  co_await tell_owner(world, call, *account, std::move(what));
  co_return json::value();
}

constexpr std::array kOne{kAccountAddress};
constexpr std::array kConfirm{kAccountAddress, Argument{"code", Kind::text, true, true, "What the authenticator app shows"}};

constexpr std::array kOperations{
    Operation{"second-factor.begin", "Make a secret for an authenticator app and show it; it is on once confirmed",
              changes(Area::domains).of_account("address").or_himself().if_proven().also_enrolling(), false, kOne, begin,
              "SecondFactorSecret"}
        .showing(account_shown),
    Operation{"second-factor.confirm", "Turn the second factor on by a code of the app, and show the recovery codes",
              changes(Area::domains).of_account("address").or_himself().if_proven(), false, kConfirm, confirm,
              "{second_factor: flag, recovery_codes: [text]}"}
        .showing(account_shown),
    Operation{"second-factor.show", "Whether an account has a second factor",
              reads(Area::domains).of_account("address").or_himself(), false, kOne, show, "SecondFactor"},
    Operation{"second-factor.new-recovery-codes", "Show fresh recovery codes; the old ones are void",
              changes(Area::domains).of_account("address").or_himself().if_proven(), false, kOne, renew,
              "{recovery_codes: [text]}"},
    Operation{"second-factor.remove",
              "Take an account's second factors away, its passkeys too, such as when the device is lost",
              changes(Area::domains).of_account("address").or_himself().if_proven(), false, kOne, remove, "none"}
        .showing(account_shown),
};

}  // namespace
}  // namespace on_second_factor

std::span<const Operation> second_factor_operations() { return on_second_factor::kOperations; }

}  // namespace postern::admin
