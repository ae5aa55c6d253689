// Setting a forgotten password anew, once, by a token that an administrator has made, or that was sent to the recovery address of the
// account because somebody asked for it (H20).
// Use: token = co_await make_reset_token(...), shown once;  co_await resets.ask(peer, name);
//   co_await resets.use(peer, token, new password);  ...  resets.stop() while the reactors still run.
// Promises: ask() looks at nothing but memory, and says nothing: what it leads to is done once it has been answered.
//   a token is 256 random bits, kept as a MAC, good for one use within its life and for one password; what is wrong with one
//   that does not open is told to nobody, by word or by work; with the new password all sessions and application passwords of the
//   account end, in the same commit. A second factor stays what it is. Administrators are no accounts: there is no token for one.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <string>

#include "address/mailbox.h"
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
#include "base/writing.h"
#include "config/config.h"

namespace postern::directory {
class Directory;
struct Account;
}  // namespace postern::directory
namespace postern::events {
class Sink;
}

namespace postern::auth {

class HashPool;
class PasswordHasher;
class Sealer;

// In place of an older one. Failure::invalid for an account that has no password to forget: a service's.
Task<Result<Secret>> make_reset_token(directory::Directory&, const Sealer&, Random&, Time now, std::chrono::minutes life,
                                      AccountId);

// By which a token is known again.
std::string tag_of_reset(const Sealer&, std::string_view token);

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
    events::Sink& log;
    std::function<Task<Result<void>>(address::Mailbox to, Writing, AccountId reader)> write_to;
  };
  static constexpr std::uint32_t kMostMailADay = 5;   // to one recovery address
  static constexpr std::uint32_t kMostUnderWay = 64;  // who asks while so many are looked into is not heard
  PasswordResets(Ports ports, config::Live<Settings> settings, config::Live<PasswordPolicy> policy)
      : ports_(ports), settings_(std::move(settings)), policy_(std::move(policy)) {}

  // Whose password a token would set, for the pages on which he chooses it: nothing is used up. Failure::denied as of use().
  Task<Result<std::shared_ptr<const directory::Account>>> whose_token(Peer, std::string token);

  // Failure::denied when the token opens nothing here and now; Failure::invalid when it does and the password breaks the policy, which
  // leaves the token good for another try.
  Task<Result<void>> use(Peer, std::string token, Secret password);

  // Somebody says that he has forgotten the password of the account of this name, which may be anything.
  Task<void> ask(Peer, std::string name);
  // Waits for what was asked for; nothing more is looked into.
  void stop();

 private:
  [[nodiscard]] AccountId whose(std::string name) const;
  Task<void> look_into(AccountId);
  void done();
  Task<Result<void>> send_token(AccountId);
  Task<void> tell_owner(std::shared_ptr<const directory::Account>);
  Task<Result<std::shared_ptr<const directory::Account>>> holder(const Peer&, const std::string& token);
  Task<Result<void>> set_by(const Peer&, std::string token, Secret password);
  Task<Result<NewPassword>> wanted(std::shared_ptr<const directory::Account>);

  Ports ports_;
  config::Live<Settings> settings_;
  config::Live<PasswordPolicy> policy_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::uint32_t> under_way_ = 0;
};

}  // namespace postern::auth
