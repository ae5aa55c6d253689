// Application passwords (H13): drawn by the server, shown once, each for certain services and networks.
// Use: auto made = co_await make_app_password(...); directory.add_app_password(id, made->record); show made->password.
// How they are kept: not by Argon2. That makes guessing dear where the secret is one that people choose; these are 99 random bits,
// which nobody guesses at any speed. So there is a MAC under a key from outside the data folder (a stolen folder has nothing to
// compare with), and login by one costs microseconds, however many an account has. For SCRAM there is a sealed verifier besides.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "auth/login.h"
#include "auth/scram.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "directory/app_passwords.h"
#include "events/security.h"

namespace postern::directory {
struct SealedCredentials;
}

namespace postern::auth {

class HashPool;
class Sealer;

// From everywhere when none is named.
bool comes_from(const Peer&, const std::vector<std::string>& networks);

// What is wrong with it: networks that are none, one that may only read and yet send.
Result<void> check(const directory::AppPassword&);

struct MadeAppPassword {
  Secret password;  // "k3fd-wq7t-hm2p-x9vz-bn4c": for its owner's eyes, once
  directory::AppPassword record;
};

// `wanted` has the label and the scope. All SCRAM verifiers of an account have one salt, for a server shows it before it learns which
// of the account's passwords a client has: see scram_salt().
Task<Result<MadeAppPassword>> make_app_password(HashPool&, Random&, const Sealer&, AccountId, std::string salt,
                                                directory::AppPassword wanted);

// The salt of the verifiers that the account has, a fresh one when it has none.
Result<std::string> scram_salt(const Sealer&, AccountId, const directory::SealedCredentials&, const directory::AppPasswords*,
                               Random&);

// Looks like one of these, whoever's: so a wrong one is told from a wrong password.
bool has_form_of_app_password(std::string_view);

// The keyed tags by which they are known again.
class AppPasswordTags {
 public:
  explicit AppPasswordTags(const Sealer&);
  // As people copy it: spaces for dashes, or none, and capitals are the same.
  [[nodiscard]] std::string tag(AccountId, std::string_view password) const;
  // Null when it is none of these. Compares with all, in constant time.
  [[nodiscard]] const directory::AppPassword* find(const directory::AppPasswords&, std::string_view password) const;

 private:
  Secret key_;
};

// none: it opens here and now. Else why not: not_permitted (another service, another network), password_expired.
events::Cause fits(const directory::AppPassword&, const Peer&, Time now);

}  // namespace postern::auth
