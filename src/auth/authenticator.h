// Who is this? Every protocol asks here, by password or by a SASL exchange, and learns an account or one and the same refusal.
// Use: auto login = co_await authenticator.login(peer, name, password);                       (POP3 USER/PASS, IMAP LOGIN)
//   or: auto exchange = authenticator.begin(mechanism, peer); auto reply = co_await exchange->start(initial);
//       while the reply is a Challenge: send it, reply = co_await exchange->step(answer);    it ends with a Login or an error
// Promises: unknown names cost the same work as known ones and get the same answer; the true cause goes to the log and to the
//   outcome observer (the guard) only; overload is Failure::unavailable and never "wrong password".
// Runs on the caller's executor and goes on there; hashing is done by the pool.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
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

namespace postern::directory {
class Directory;
struct Account;
}
namespace postern::events {
class Sink;
}

namespace postern::auth {

class HashPool;
class Sealer;

struct Settings {
  bool offer_scram = false;                   // only once accounts have verifiers: some clients take it wherever it is offered
  bool allow_cleartext_login = false;         // login without TLS
  std::string default_domain;                 // a name without "@" is tried there; empty: such names are unknown
  std::chrono::minutes remember_verified{10};  // how long a right password is known again without a hash
  std::uint32_t remembered_logins = 20'000;   // at most so many
};

struct Peer {
  SessionId session;
  std::string service;              // "imap", "pop3", "submission": for the log
  std::string ip;
  std::uint64_t network_group = 0;  // key of the network, for fairness between networks
  bool tls = false;
};

struct Login {
  AccountId account;
  std::string address;
  std::uint64_t credential_version = 0;  // a session is to end when the account's differs
};

// Why a login failed. For the guard and the log; a peer is never told.
enum class FailureCause : std::uint8_t {
  none, unknown_user, wrong_password, repeated_wrong_password, disabled_account, disabled_domain, no_password, malformed, cleartext,
  overloaded, internal,
};
std::string_view name(FailureCause);

struct Outcome {
  const Peer& peer;
  std::string_view name;  // as the client gave it: may be anything
  AccountId account;      // 0 when no such account
  FailureCause cause = FailureCause::none;
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
    events::Sink& events;
  };
  using Observer = std::function<void(const Outcome&)>;  // called on the session's thread; must not block
  using Reply = std::variant<Challenge, Login>;

  class Exchange {
   public:
    // Destroy it to abandon the exchange ("*" of the client). After an error or a Login it is at its end.
    Task<Result<Reply>> start(std::optional<std::string> initial);
    Task<Result<Reply>> step(std::string response);

   private:
    friend Authenticator;
    Exchange(Authenticator& owner, MechanismName name, Peer peer);
    Task<Result<Reply>> act(Step);
    Authenticator* owner_;
    std::unique_ptr<Mechanism> mechanism_;
    Peer peer_;
    bool unknown_user_ = false;
  };

  Authenticator(Ports, Settings, Observer = {});

  Task<Result<Login>> login(Peer, std::string name, Secret password);

  // Mechanisms to announce on a connection with or without TLS, best first; begin() takes no other.
  [[nodiscard]] std::vector<MechanismName> offered(bool tls) const;
  Result<Exchange> begin(MechanismName, Peer);

 private:
  struct Candidate;
  [[nodiscard]] Candidate find(std::string_view name) const;
  Task<Result<Login>> verify(Candidate, Secret password, std::uint64_t group, FailureCause& cause);
  Task<Result<ScramVerifier>> verifier_of(const Candidate&);
  Result<Login> conclude(const Peer&, std::string_view name, const Candidate&, FailureCause);

  Ports ports_;
  Settings settings_;
  Observer observer_;
  Secret fake_salt_key_;
  VerifiedCache right_;
  VerifiedCache wrong_;
};

}  // namespace postern::auth
