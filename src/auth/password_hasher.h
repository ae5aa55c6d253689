// How passwords are hashed, as a port: Argon2id in the server, one that counts its calls in tests.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"

namespace postern::auth {

class PasswordHasher {
 public:
  virtual ~PasswordHasher() = default;
  // Both take tens of milliseconds and belong on the HashPool. Any thread.
  virtual std::string hash(std::string_view password) = 0;  // a PHC string with a salt of its own
  // Errors say nothing about the password: corrupt for a string that is none or would cost too much, unavailable without memory.
  virtual Result<bool> verify(std::string_view password, std::string_view phc) = 0;
  // A string that no password matches and that costs as much to verify as hash() does: for names that nobody has.
  [[nodiscard]] virtual std::string decoy() const = 0;
};

// RFC 9106 and current advice for a server that answers logins: 19 MiB, two passes, one lane.
struct HashCost {
  std::uint32_t memory_kib = 19 * 1024;
  std::uint32_t passes = 2;
  std::uint32_t lanes = 1;
};

// `random` must outlive the hasher.
std::unique_ptr<PasswordHasher> argon2_hasher(HashCost, Random& random);

}  // namespace postern::auth
