// Makes what the directory stores of a password: judged, hashed on the pool, sealed for one account.
// Use: auto prepared = co_await prepare_password(...); then seal(sealer, account id, prepared) for each account that gets it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "auth/password_policy.h"
#include "auth/scram.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"

namespace postern::directory {
struct SealedCredentials;
}

namespace postern::auth {

class HashPool;
class PasswordHasher;
class Sealer;

struct PreparedPassword {
  Secret phc;
  std::optional<ScramVerifier> scram;
};

// For whom, and by which rules.
struct NewPassword {
  std::string local_part;
  std::string display_name;
  std::string domain;
  std::optional<PasswordPolicy> policy;  // none for accounts that are exempt from it
  bool scram = false;                    // make a verifier too: while the server offers SCRAM
  std::string scram_salt{};              // that of the account's other verifiers, as scram_salt() says; empty: a fresh one
  std::vector<Secret> former{};          // PHC strings of passwords that are not taken again
};

// Failure::invalid, with every broken rule in words, when the password does not meet the policy.
// One prepared password may be sealed for many accounts (they share the hash, not the sealed bytes). All references outlive the
// pool.
Task<Result<PreparedPassword>> prepare_password(HashPool&, PasswordHasher&, Random&, Secret password, NewPassword);

// The present password and those before, as PHC strings.
Result<std::vector<Secret>> former_passwords(const Sealer&, AccountId, const directory::SealedCredentials&);

directory::SealedCredentials seal(const Sealer&, AccountId, const PreparedPassword&);

}  // namespace postern::auth
