// Login where password and code are asked for at once.   H13
#include "auth/authenticator.h"
#include "auth/sasl_prep.h"
#include "auth/sealed_records.h"
#include "auth/totp.h"
#include "base/network_group.h"
#include "directory/directory.h"

namespace postern::auth {

using events::Cause;

Task<Result<Identity>> Authenticator::password_and_code(Peer peer, std::string name, Secret password, std::string code) {
  auto judged = co_await judge_both(peer, std::move(name), std::move(password), std::move(code));
  co_await ports_.gate.hold(std::move(peer));
  co_return judged;
}

// The code is looked at, and used up, only behind the right password. Nothing is remembered: each login is a hash.
Task<Result<Identity>> Authenticator::judge_both(Peer peer, std::string name, Secret password, std::string code) {
  auto who = co_await enter(peer, std::move(name));
  if (!may_log_in(peer)) co_return conclude(peer, who, {Cause::not_permitted, password.reveal()});
  if (who.address_blocked) co_return conclude(peer, who, {Cause::blocked});
  password = prepared_password(std::move(password));
  constexpr bool kCodeFollows = true;
  const auto standing = standing_of(who, peer, nullptr, kCodeFollows);
  const auto right = co_await matches(who, password, network_group(peer.ip), standing == Cause::none);
  if (!right) co_return conclude(peer, who, put_off(right.error()));
  if (!right->right) co_return conclude(peer, who, {who.cause_of_wrong_password(password.reveal()), password.reveal()});
  if (standing != Cause::none) co_return conclude(peer, who, {standing});
  if (right->broken_rules != who.account->broken_rules) co_await note_broken_rules(who, right->broken_rules);
  const bool has_one = who.account->second_factor;  // who has none and has to have one is let in to set it up (has_to_enrol)
  if (!who.only_app_passwords || !has_one) co_return conclude(peer, who, {});
  auto taken = co_await take_code(who.account->id, code);
  if (!taken && taken.error().kind != Failure::denied) co_return conclude(peer, who, put_off(taken.error()));
  if (!taken) {
    const auto guessed = guessed_code(code, ports_.time.now());
    co_return conclude(peer, who, {Cause::second_factor, guessed.reveal()});
  }
  co_return conclude(peer, who, {.by_code = true});
}

Task<Result<void>> Authenticator::take_code(AccountId id, std::string code) {
  const auto now = ports_.time.now();
  const auto take = [&](directory::SecondFactor& f) -> Result<void> {
    if (!f.on && f.recovery.empty()) return fail(Failure::denied, "There is no code: there may be a passkey");
    return factors_.take(f, second_factor_owner(id), code, now);
  };
  co_return co_await ports_.directory.change_second_factor(id, take);
}

Task<void> Authenticator::wrong_code(Peer peer, AccountId id, std::string code) {
  const auto all = ports_.directory.snapshot();
  const auto account = all->account(id);
  if (!account) co_return;
  const auto who = find(all->address_of(*account).text());
  const auto guessed = guessed_code(code, ports_.time.now());
  ignore(conclude(peer, who, {Cause::second_factor, guessed.reveal()}), "the caller says what was wrong");
  co_await ports_.gate.hold(std::move(peer));
}

}  // namespace postern::auth
