// Tokens for forgotten passwords: made, known again, used up.
#include "auth/password_reset.h"

#include "auth/app_password.h"
#include "auth/hash_pool.h"
#include "auth/mac.h"
#include "auth/owned_token.h"
#include "auth/password_life.h"
#include "auth/sealer.h"
#include "directory/directory.h"

namespace postern::auth {
namespace {

std::unexpected<Error> no_such_token(std::string why) {
  return fail(Failure::denied, "This token does not hold any more: ask for a new one", std::move(why));
}

}  // namespace

std::string tag_of_reset(const Sealer& sealer, std::string_view token) {
  return hmac_sha256(sealer.derive("tags of password resets").reveal(), token);
}

Task<Result<Secret>> make_reset_token(directory::Directory& directory, const Sealer& sealer, Random& random, Time now,
                                      std::chrono::minutes life, AccountId id) {
  const auto account = directory.snapshot()->account(id);
  if (!account) co_return fail(Failure::not_found, "There is no such account");
  if (account->service) co_return fail(Failure::invalid, "A service account's password is made, and cannot be chosen");
  auto token = draw_owned_token(random, id);
  directory::PasswordReset fresh{tag_of_reset(sealer, token.reveal()), now + life, account->credential_version};
  auto put = co_await directory.put_password_reset(id, std::move(fresh));
  if (!put) co_return pass_on(put);
  co_return token;
}

Task<Result<void>> PasswordResets::use(Peer peer, std::string token, Secret password) {
  auto done = co_await set_by(peer, std::move(token), std::move(password));
  co_await ports_.gate.hold(std::move(peer));
  co_return done;
}

Task<Result<std::shared_ptr<const directory::Account>>> PasswordResets::whose_token(Peer peer, std::string token) {
  auto found = co_await holder(peer, token);
  co_await ports_.gate.hold(std::move(peer));
  co_return found;
}

// Every try is one of those that the guard counts, but for those that a right token makes.
Task<Result<std::shared_ptr<const directory::Account>>> PasswordResets::holder(const Peer& peer, const std::string& token) {
  const auto now = ports_.time.now();
  const auto id = owner_of_token(token);
  const bool admitted = ports_.gate.admits(peer);
  auto stored = co_await ports_.directory.password_reset(id);  // of nobody (0) too, so that the read tells nothing
  if (!stored && stored.error().kind != Failure::not_found) co_return pass_on(stored);
  auto account = ports_.directory.snapshot()->account(id);
  const auto tag = tag_of_reset(ports_.sealer, token);
  const bool same = equal_in_constant_time(stored ? stored->tag : std::string(kSha256Size, '\0'), tag);
  const bool holds = stored && same && now < stored->expires && account && !account->service &&
                     account->credential_version == stored->credential_version &&
                     ports_.directory.snapshot()->may_log_in(*account);
  if (!admitted || !holds) {
    ports_.security.record({.at = now,
                            .signal = events::Signal::password_reset,
                            .service = peer.service,
                            .cause = events::Cause::wrong_password,
                            .tls = peer.tls,
                            .session = peer.session,
                            .ip = peer.ip,
                            .account = {},
                            .name = {}});
    co_return no_such_token(admitted ? "no such token" : "from a blocked address");
  }
  co_return account;
}

Task<Result<void>> PasswordResets::set_by(const Peer& peer, std::string token, Secret password) {
  auto found = co_await holder(peer, token);
  if (!found) co_return pass_on(found);
  const auto account = *found;
  auto owner = co_await wanted(account);
  if (!owner) co_return pass_on(owner);
  auto prepared = co_await prepare_password(ports_.pool, ports_.hasher, ports_.random, std::move(password), std::move(*owner));
  if (!prepared) co_return pass_on(prepared);
  auto credentials = seal(ports_.sealer, account->id, *prepared);
  const auto tag = tag_of_reset(ports_.sealer, token);
  const auto remember = policy_in(*policy_.current(), *ports_.directory.snapshot(), account->domain).remember;
  auto set = co_await ports_.directory.reset_credentials(account->id, tag, std::move(credentials), remember);
  if (!set && set.error().kind == Failure::not_found) co_return no_such_token("used meanwhile");
  if (set) co_await tell_owner(account);
  co_return set;
}

Task<Result<NewPassword>> PasswordResets::wanted(std::shared_ptr<const directory::Account> account) {
  auto main = co_await ports_.directory.credentials(account->id);
  if (!main && main.error().kind != Failure::not_found) co_return pass_on(main);
  const auto own = main ? std::move(*main) : directory::SealedCredentials{};
  const auto all = ports_.directory.snapshot();
  const auto address = all->address_of(*account);
  NewPassword out{.local_part = account->local_part,
                  .display_name = account->display_name,
                  .domain = address.domain().unicode(),
                  .policy = std::nullopt,
                  .scram = settings_.current()->offer_scram};
  auto salt = scram_salt(ports_.sealer, account->id, own, nullptr, ports_.random);  // no application password is left beside it
  if (!salt) co_return pass_on(salt);
  out.scram_salt = std::move(*salt);
  if (account->policy_exempt) co_return out;
  out.policy = policy_in(*policy_.current(), *all, account->domain);
  auto former = former_passwords(ports_.sealer, account->id, own);
  if (!former) co_return pass_on(former);
  if (out.policy->remember != 0) out.former = std::move(*former);
  co_return out;
}

}  // namespace postern::auth
