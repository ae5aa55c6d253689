// What a passkey has to sign: drawn for one purpose, good for a few minutes, taken once.   WebAuthn §13.4.3
// Use: challenge = challenges.draw("log in", now); once the answer is verified: if (challenges.take(challenge, "log in", now)) ...
// Promises: nothing is kept of one that nobody answered rightly, however many are drawn: it carries its own end, and a MAC under a
//   key of this process. Any thread.
#pragma once
#include <chrono>
#include <map>
#include <string>
#include <string_view>

#include "base/locked.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"

namespace postern::auth {

inline constexpr std::chrono::minutes kChallengeLife{5};

class Challenges {
 public:
  explicit Challenges(Random&);
  std::string draw(std::string_view purpose, Time now);  // kChallengeSize octets
  // False for one that was not drawn for this, has ended or was taken before.
  bool take(std::string_view challenge, std::string_view purpose, Time now);

 private:
  using Taken = std::map<std::string, Time, std::less<>>;  // until when
  [[nodiscard]] std::string mac(std::string_view head, std::string_view purpose) const;

  Random& random_;
  Secret key_;
  Locked<Taken> taken_;
};

}  // namespace postern::auth
