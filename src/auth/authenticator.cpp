// Login by password: found, remembered or verified on the pool, concluded in one place.
#include "auth/authenticator.h"

#include <cstring>

#include "auth/hash_pool.h"
#include "auth/mac.h"
#include "auth/sasl_prep.h"
#include "auth/sealed_records.h"
#include "auth/sealer.h"
#include "base/codec.h"
#include "base/text.h"
#include "directory/directory.h"
#include "events/table.h"

namespace postern::auth {
namespace {

using events::Cause;

// The networks that share a turn in the pool: an IPv4 /24, an IPv6 /64.
std::uint64_t network_group(const std::array<std::uint8_t, 16>& ip) {
  const bool v4 = ip[10] == 0xFF && ip[11] == 0xFF;
  std::uint64_t group = 0;
  for (std::size_t i = v4 ? 10 : 0; i < (v4 ? 15U : 8U); ++i) group = group << 8 | ip[i];
  return group;
}

// What the cache keys an entry by: other credentials, another subject.
std::string subject_of(const directory::Account& account) {
  return Encoder().big64(account.id.value).big64(account.credential_version).take();
}

// The password in the form it was stored in. What SASLprep refuses cannot have been set, so it may as well stay as it is.
Secret prepared(Secret password) {
  auto ready = sasl_prep(password.reveal());
  return ready ? Secret(std::move(*ready)) : std::move(password);
}

std::unexpected<Error> refusal(Cause cause) {
  if (cause == Cause::overloaded) return fail(Failure::unavailable, "Try again later");
  if (cause == Cause::malformed) return fail(Failure::invalid, "The authentication exchange was not understood");
  return fail(Failure::denied, "Authentication failed");
}

}  // namespace

Authenticator::Authenticator(Ports ports, config::Live<Settings> settings)
    : ports_(ports),
      settings_(std::move(settings)),
      fake_salt_key_(ports.sealer.derive("salts of unknown users")),
      wrong_password_key_(ports.random.bytes(kSha256Size)),
      verified_(ports.random, settings_.current()->remember_verified, settings_.current()->remembered_logins) {}

bool Authenticator::may_log_in(bool tls) const { return tls || settings_.current()->allow_cleartext_login; }

Authenticator::Candidate Authenticator::find(std::string name) const {
  Candidate found{.name = std::move(name), .canonical = {}, .account = nullptr, .address = {}};
  std::string full = found.name;
  if (full.find('@') == full.npos) full += "@" + settings_.current()->default_domain;
  found.canonical = to_lower(full);
  const auto mailbox = address::parse_mailbox(full, address::Charset::utf8);
  if (!mailbox) return found;
  const auto directory = ports_.directory.snapshot();
  const auto domain = directory->domain(mailbox->domain());
  if (!domain) return found;
  found.canonical = mailbox->local_key() + "@" + domain->name.ascii();

  found.account = directory->account(*mailbox);
  if (!found.account) return found;
  const bool active = domain->status == directory::Status::active && found.account->status == directory::Status::active;
  found.standing = active ? Cause::none : Cause::account_disabled;
  found.address = directory->address_of(*found.account).text();
  return found;
}

Task<Result<Login>> Authenticator::login(Peer peer, std::string name, Secret password) {
  auto who = find(std::move(name));
  if (!may_log_in(peer.tls)) co_return conclude(peer, who, Cause::not_permitted);

  password = prepared(std::move(password));
  const auto now = ports_.time.steady();
  const std::string subject = who.account ? subject_of(*who.account) : std::string();
  if (who.standing == Cause::none && verified_.holds(subject, password.reveal(), now))
    co_return conclude(peer, who, Cause::none);

  const auto right = co_await matches(who, password, network_group(peer.ip));
  if (!right) {
    // The true reason is in the error's private half; the peer hears that it may try again.
    auto concluded = conclude(peer, who, Cause::overloaded);
    if (!concluded) concluded.error().detail = right.error().text + " " + right.error().detail;
    co_return concluded;
  }
  if (!*right) co_return conclude(peer, who, who.account ? Cause::wrong_password : Cause::unknown_account, password.reveal());
  if (who.standing == Cause::none) verified_.add(subject, password.reveal(), now);
  const auto cause = who.standing;
  co_return conclude(peer, who, cause);
}

// Verifies on the pool, against the decoy where there is nothing to verify against, so that the work is the same.
Task<Result<bool>> Authenticator::matches(Candidate who, Secret password, std::uint64_t group) {
  const AccountId id = who.account ? who.account->id : AccountId{};
  auto phc = co_await stored_hash(id);
  if (!phc && phc.error().kind != Failure::not_found) co_return pass_on(phc);

  struct Work {
    Secret password;
    std::string phc;
    bool matches = false;
  };
  const bool real = phc.has_value();
  auto work = std::make_shared<Work>();
  work->password = std::move(password);
  work->phc = real ? std::string(phc->reveal()) : ports_.hasher.decoy();
  HashPool::Job job = [work, hasher = &ports_.hasher] { work->matches = hasher->verify(work->password.reveal(), work->phc); };
  auto ran = co_await ports_.pool.run(group, std::move(job));
  if (!ran) co_return pass_on(ran);
  co_return real && work->matches;
}

// Nobody (0) is asked for like anybody, so that the time of the read tells nothing.
Task<Result<Secret>> Authenticator::stored_hash(AccountId id) {
  auto stored = co_await ports_.directory.credentials(id);
  if (!stored) co_return pass_on(stored);
  if (stored->password.empty()) co_return fail(Failure::not_found, "The account has no password");
  co_return ports_.sealer.open(stored->password, password_record(id));
}

Result<Login> Authenticator::conclude(const Peer& peer, const Candidate& who, Cause cause, std::string_view password) {
  using events::Key;
  const AccountId id = who.account ? who.account->id : AccountId{};
  // A name that is no address may be a password, typed into the wrong field.
  const std::string_view name_of_log = who.name.find('@') != who.name.npos || who.account ? std::string_view(who.name) : "";

  events::SecurityEvent event{.at = ports_.time.now(),
                              .signal = events::Signal::login,
                              .service = peer.service,
                              .cause = cause,
                              .tls = peer.tls,
                              .session = peer.session,
                              .ip = peer.ip,
                              .account = id,
                              .name = std::string(name_of_log.substr(0, events::SecurityEvent::kLongestName))};
  if (!password.empty()) {
    const auto tag = hmac_sha256(wrong_password_key_.reveal(), Encoder().bytes(who.canonical).raw(password).view());
    std::memcpy(&event.credential, tag.data(), sizeof event.credential);
  }
  ports_.security.record(std::move(event));

  const auto service_name = events::name(peer.service);
  if (cause == Cause::none) {
    ports_.log.write(events::Event::login_succeeded, peer.session,
                     {{Key::ip, peer.ip_text}, {Key::service, service_name}, {Key::account, who.address}});
    return Login{id, who.address, who.account->credential_version};
  }
  const auto row = cause == Cause::overloaded ? events::Event::login_overloaded : events::Event::login_failed;
  ports_.log.write(
      row, peer.session,
      {{Key::ip, peer.ip_text}, {Key::service, service_name}, {Key::name, name_of_log}, {Key::cause, events::name(cause)}});
  return refusal(cause);
}

std::vector<MechanismName> Authenticator::offered(bool tls) const {
  if (!may_log_in(tls)) return {};
  if (!settings_.current()->offer_scram) return {MechanismName::plain, MechanismName::login};
  return {MechanismName::scram_sha_256, MechanismName::plain, MechanismName::login};
}

}  // namespace postern::auth
