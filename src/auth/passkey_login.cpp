// Login of a user by a passkey alone, and the use of one.   H13
#include "auth/authenticator.h"
#include "auth/stored_passkey.h"
#include "directory/directory.h"

namespace postern::auth {

using events::Cause;

Task<Result<Identity>> Authenticator::passkey(Peer peer, PasskeyAnswer answer, TakeChallenge take) {
  auto judged = co_await judge_passkey(peer, std::move(answer), std::move(take));
  co_await ports_.gate.hold(std::move(peer));
  co_return judged;
}

// In the order of judge_both(): where from, then who, then whether it is he.
Task<Result<Identity>> Authenticator::judge_passkey(Peer peer, PasskeyAnswer answer, TakeChallenge take) {
  const auto owner = co_await ports_.directory.passkey_owner(answer.credential);
  const auto all = ports_.directory.snapshot();
  const auto account = owner ? all->account(*owner) : nullptr;
  auto name = account ? all->address_of(*account).text() : std::string();
  auto who = co_await enter(peer, std::move(name));
  if (!may_log_in(peer)) co_return conclude(peer, who, {Cause::not_permitted});
  if (who.address_blocked) co_return conclude(peer, who, {Cause::blocked});
  constexpr bool kShowsMore = true;
  if (const auto standing = standing_of(who, peer, nullptr, kShowsMore); standing != Cause::none)
    co_return conclude(peer, who, {standing});
  auto taken = co_await take_passkey(who.account->id, std::move(answer), std::move(take));
  if (!taken && taken.error().kind != Failure::denied) co_return conclude(peer, who, put_off(taken.error()));
  if (!taken) co_return conclude(peer, who, {.cause = Cause::second_factor, .reason = taken.error().detail});
  co_return conclude(peer, who, {.by_code = true});
}

// Verified within the commit that keeps its counter, so that two answers of one counter are never both right.
Task<Result<void>> Authenticator::take_passkey(AccountId id, PasskeyAnswer answer, TakeChallenge take) {
  const auto now = ports_.time.now();
  const auto use = [&](directory::SecondFactor&, directory::Passkeys& all) -> Result<void> {
    auto* kept = all.find(answer.credential);
    const auto key = kept ? from_store(*kept) : std::nullopt;
    if (!key) return fail(Failure::denied, "The passkey was not accepted", "a passkey of somebody else");
    auto counter = verify_assertion(answer.site, answer.challenge, *key,
                                    {answer.client_data, answer.authenticator_data, answer.signature});
    if (!counter) return pass_on(counter);
    if (!take(answer.challenge)) return fail(Failure::denied, "The passkey was not accepted", "a challenge that is not open");
    kept->counter = *counter;
    kept->used = now;
    return {};
  };
  co_return co_await ports_.directory.change_factors(id, use);
}

}  // namespace postern::auth
