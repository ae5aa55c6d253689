// Setting a forgotten password anew, once, by a token that an administrator has made or the web has sent (H20).
// Use: token = co_await make_reset_token(...), shown once;  co_await resets.use(peer, token, new password)
// Promises: a token is 256 random bits, kept as a MAC, good for one use within its life and for one password; what is wrong with one
//   that does not open is told to nobody, by word or by work; with the new password all sessions and application passwords of the
//   account end, in the same commit. A second factor stays what it is. Administrators are no accounts: there is no token for one.
#pragma once
#include <memory>
#include <string>

#include "auth/gate.h"
#include "auth/login.h"
#include "auth/password_policy.h"
#include "auth/set_password.h"
#include "auth/settings.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"

namespace postern::directory {
class Directory;
struct Account;
}  // namespace postern::directory

namespace postern::auth {

class HashPool;
class PasswordHasher;
class Sealer;

// In place of an older one. Failure::invalid for an account that has no password to forget: a service's.
Task<Result<Secret>> make_reset_token(directory::Directory&, const Sealer&, Random&, Time now, std::chrono::minutes life,
                                      AccountId);

class PasswordResets {
 public:
  struct Ports {
    directory::Directory& directory;
    const Sealer& sealer;
    HashPool& pool;
    PasswordHasher& hasher;
    Random& random;
    const TimeSource& time;
    events::SecuritySink& security;
    Gate& gate;
  };
  PasswordResets(Ports ports, config::Live<Settings> settings, config::Live<PasswordPolicy> policy)
      : ports_(ports), settings_(std::move(settings)), policy_(std::move(policy)) {}

  // Failure::denied when the token opens nothing here and now; Failure::invalid when it does and the password breaks the policy, which
  // leaves the token good for another try.
  Task<Result<void>> use(Peer, std::string token, Secret password);

 private:
  Task<Result<void>> judge(Peer, std::string token, Secret password);
  Task<Result<NewPassword>> wanted(std::shared_ptr<const directory::Account>);

  Ports ports_;
  config::Live<Settings> settings_;
  config::Live<PasswordPolicy> policy_;
};

}  // namespace postern::auth
