// Adding and removing them: checked first, then changed in one commit with the codes that come with them.
#include "admin/user_passkeys.h"

#include <algorithm>

#include "admin/second_factor_mode.h"
#include "auth/sealed_records.h"
#include "auth/second_factors.h"
#include "auth/stored_passkey.h"
#include "auth/webauthn.h"

namespace postern::admin {
namespace {

using directory::SecondFactorMode;

Result<void> check(const World& world, const Visitor& who, const std::string& label) {
  const auto account = who.caller.account ? world.directory.snapshot()->account(*who.caller.account) : nullptr;
  if (!account) return fail(Failure::denied, "Log in first");
  if (mode_of(world, *account) == SecondFactorMode::disabled)
    return fail(Failure::denied, "Second factors are disabled, here and for the domain: enable them first");
  return check_passkey_label(label);
}

}  // namespace

Task<Result<std::vector<Secret>>> add_user_passkey(World& world, Visitor who, NewPasskey wanted) {
  if (auto may = check(world, who, wanted.label); !may) co_return pass_on(may);
  const auto now = world.time.now();
  auto made = auth::verify_registration(wanted.site, wanted.challenge, {wanted.client_data, wanted.attestation});
  if (!made) co_return pass_on(made);
  if (!world.administrators.take_challenge(wanted.challenge, &who))
    co_return fail(Failure::denied, "The passkey was not accepted", "a challenge that is not open");
  if (world.administrators.has_passkey(made->id)) co_return fail(Failure::exists, "This passkey is known already");
  const auto id = *who.caller.account;
  const auth::SecondFactors factors(world.sealer, world.random);
  std::vector<Secret> codes;
  const auto add = [&](directory::SecondFactor& f, directory::Passkeys& all) -> Result<void> {
    if (all.list.size() >= directory::kMostPasskeys)
      return fail(Failure::conflict, "These are as many passkeys as one may have");
    all.list.push_back(auth::to_store(*made, wanted.label, now));
    codes = factors.add_recovery(f, auth::second_factor_owner(id));
    return {};
  };
  auto done = co_await world.directory.change_factors(id, add);
  if (!done) co_return pass_on(done);
  co_return codes;
}

Task<Result<void>> remove_user_passkey(World& world, Visitor who, std::string credential) {
  const auto account = who.caller.account ? world.directory.snapshot()->account(*who.caller.account) : nullptr;
  if (!account) co_return fail(Failure::denied, "Log in first");
  const bool is_forced = mode_of(world, *account) == SecondFactorMode::forced;
  const auto remove = [&](directory::SecondFactor& f, directory::Passkeys& all) -> Result<void> {
    if (std::erase_if(all.list, [&](const auto& p) { return p.id == credential; }) == 0)
      return fail(Failure::not_found, "There is no such passkey");
    if (is_forced && !f.on && all.list.empty())
      return fail(Failure::conflict, "The last second factor stays: add another one first");
    return {};
  };
  co_return co_await world.directory.change_factors(account->id, remove);
}

}  // namespace postern::admin
