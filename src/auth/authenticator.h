// Who is this? Every protocol asks here, by password or by a SASL exchange, and learns an account or one and the same refusal.
// Use: auto login = co_await authenticator.login(peer, name, password);                       (POP3 USER/PASS, IMAP LOGIN)
//   or: auto exchange = authenticator.begin(mechanism, peer); auto reply = co_await exchange->start(initial);
//       while the reply is a Challenge: send it, reply = co_await exchange->step(answer);    it ends with a Login or an error
// Promises: unknown names cost the same work as known ones and get the same answer (Failure::denied); the true cause goes to
//   the log and to the security events only; overload and our own troubles are Failure::unavailable, never "wrong password".
// Runs on the caller's executor and goes on there; hashing is done by the pool.
#pragma once
#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/password_hasher.h"
#include "auth/sasl.h"
#include "auth/verified_cache.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "events/security.h"

namespace postern::directory {
class Directory;
struct Account;
}  // namespace postern::directory
namespace postern::events {
class Sink;
}

namespace postern::auth {

class HashPool;
class Sealer;

struct Settings {
  bool offer_scram = false;                    // only once accounts have verifiers: some clients take it wherever it is offered
  bool allow_cleartext_login = false;          // login without TLS
  std::string default_domain;                  // a name without "@" is tried there; empty: such names are unknown
  std::chrono::minutes remember_verified{10};  // how long a right password is known again without a hash; from start
  std::uint32_t remembered_logins = 20'000;    // at most so many; from start
};

struct Peer {
  SessionId session;
  events::Service service = events::Service::imap;
  std::array<std::uint8_t, 16> ip{};  // the client's own; IPv4 as ::ffff:a.b.c.d
  std::string ip_text;                // the same, for the log
  bool tls = false;
};

struct Login {
  AccountId account;
  std::string address;
  std::uint64_t credential_version = 0;  // a session is to end when the account's has become another
};

class Authenticator {
 public:
  // What it works with; all outlive it.
  struct Ports {
    directory::Directory& directory;
    const Sealer& sealer;
    HashPool& pool;
    PasswordHasher& hasher;
    Random& random;
    const TimeSource& time;
    events::Sink& log;
    events::SecuritySink& security;
  };
  using Reply = std::variant<Challenge, Login>;

 private:
  // Whom a name means, and whether that one may log in.
  struct Candidate {
    std::string name;       // as the client gave it: may be anything
    std::string canonical;  // the same for all spellings of one name, whether anybody has it or not
    std::shared_ptr<const directory::Account> account;
    std::string address;
    events::Cause standing = events::Cause::unknown_account;  // none: may log in
  };

 public:
  // One SASL exchange of one peer. Destroy it to abandon it ("*" of the client). After an error or a Login it is at its end.
  class Exchange {
   public:
    Task<Result<Reply>> start(std::optional<std::string> initial);
    Task<Result<Reply>> step(std::string response);

   private:
    friend Authenticator;
    Exchange(Authenticator& owner, MechanismName name, Peer peer);
    Task<Result<Reply>> act(Step);
    Authenticator* owner_;
    std::unique_ptr<Mechanism> mechanism_;
    Peer peer_;
    Candidate candidate_;  // once SCRAM has asked for its verifier
  };

  Authenticator(Ports, config::Live<Settings>);

  Task<Result<Login>> login(Peer, std::string name, Secret password);

  // Mechanisms to announce on a connection with or without TLS, best first; begin() takes no other.
  [[nodiscard]] std::vector<MechanismName> offered(bool tls) const;
  Result<Exchange> begin(MechanismName, Peer);

 private:
  [[nodiscard]] bool may_log_in(bool tls) const;
  [[nodiscard]] Candidate find(std::string name) const;
  Task<Result<bool>> matches(Candidate, Secret password, std::uint64_t group);
  Task<Result<Secret>> stored_hash(AccountId);
  Task<Result<ScramVerifier>> verifier_of(Candidate);
  Result<Login> conclude(const Peer&, const Candidate&, events::Cause, std::string_view password = {});

  Ports ports_;
  config::Live<Settings> settings_;
  Secret fake_salt_key_;
  Secret wrong_password_key_;  // of this process: a tag tells whether two wrong passwords were one, and nothing after a restart
  VerifiedCache verified_;
};

}  // namespace postern::auth
