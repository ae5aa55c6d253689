// The record of the administrators: read, changed by commits that keep its rules, and the passwords and tokens in it.
#include "admin/administrators.h"

#include <fmt/format.h>

#include <algorithm>

#include "auth/mac.h"
#include "auth/sealer.h"
#include "auth/set_password.h"
#include "auth/totp.h"
#include "base/text.h"
#include "events/table.h"
#include "guard/administrator_id.h"

namespace postern::admin {
namespace {

constexpr std::string_view kRosterKey = "Y administrators";
constexpr kv::Shard kRosterShard{0};
constexpr std::size_t kTokenSize = 32;

std::string owner_of_factor(const std::string& name) { return "administrator " + name; }

// What no change may lead to.
Result<void> keeps_the_rules(const Roster& before, const Roster& after, Administrators::By by) {
  if (before.active_owners() > 0 && after.active_owners() == 0)
    return fail(Failure::conflict, "The last owner who is not disabled stays: make another one first");
  if (by != Administrators::By::shell && before.owners_who_came() > 0 && after.owners_who_came() == 0)
    return fail(Failure::conflict, "The last owner who has a second factor stays: let another one set his up first");
  if (after.administrators.size() > kMostAdministrators) return fail(Failure::too_large, "There are too many administrators");
  if (after.tokens.size() > kMostTokens) return fail(Failure::too_large, "There are too many tokens: remove some first");
  for (const auto& a : after.administrators) {
    if (auto good = check_name(a.name); !good) return good;
    if (a.rules.size() > kMostRules)
      return fail(Failure::too_large, fmt::format("There may be at most {} networks", kMostRules));
    if (a.passkeys.size() > kMostPasskeys) return fail(Failure::too_large, "There are too many passkeys: remove some first");
    if (a.domains && a.domains->size() > kMostDomains)
      return fail(Failure::too_large, fmt::format("There may be at most {} domains", kMostDomains));
    if (a.domains && a.roles.has(Role::owner))
      return fail(Failure::invalid, "An owner is for the whole server, not for domains");
    if (std::ranges::any_of(a.rules, [](const IpRule& r) { return r.description.size() > kLongestNote; }))
      return fail(Failure::too_large, fmt::format("A description may have at most {} bytes of text", kLongestNote));
  }
  return {};
}

}  // namespace

std::string password_record(std::string_view administrator) { return "administrator password " + std::string(administrator); }

Administrators::Administrators(Ports ports, config::Live<AdministratorSettings> settings,
                               config::Live<auth::PasswordPolicy> user_policy)
    : ports_(ports),
      settings_(std::move(settings)),
      user_policy_(std::move(user_policy)),
      factors_(ports.sealer, ports.random),
      challenges_(ports.random),
      tag_key_(ports.random.bytes(auth::kSha256Size)) {}

Task<Result<void>> Administrators::load() {
  auto stored = co_await ports_.kv.get(kv::Family::meta, std::string(kRosterKey));
  if (!stored) co_return pass_on(stored);
  if (!*stored) co_return Result<void>{};
  auto read = decode_roster(**stored);
  if (!read) co_return pass_on(read);
  roster_.with([&](auto& present) { present = std::make_shared<const Roster>(std::move(*read)); });
  co_return Result<void>{};
}

std::shared_ptr<const Roster> Administrators::roster() const {
  return roster_.with([](const auto& present) { return present; });
}

Task<Result<void>> Administrators::change(std::function<Result<void>(Roster&)> change, By by) {
  Roster after;
  kv::Intent intent = [&](kv::Transaction& transaction) -> Result<void> {
    auto stored = transaction.get(kv::Family::meta, kRosterKey);
    if (!stored) return pass_on(stored);
    auto before = *stored ? decode_roster(**stored) : Roster{};
    if (!before) return pass_on(before);
    after = *before;
    auto changed = change(after);
    if (!changed) return changed;
    auto kept = keeps_the_rules(*before, after, by);
    if (!kept) return kept;
    ++after.version;
    transaction.put(kv::Family::meta, kRosterKey, encode(after));
    return {};
  };
  // Also on a disk that is low: whoever is to make room has to get in, and his code is used up by that.
  auto done = co_await ports_.kv.commit(kRosterShard, std::move(intent), kv::Durability::synced, kv::Purpose::shrink);
  if (!done) co_return done;
  auto fresh = std::make_shared<const Roster>(std::move(after));
  roster_.with([&](auto& present) {
    if (present->version < fresh->version) present = std::move(fresh);  // another change may have come back first
  });
  co_return done;
}

std::string Administrators::name_of(AccountId id) const {
  const auto all = roster();
  const auto found =
      std::ranges::find(all->administrators, id, [](const auto& a) { return guard::id_of_administrator(a.name); });
  return found == all->administrators.end() ? "a former administrator" : found->name;
}

auth::PasswordPolicy Administrators::policy() const {
  auto policy = *user_policy_.current();
  const auto own = settings_.current();
  policy.minimum_length = std::max(policy.minimum_length, own->password_length);
  policy.minimum_strength = std::max(policy.minimum_strength, own->password_strength);
  policy.forbid_own_names = policy.forbid_common = true;
  return policy;
}

Task<Result<std::string>> Administrators::sealed_password(std::string name, Secret password) {
  auth::NewPassword wanted{.local_part = name, .display_name = {}, .domain = {}, .policy = policy()};
  auto prepared =
      co_await auth::prepare_password(ports_.pool, ports_.hasher, ports_.random, std::move(password), std::move(wanted));
  if (!prepared) co_return pass_on(prepared);
  co_return ports_.sealer.seal(prepared->phc.reveal(), password_record(name));
}

Result<Secret> Administrators::generate_password(std::string_view name) {
  return auth::generate_password(policy(), {name, {}, {}}, ports_.random);
}

Result<Secret> Administrators::draw_token(ApiToken& token) {
  Secret value("postern_" + to_hex(ports_.random.bytes(kTokenSize)));  // a word that scanners for leaked secrets can look for
  token.hash = auth::sha256(value.reveal());
  return value;
}

void Administrators::tell_others(std::string_view about, std::string_view what) {
  using events::Key;
  const auto all = roster();
  for (const auto& a : all->administrators)
    if (a.name != about && !a.disabled)
      ports_.events.write(events::Event::administrator_told, {},
                          {{Key::to, std::string_view(a.name)}, {Key::name, about}, {Key::text, what}});
}

// Who has taken a session over has not taken the second factor over, and must not add one of his own.
Result<void> may_change_factors(const Visitor& who) {
  if (who.caller.session.empty()) return fail(Failure::denied, "Log in first");
  if (!who.to_enrol && !who.caller.proven) return fail(Failure::denied, "Show your second factor again first");
  return {};
}

// One that is on stays until a code of the next one was shown: who does not finish keeps what he has. H11
Task<Result<Secret>> Administrators::begin_second_factor(Visitor who) {
  if (auto may = may_change_factors(who); !may) co_return pass_on(may);
  Result<Secret> seed = Secret();
  auto begun = update_session(who.caller.session, [&](Session& s) {
    s.next = {};
    seed = factors_.begin(s.next, owner_of_factor(s.administrator));
  });
  if (!begun) co_return pass_on(begun);
  co_return seed;
}

// The session goes on with all its roles; others of his, which a thief of the password may have begun, end.
Task<Result<std::vector<Secret>>> Administrators::confirm_second_factor(auth::Peer peer, Visitor who, std::string code) {
  if (auto may = may_change_factors(who); !may) co_return pass_on(may);
  directory::SecondFactor next;
  auto begun = update_session(who.caller.session, [&](const Session& s) { next = s.next; });
  if (!begun) co_return pass_on(begun);
  Result<std::vector<Secret>> codes;
  std::uint64_t version = 0;
  const auto prove = [&](Roster& all) -> Result<void> {
    auto* a = all.find(who.caller.name);
    if (!a || a->version != who.version) return fail(Failure::denied, "Log in first");
    auto shown = next;
    codes = factors_.prove(shown, owner_of_factor(a->name), code, ports_.time.now());
    if (!codes) return pass_on(codes);
    a->second_factor = std::move(shown);
    a->accept_invitation();
    version = ++a->version;
    return {};
  };
  auto done = co_await change(prove);
  if (!done && done.error().kind == Failure::denied) record_wrong_code(peer, who.caller.name, code);
  if (!done) co_return pass_on(done);
  auto kept = go_on(who.caller.session, version, ports_.time.now());
  if (kept) kept = update_session(who.caller.session, [](Session& s) { s.next = {}; });
  if (!kept) co_return pass_on(kept);
  co_return codes;
}

Task<Result<void>> Administrators::set_own_password(Visitor who, Secret password) {
  if (auto may = may_change_factors(who); !may) co_return may;
  auto sealed = co_await sealed_password(who.caller.name, std::move(password));
  if (!sealed) co_return pass_on(sealed);
  std::uint64_t version = 0;
  const auto set = [&](Roster& all) -> Result<void> {
    auto* a = all.find(who.caller.name);
    if (!a || a->version != who.version) return fail(Failure::denied, "Log in first");
    a->password = *sealed;
    a->password_changed = ports_.time.now();
    version = ++a->version;
    return {};
  };
  auto done = co_await change(set);
  if (!done) co_return done;
  tell_others(who.caller.name, "the password was changed in a session of his");
  co_return go_on(who.caller.session, version, who.second_factor_at);
}

void Administrators::record_wrong_code(const auth::Peer& peer, std::string_view name, std::string_view code) {
  record(peer, name, events::Cause::second_factor, auth::guessed_code(code, ports_.time.now()).reveal());
}

Result<void> Administrators::go_on(const std::string& session, std::uint64_t version, Time shown) {
  return update_session(session, [&](Session& s) {
    s.version = version;
    s.to_enrol = false;
    s.second_factor_at = shown;
  });
}

Task<Result<void>> Administrators::refresh_second_factor(auth::Peer peer, Visitor who, std::string code) {
  if (who.caller.session.empty()) co_return fail(Failure::denied, "Log in first");
  auto taken = co_await take_code(who.caller.name, code);
  if (!taken && taken.error().kind == Failure::denied) record_wrong_code(peer, who.caller.name, code);
  if (!taken) co_return taken;
  co_return update_session(who.caller.session, [&](Session& s) { s.second_factor_at = ports_.time.now(); });
}

Task<Result<void>> Administrators::take_code(std::string name, std::string code) {
  const auto take = [&](Roster& all) -> Result<void> {
    auto* a = all.find(name);
    if (!a) return fail(Failure::denied, "There is no such administrator");
    if (!a->second_factor.on) return fail(Failure::denied, "There is no authenticator app");
    return factors_.take(a->second_factor, owner_of_factor(a->name), code, ports_.time.now());
  };
  co_return co_await change(take);
}

}  // namespace postern::admin
