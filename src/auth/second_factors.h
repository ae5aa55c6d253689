// Enrols, proves and takes second factors: codes of an authenticator app, and recovery codes for when it is lost. H10, H13
// Use, in a change of the stored record: factors.begin(record, owner); show the seed; factors.prove(record, owner, code, now) turns it
//   on; factors.take(record, owner, code, now) at each login. `owner` names whose it is: what was sealed for one is no other's.
// Promises: nothing is on before a code was shown; each code is taken once, which the record remembers; wrong codes are Failure::denied.
// Recovery codes are kept as MACs under a key from outside the data folder, not as Argon2 hashes: they are random, 49 bits each.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"
#include "directory/second_factor.h"

namespace postern::auth {

class Sealer;

class SecondFactors {
 public:
  SecondFactors(const Sealer&, Random&);

  // A fresh seed that is not on yet. Failure::exists while one is on.
  Result<Secret> begin(directory::SecondFactor&, std::string_view owner) const;
  // Turns it on; gives the recovery codes, for their owner's eyes, once.
  Result<std::vector<Secret>> prove(directory::SecondFactor&, std::string_view owner, std::string_view code, Time now) const;
  // A code of the app or a recovery code, with or without the spaces and dashes people copy along.
  Result<void> take(directory::SecondFactor&, std::string_view owner, std::string_view code, Time now) const;
  // For who has none yet, beside another factor than the app.
  std::vector<Secret> add_recovery(directory::SecondFactor&, std::string_view owner) const;
  // In place of those that are left. Failure::not_found while nothing is on.
  Result<std::vector<Secret>> renew_recovery(directory::SecondFactor&, std::string_view owner) const;

 private:
  Result<void> take_totp(directory::SecondFactor&, std::string_view owner, std::string_view code, Time now) const;
  Result<void> take_recovery(directory::SecondFactor&, std::string_view owner, std::string_view code) const;
  std::vector<Secret> draw_recovery(directory::SecondFactor&, std::string_view owner) const;
  [[nodiscard]] std::string tag(std::string_view owner, std::string_view code) const;

  const Sealer& sealer_;
  Random& random_;
  Secret key_;
};

}  // namespace postern::auth
