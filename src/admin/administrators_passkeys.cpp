// Passkeys of administrators: to log in by, to prove oneself by, added and removed.   H10
#include <fmt/format.h>

#include <algorithm>

#include "admin/administrators.h"
#include "auth/webauthn.h"
#include "base/text.h"
#include "guard/administrator_id.h"
#include "guard/guard.h"

namespace postern::admin {
namespace {

using events::Cause;

constexpr std::string_view kLogin = "log in";

std::string purpose_of(const Visitor* who) { return who ? "session " + who->caller.session : std::string(kLogin); }

std::unexpected<Error> denied(std::string why) { return fail(Failure::denied, "The passkey was not accepted", std::move(why)); }

auto find_passkey(auto& administrator, std::string_view credential) {
  return std::ranges::find(administrator.passkeys, credential, [](const OwnPasskey& p) { return std::string_view(p.key.id); });
}

const Administrator* whose(const Roster& all, std::string_view credential) {
  const auto is_his = [&](const Administrator& a) { return find_passkey(a, credential) != a.passkeys.end(); };
  const auto at = std::ranges::find_if(all.administrators, is_his);
  return at == all.administrators.end() ? nullptr : &*at;
}

}  // namespace

Result<void> check_passkey_label(std::string_view label) {
  if (label.empty()) return fail(Failure::invalid, "Give the passkey a name, such as \"key on my desk\"");
  if (label.size() > kLongestNote)
    return fail(Failure::too_large, fmt::format("The passkey's name may have at most {} bytes of text", kLongestNote));
  if (!is_utf8(label) || printable(label, label.size()) != label)
    return fail(Failure::invalid, "The passkey's name has characters that cannot be shown");
  return {};
}

std::string Administrators::passkey_challenge(const Visitor* who) {
  return challenges_.draw(purpose_of(who), ports_.time.now());
}

bool Administrators::has_passkey(std::string_view credential) const { return whose(*roster(), credential) != nullptr; }

bool Administrators::take_challenge(std::string_view challenge, const Visitor* who) {
  return challenges_.take(challenge, purpose_of(who), ports_.time.now());
}

Task<Result<Entry>> Administrators::login_with_passkey(auth::Peer peer, PasskeyAnswer answer, std::string agent) {
  peer.service = events::Service::admin;
  auto judged = co_await judge_passkey(peer, std::move(answer), std::move(agent));
  co_await wait_as_told(peer);
  co_return judged;
}

// In the order of judge(): where from, then who, then whether it is he.
Task<Result<Entry>> Administrators::judge_passkey(auth::Peer peer, PasskeyAnswer answer, std::string agent) {
  const IpAddress from{peer.ip};
  if (!ports_.guard.lets_log_in(from, events::Service::admin)) co_return std::unexpected(refuse(peer, {}, Cause::blocked, {}));
  const auto all = roster();
  const auto* owner = whose(*all, answer.credential);
  const auto name = owner ? owner->name : std::string();
  auto who = find(name, peer);
  if (who.standing == Cause::none) {
    const bool known = co_await knows(*who.administrator, peer);
    if (!known) who.standing = Cause::blocked;
  }
  auto cause = who.standing;
  if (cause == Cause::none) {
    auto taken = co_await take_passkey(name, purpose_of(nullptr), std::move(answer));
    if (!taken && taken.error().kind != Failure::denied)
      co_return fail(Failure::unavailable, "Try again later", taken.error().text);
    if (!taken) cause = Cause::second_factor;
  }
  if (cause != Cause::none) co_return std::unexpected(refuse(peer, name, cause, {}));
  record(peer, name, Cause::none, {});
  co_return co_await begin_session(peer, *who.administrator, std::move(agent));
}

// Verified within the commit that keeps its counter, so that two answers of one counter are never both right.
Task<Result<void>> Administrators::take_passkey(std::string name, std::string purpose, PasskeyAnswer answer) {
  const auto now = ports_.time.now();
  const auto take = [&](Roster& all) -> Result<void> {
    auto* a = all.find(name);
    if (!a) return denied("no such administrator");
    const auto at = find_passkey(*a, answer.credential);
    if (at == a->passkeys.end()) return denied("a passkey of somebody else");
    auto counter = auth::verify_assertion(answer.site, answer.challenge, at->key,
                                          {answer.client_data, answer.authenticator_data, answer.signature});
    if (!counter) return pass_on(counter);
    if (!challenges_.take(answer.challenge, purpose, now)) return denied("a challenge that is not open");
    at->key.counter = *counter;
    at->used = now;
    return {};
  };
  co_return co_await change(take);
}

Task<Result<void>> Administrators::refresh_by_passkey(auth::Peer peer, Visitor who, PasskeyAnswer answer) {
  if (who.caller.session.empty()) co_return fail(Failure::denied, "Log in first");
  auto taken = co_await take_passkey(who.caller.name, purpose_of(&who), std::move(answer));
  if (!taken && taken.error().kind == Failure::denied) record(peer, who.caller.name, Cause::second_factor, {});
  if (!taken) co_return taken;
  co_return update_session(who.caller.session, [&](Session& s) { s.second_factor_at = ports_.time.now(); });
}

// Others of his sessions end, as with a code: a thief of the password may have begun them.
Task<Result<void>> Administrators::add_passkey(auth::Peer peer, Visitor who, NewPasskey wanted) {
  if (auto may = may_change_factors(who); !may) co_return may;
  if (auto good = check_passkey_label(wanted.label); !good) co_return good;
  const auto now = ports_.time.now();
  auto made = auth::verify_registration(wanted.site, wanted.challenge, {wanted.client_data, wanted.attestation});
  if (!made || !challenges_.take(wanted.challenge, purpose_of(&who), now)) {
    record(peer, who.caller.name, Cause::second_factor, {});
    if (!made) co_return pass_on(made);
    co_return denied("a challenge that is not open");
  }
  std::uint64_t version = 0;
  const auto add = [&](Roster& all) -> Result<void> {
    auto* a = all.find(who.caller.name);
    if (!a || a->version != who.version) return fail(Failure::denied, "Log in first");
    if (whose(all, made->id)) return fail(Failure::exists, "This passkey is known already");  // WebAuthn §7.1 step 22
    a->passkeys.push_back({*made, wanted.label, now, {}});
    a->accept_invitation();
    version = ++a->version;
    return {};
  };
  auto done = co_await change(add);
  if (!done) co_return done;
  co_return go_on(who.caller.session, version, now);
}

Task<Result<void>> Administrators::remove_passkey(Visitor who, std::string credential) {
  if (auto may = may_change_factors(who); !may) co_return may;
  std::uint64_t version = 0;
  const auto remove = [&](Roster& all) -> Result<void> {
    auto* a = all.find(who.caller.name);
    if (!a || a->version != who.version) return fail(Failure::denied, "Log in first");
    const auto at = find_passkey(*a, credential);
    if (at == a->passkeys.end()) return fail(Failure::not_found, "There is no such passkey");
    a->passkeys.erase(at);
    if (!a->has_second_factor()) return fail(Failure::conflict, "The last second factor stays: add another one first");
    version = ++a->version;
    return {};
  };
  auto done = co_await change(remove);
  if (!done) co_return done;
  co_return go_on(who.caller.session, version, who.second_factor_at);
}

}  // namespace postern::admin
