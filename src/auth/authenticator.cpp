// Login by password: found, remembered or verified on the pool, concluded in one place.
#include "auth/authenticator.h"

#include <algorithm>
#include <cstring>

#include "auth/hash_pool.h"
#include "auth/mac.h"
#include "auth/owned_token.h"
#include "auth/sasl_prep.h"
#include "auth/sealed_records.h"
#include "auth/sealer.h"
#include "auth/service_account.h"
#include "base/codec.h"
#include "base/network_group.h"
#include "base/text.h"
#include "directory/directory.h"
#include "events/table.h"

namespace postern::auth {
namespace {

using events::Cause;

// What the cache keys an entry by: other credentials, another subject.
std::string subject_of(const directory::Account& account) {
  return Encoder().big64(account.id.value).big64(account.credential_version).take();
}

bool is_for_sending(events::Service service) {
  return service == events::Service::submission || service == events::Service::smtp;
}

constexpr std::chrono::hours kNoteUseEvery{1};
constexpr std::size_t kMostNoted = 100'000;

std::unexpected<Error> refusal(Cause cause, std::string reason) {
  if (cause == Cause::overloaded) return fail(Failure::unavailable, "Try again later", std::move(reason));
  if (cause == Cause::malformed)
    return fail(Failure::invalid, "The authentication exchange was not understood", std::move(reason));
  return fail(Failure::denied, "Authentication failed", std::move(reason));
}

}  // namespace

Authenticator::Authenticator(Ports ports, config::Live<Settings> settings, config::Live<PasswordPolicy> policy)
    : ports_(ports),
      settings_(std::move(settings)),
      policy_(std::move(policy)),
      fake_salt_key_(ports.sealer.derive("salts of unknown users")),
      wrong_password_key_(ports.random.bytes(kSha256Size)),
      verified_(ports.random, settings_.current()->remember_verified, settings_.current()->remembered_logins),
      tags_(ports.sealer),
      tokens_(ports.sealer),
      factors_(ports.sealer, ports.random) {}

bool Authenticator::may_log_in(const Peer& peer) const { return peer.tls || settings_.current()->allow_cleartext_login; }

std::vector<MechanismName> Authenticator::offered(const Peer& peer) const {
  if (!may_log_in(peer)) return {};
  std::vector<MechanismName> out;
  if (settings_.current()->offer_scram && peer.tls) out.push_back(MechanismName::scram_sha_256_plus);
  if (settings_.current()->offer_scram) out.push_back(MechanismName::scram_sha_256);
  if (settings_.current()->offer_oauth && peer.tls) out.insert(out.end(), {MechanismName::oauthbearer, MechanismName::xoauth2});
  out.insert(out.end(), {MechanismName::plain, MechanismName::login});
  return out;
}

std::vector<std::string_view> Authenticator::mechanisms(const Peer& peer) const {
  std::vector<std::string_view> words;
  for (const auto name : offered(peer)) words.push_back(word(name));
  return words;
}

bool Authenticator::still_holds(const Identity& who) const {
  const auto directory = ports_.directory.snapshot();
  const auto account = directory->account(who.account);
  if (!account || !directory->may_log_in(*account)) return false;
  const auto now = ports_.time.now();
  if (!account->may_use(who.service) || account->local_part != who.local_part) return false;
  if (account->service && account->service->expired(now)) return false;
  if (who.sends && !life_of(*policy_.current(), *directory, *account).may_send(now)) return false;
  if (who.app_password == 0)
    return account->credential_version == who.credential_version && (who.by_code || !only_app_passwords(*directory, *account));
  const auto all = directory->app_passwords(who.account);
  const auto* used = all ? all->find(who.app_password) : nullptr;
  return used && !used->expired(now);
}

bool Authenticator::has_to_enrol(const Identity& who) const {
  const auto directory = ports_.directory.snapshot();
  const auto account = directory->account(who.account);
  if (!account || account->second_factor || !directory->may_log_in(*account) || !account->may_use(who.service)) return false;
  const bool by_password_alone = who.app_password == 0 && !who.by_code;
  return by_password_alone && account->credential_version == who.credential_version && only_app_passwords(*directory, *account);
}

PasswordLife Authenticator::password_life(AccountId id) const {
  const auto directory = ports_.directory.snapshot();
  const auto account = directory->account(id);
  return account ? life_of(*policy_.current(), *directory, *account) : PasswordLife{};
}

// H13. Of the server's rule and the domain's the stricter holds. A machine has no second factor, and is held to its networks (H08).
bool Authenticator::only_app_passwords(const directory::Snapshot& all, const directory::Account& account) const {
  using directory::SecondFactorMode;
  if (account.service) return false;
  const auto home = all.domain(account.domain);
  const auto mode =
      std::max(settings_.current()->second_factor, home ? home->settings.second_factor : SecondFactorMode::forced);
  return mode == SecondFactorMode::forced || (mode == SecondFactorMode::enabled && account.second_factor);
}

Authenticator::Candidate Authenticator::find(std::string name) const {
  Candidate found;
  found.name = std::move(name);
  std::string full = found.name;
  if (full.find('@') == full.npos) full += "@" + settings_.current()->default_domain;
  found.canonical = to_lower(full);
  const auto mailbox = address::parse_mailbox(full, address::Charset::utf8);
  if (!mailbox) return found;
  const auto directory = ports_.directory.snapshot();
  const auto domain = directory->domain(mailbox->domain());
  if (!domain) return found;
  found.canonical = mailbox->local_key() + "@" + domain->name.ascii();
  found.hosted = true;

  found.account = directory->account(*mailbox);
  if (!found.account) return found;
  found.app_passwords = directory->app_passwords(found.account->id);
  found.life = life_of(*policy_.current(), *directory, *found.account);
  found.only_app_passwords = only_app_passwords(*directory, *found.account);
  found.standing = directory->may_log_in(*found.account) ? Cause::none : Cause::account_disabled;
  found.address = directory->address_of(*found.account).text();
  return found;
}

Task<Authenticator::Candidate> Authenticator::enter(Peer peer, std::string name) {
  auto who = find(std::move(name));
  who.address_blocked = !ports_.gate.admits(peer);
  if (who.address_blocked)
    who.standing = Cause::blocked;
  else if (who.standing == Cause::none)
    who.admission = co_await ports_.gate.admits(std::move(peer), who.account->id);
  co_return who;
}

Cause Authenticator::Candidate::cause_of_wrong_password(std::string_view password) const {
  if (address_blocked) return Cause::blocked;
  if (!account) return Cause::unknown_account;
  return has_form_of_app_password(password) ? Cause::application_password : Cause::wrong_password;
}

Cause Authenticator::standing_of(const Candidate& who, const Peer& peer, const directory::AppPassword* app,
                                 bool code_follows) const {
  if (who.standing != Cause::none) return who.standing;
  if (!(app ? who.admission.app_password : who.admission.password)) return Cause::blocked;
  if (!who.account->may_use(peer.service)) return Cause::not_permitted;
  if (!app && who.only_app_passwords && !code_follows) return Cause::second_factor;
  const auto now = ports_.time.now();
  if (const auto& service = who.account->service)
    if (const auto cause = fits(*service, peer, now); cause != Cause::none) return cause;
  const auto fit = app ? fits(*app, peer, now) : Cause::none;
  if (fit == Cause::none && is_for_sending(peer.service) && !who.life.may_send(now)) return Cause::password_expired;
  return fit;
}

Task<Result<Identity>> Authenticator::password(Peer peer, std::string name, Secret password) {
  auto judged = co_await judge(peer, std::move(name), std::move(password));
  auto who = judged ? std::optional(*judged) : std::nullopt;
  co_await finish(std::move(peer), std::move(who));
  co_return judged;
}

Task<void> Authenticator::finish(Peer peer, std::optional<Identity> who) {
  co_await ports_.gate.hold(peer);
  if (!who) co_return;
  const auto account = ports_.directory.snapshot()->account(who->account);
  const bool of_a_machine = account && account->service;
  if (of_a_machine || who->app_password != 0) co_await note_use(std::move(peer), std::move(*who));
}

// At most once an hour: a client that logs in every minute writes nothing.
Task<void> Authenticator::note_use(Peer peer, Identity who) {
  const auto now = ports_.time.now();
  const bool due = noted_.with([&](auto& noted) {
    if (noted.size() >= kMostNoted) noted.clear();
    auto& last = noted[{who.account, who.app_password}];
    if (last.ms != 0 && now < last + kNoteUseEvery) return false;
    last = now;
    return true;
  });
  if (!due) co_return;
  directory::AppPasswordUse use{who.app_password, now, peer.ip};
  auto written = co_await ports_.directory.note_use(who.account, use);
  ignore(written, "it says when a password was last used, and is no reason to turn its owner away");
}

Task<Result<Identity>> Authenticator::judge(Peer peer, std::string name, Secret password) {
  auto who = co_await enter(peer, std::move(name));
  if (!may_log_in(peer)) co_return conclude(peer, who, {Cause::not_permitted, password.reveal()});
  if (who.address_blocked) co_return conclude(peer, who, {Cause::blocked});

  password = prepared_password(std::move(password));
  const auto now = ports_.time.steady();
  const std::string subject = who.account ? subject_of(*who.account) : std::string();
  const auto* app = who.app_passwords ? tags_.find(*who.app_passwords, password.reveal()) : nullptr;
  const auto standing = standing_of(who, peer, app);
  if (app && standing == Cause::none) co_return conclude(peer, who, {.app_password = app});
  const bool may_be_remembered = !app && standing == Cause::none;
  if (may_be_remembered && verified_.holds(subject, password.reveal(), now)) co_return conclude(peer, who, {Cause::none});

  // Also where an application password does not open here: all refusals cost the same.
  const auto right = co_await matches(who, password, network_group(peer.ip), may_be_remembered);
  if (!right) co_return conclude(peer, who, put_off(right.error()));
  if (app) co_return conclude(peer, who, {.cause = standing, .wrong_password = password.reveal(), .app_password = app});
  if (!right->right) co_return conclude(peer, who, {who.cause_of_wrong_password(password.reveal()), password.reveal()});
  if (may_be_remembered) {
    verified_.add(subject, password.reveal(), now);
    if (right->broken_rules != who.account->broken_rules) co_await note_broken_rules(who, right->broken_rules);
  }
  // Told from another one by its tag: a program that goes on with the password alone is no attack.
  if (standing == Cause::second_factor || standing == Cause::not_permitted)
    co_return conclude(peer, who, {standing, password.reveal()});
  co_return conclude(peer, who, {standing});
}

// Costs no hash for anybody. A token of another account than the one that was named is none.
Task<Result<Identity>> Authenticator::judge_token(Peer peer, std::string name, Secret token) {
  if (name.empty()) {
    const auto all = ports_.directory.snapshot();
    if (const auto account = all->account(owner_of_token(token.reveal()))) name = all->address_of(*account).text();
  }
  auto who = co_await enter(peer, std::move(name));
  if (!may_log_in(peer)) co_return conclude(peer, who, {Cause::not_permitted});
  if (who.address_blocked) co_return conclude(peer, who, {Cause::blocked});
  const auto* found = who.app_passwords ? tokens_.find(*who.app_passwords, token.reveal()) : nullptr;
  const auto wrong = who.account ? Cause::application_password : Cause::unknown_account;
  if (!found) co_return conclude(peer, who, {wrong, token.reveal()});
  co_return conclude(peer, who, {.cause = standing_of(who, peer, found), .app_password = found});
}

// Verifies on the pool, against the decoy where there is nothing to verify against, so that the work is the same.
Task<Result<Authenticator::Match>> Authenticator::matches(Candidate who, Secret password, std::uint64_t group, bool opens) {
  const AccountId id = who.account ? who.account->id : AccountId{};
  auto phc = co_await stored_hash(id);
  if (!phc && phc.error().kind != Failure::not_found) co_return pass_on(phc);

  struct Work {
    Secret password;
    std::string phc;
    NewPassword owner;
    Result<bool> matches = false;
    std::uint32_t broken_rules = 0;
  };
  const bool real = phc.has_value();
  auto work = std::make_shared<Work>();
  work->password = std::move(password);
  work->phc = real ? std::string(phc->reveal()) : ports_.hasher.decoy();
  if (real && opens) work->owner = owner_of(who);
  HashPool::Job job = [work, hasher = &ports_.hasher] {
    auto& w = *work;
    w.matches = hasher->verify(w.password.reveal(), w.phc);
    const PasswordOwner owner{w.owner.local_part, w.owner.display_name, w.owner.domain};
    if (w.matches && *w.matches && w.owner.policy)
      w.broken_rules = bits_of(auth::judge(*w.owner.policy, w.password.reveal(), owner));
  };
  auto ran = co_await ports_.pool.run(group, std::move(job));
  if (!ran) co_return pass_on(ran);
  if (!work->matches) co_return pass_on(work->matches);
  co_return Match{real && *work->matches, work->broken_rules};
}

// By which policy a right password is looked at, for the list of those that break it.
NewPassword Authenticator::owner_of(const Candidate& who) const {
  NewPassword owner{
      .local_part = who.account->local_part, .display_name = who.account->display_name, .domain = {}, .policy = std::nullopt};
  owner.domain = who.address.substr(who.address.rfind('@') + 1);
  if (!who.account->policy_exempt)
    owner.policy = policy_in(*policy_.current(), *ports_.directory.snapshot(), who.account->domain);
  return owner;
}

Task<void> Authenticator::note_broken_rules(Candidate who, std::uint32_t rules) {
  auto noted = co_await ports_.directory.note_broken_rules(who.account->id, who.account->credential_version, rules);
  ignore(noted, "it is a line in a list, and is no reason to turn its owner away");
}

// Nobody (0) is asked for like anybody, so that the time of the read tells nothing.
Task<Result<Secret>> Authenticator::stored_hash(AccountId id) {
  auto stored = co_await ports_.directory.credentials(id);
  if (!stored) co_return pass_on(stored);
  if (stored->password.empty()) co_return fail(Failure::not_found, "The account has no password");
  co_return ports_.sealer.open(stored->password, password_record(id));
}

Authenticator::Verdict Authenticator::put_off(const Error& why) {
  return {.cause = Cause::overloaded, .reason = why.detail.empty() ? why.text : why.text + ": " + why.detail};
}

Result<Identity> Authenticator::conclude(const Peer& peer, const Candidate& who, const Verdict& verdict) {
  using events::Key;
  const AccountId id = who.account ? who.account->id : AccountId{};
  // What is no address of ours may be a password, typed into the wrong field.
  const bool is_address = who.account || (who.hosted && who.name.find('@') != who.name.npos);
  const std::string_view name = is_address ? std::string_view(who.name) : "";

  events::SecurityEvent event{.at = ports_.time.now(),
                              .signal = events::Signal::login,
                              .service = peer.service,
                              .cause = verdict.cause,
                              .tls = peer.tls,
                              .session = peer.session,
                              .ip = peer.ip,
                              .account = id,
                              .name = std::string(name.substr(0, events::SecurityEvent::kLongestName))};
  if (!verdict.wrong_password.empty()) {
    const Secret what(Encoder().bytes(who.canonical).raw(verdict.wrong_password).take());
    const auto tag = hmac_sha256(wrong_password_key_.reveal(), what.reveal());
    std::memcpy(&event.credential, tag.data(), sizeof event.credential);
  }
  if (verdict.cause == Cause::none && verdict.app_password) event.credential = verdict.app_password->number;
  ports_.security.record(std::move(event));

  const auto service = events::name(peer.service);
  const auto* app = verdict.app_password;
  const auto reason = app ? "application password " + std::to_string(app->number) : verdict.reason;
  if (verdict.cause == Cause::none) {
    ports_.log.write(events::Event::login_succeeded, peer.session,
                     {{Key::ip, peer.ip_text}, {Key::service, service}, {Key::account, who.address}, {Key::reason, reason}});
    return Identity{.account = id,
                    .address = who.address,
                    .local_part = who.account->local_part,
                    .credential_version = who.account->credential_version,
                    .app_password = app ? app->number : 0,
                    .read_only = app && app->read_only,
                    .service = peer.service,
                    .sends = is_for_sending(peer.service),
                    .by_code = verdict.by_code};
  }
  const auto row = verdict.cause == Cause::overloaded ? events::Event::login_overloaded : events::Event::login_failed;
  ports_.log.write(row, peer.session,
                   {{Key::ip, peer.ip_text},
                    {Key::service, service},
                    {Key::name, name},
                    {Key::cause, events::name(verdict.cause)},
                    {Key::reason, reason}});
  return refusal(verdict.cause, reason);
}

}  // namespace postern::auth
