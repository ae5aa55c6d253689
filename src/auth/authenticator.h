// Login against the accounts of the directory: whatever the protocol and the mechanism, judged and concluded in one place.
// Use: Authenticator authenticator(ports, settings); protocols are given it as the Login of auth/login.h.
// Promises: unknown, disabled and password-less names cost the same work as others and get the same answer; the true cause goes
//   to the log and to the security events only; overload and our own troubles are Failure::unavailable, never "wrong password".
// Runs on the caller's executor and goes on there; hashing is done by the pool.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "auth/app_password.h"
#include "auth/bearer_token.h"
#include "auth/gate.h"
#include "auth/login.h"
#include "auth/password_hasher.h"
#include "auth/password_life.h"
#include "auth/password_policy.h"
#include "auth/second_factors.h"
#include "auth/set_password.h"
#include "auth/settings.h"
#include "auth/verified_cache.h"
#include "auth/webauthn.h"
#include "base/ids.h"
#include "base/locked.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "events/security.h"

namespace postern::directory {
class Directory;
class Snapshot;
struct Account;
}  // namespace postern::directory
namespace postern::events {
class Sink;
}

namespace postern::auth {

class HashPool;
class Sealer;

class Authenticator final : public Login {
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
    Gate& gate;
  };

  Authenticator(Ports, config::Live<Settings>, config::Live<PasswordPolicy> = {});

  [[nodiscard]] std::vector<std::string_view> mechanisms(const Peer&) const override;
  Result<std::unique_ptr<Exchange>> begin(std::string_view mechanism, Peer) override;
  Task<Result<Identity>> password(Peer, std::string name, Secret password) override;
  // For a page that asks for both at once: the account's own password, and a code where it has a second factor. Who must have one and
  // has none is let in by the password, to set it up and for nothing else: has_to_enrol(). No application password opens here.
  Task<Result<Identity>> password_and_code(Peer, std::string name, Secret password, std::string code);
  // One that was wrong where nobody logs in, in a session of the account: it counts like one at a login, and is answered no sooner.
  Task<void> wrong_code(Peer, AccountId, std::string code);
  // For a page: by a passkey alone, which is two factors. No name is asked for. `take`: whether the challenge is one that we drew.
  using TakeChallenge = std::function<bool(std::string_view challenge)>;
  Task<Result<Identity>> passkey(Peer, PasskeyAnswer, TakeChallenge take);
  // One of the account's, shown again. Failure::denied with a private half that says what was wrong.
  Task<Result<void>> take_passkey(AccountId, PasskeyAnswer, TakeChallenge take);
  [[nodiscard]] bool still_holds(const Identity&) const override;
  // Whoever password_and_code() let in that far: still_holds() is false of him until he has shown a second factor of his.
  [[nodiscard]] bool has_to_enrol(const Identity&) const;
  // Of an account's own password. Whoever shows it when it is over is still let in, but for sending (H07).
  [[nodiscard]] PasswordLife password_life(AccountId) const;

 private:
  class SaslExchange;
  // Whom a name means, and whether that one may log in.
  struct Candidate {
    std::string name;       // as the client gave it: may be anything
    std::string canonical;  // the same for all spellings of one name, whether anybody has it or not
    bool hosted = false;    // it is in a domain of ours
    std::shared_ptr<const directory::Account> account;
    std::string address;
    events::Cause standing = events::Cause::unknown_account;  // none: may log in
    bool address_blocked = false;                             // whatever the password is
    Gate::Admission admission;                                // of an account that may
    std::shared_ptr<const directory::AppPasswords> app_passwords;
    PasswordLife life{};
    bool only_app_passwords = false;  // its own password opens nothing by itself: there is a second factor, or has to be

    // `password` is none where it cannot be seen: a proof shows only that it was not the right one.
    [[nodiscard]] events::Cause cause_of_wrong_password(std::string_view password = {}) const;
  };

  struct Verdict {
    events::Cause cause = events::Cause::none;
    std::string_view wrong_password{};                     // recorded as a tag that tells only whether two were the same
    std::string reason{};                                  // for the log, where the cause does not say all
    const directory::AppPassword* app_password = nullptr;  // the one that was given
    bool by_code = false;                                  // a second factor was shown
  };

  // The passwords that a proof may be of, and which of the account's application passwords each is; null: its own.
  struct Known {
    std::vector<KnownPassword> passwords;
    std::vector<const directory::AppPassword*> whose;
  };

  [[nodiscard]] static Verdict put_off(const Error& why);  // our own trouble: the peer may try again
  [[nodiscard]] bool may_log_in(const Peer& peer) const;
  [[nodiscard]] std::vector<MechanismName> offered(const Peer&) const;
  [[nodiscard]] bool only_app_passwords(const directory::Snapshot&, const directory::Account&) const;
  [[nodiscard]] Candidate find(std::string name) const;
  // find(), and what the guard says of it.
  Task<Candidate> enter(Peer, std::string name);
  Task<Result<Identity>> judge(Peer, std::string name, Secret password);
  Task<Result<Identity>> judge_token(Peer, std::string name, Secret token);
  Task<Result<Identity>> judge_both(Peer, std::string name, Secret password, std::string code);
  Task<Result<void>> take_code(AccountId, std::string code);
  Task<Result<Identity>> judge_passkey(Peer, PasskeyAnswer, TakeChallenge take);
  struct Match {
    bool right = false;
    std::uint32_t broken_rules = 0;  // of the policy, by a right password
  };
  // A right password is looked at by the policy only where it opens: elsewhere the time would tell that it was right.
  Task<Result<Match>> matches(Candidate, Secret password, std::uint64_t group, bool opens);
  Task<void> note_broken_rules(Candidate, std::uint32_t);
  [[nodiscard]] NewPassword owner_of(const Candidate&) const;
  Task<Result<Secret>> stored_hash(AccountId);
  // Whether a right password lets in: one of the candidate's application passwords, or its own.
  // `code_follows`: that its own asks for more is seen to later.
  [[nodiscard]] events::Cause standing_of(const Candidate&, const Peer&, const directory::AppPassword*,
                                          bool code_follows = false) const;
  Task<Result<Known>> known_of(Candidate, Peer);
  // Every login ends here: its cause is recorded and logged, the peer gets an identity or the refusal that all get.
  Result<Identity> conclude(const Peer&, const Candidate&, const Verdict&);
  // What is left to do before the answer is given.
  Task<void> finish(Peer, std::optional<Identity>);
  Task<void> note_use(Peer, Identity);

  Ports ports_;
  config::Live<Settings> settings_;
  config::Live<PasswordPolicy> policy_;
  Secret fake_salt_key_;
  Secret wrong_password_key_;  // of this process: a tag tells whether two wrong passwords were one, and nothing after a restart
  VerifiedCache verified_;
  AppPasswordTags tags_;
  BearerTokens tokens_;
  SecondFactors factors_;
  using AppPasswordKey = std::pair<AccountId, std::uint32_t>;
  Locked<std::map<AppPasswordKey, Time>> noted_;  // when the use of an application password was last written
};

}  // namespace postern::auth
