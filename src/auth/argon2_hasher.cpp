// Argon2id by the reference library (RFC 9106), in PHC strings.
#include <argon2.h>

#include <cstdlib>

#include "auth/password_hasher.h"
#include "base/text.h"

namespace postern::auth {
namespace {

constexpr std::uint32_t kSaltSize = 16;
constexpr std::uint32_t kHashSize = 32;
// A string from elsewhere (an import) must not make a login cost gigabytes or minutes.
constexpr std::uint32_t kMostMemoryKib = 1U << 20;
constexpr std::uint32_t kMostPasses = 64;
constexpr std::uint32_t kMostLanes = 16;
constexpr std::size_t kLongestPhc = 512;

// Reads "name=number" and the character after it; false when it is not there or larger.
bool parameter(std::string_view& in, std::string_view name, char end, std::uint32_t max) {
  const auto stop = in.find(end);
  if (stop == in.npos || !in.starts_with(name)) return false;
  const auto value = number<std::uint32_t>(in.substr(name.size(), stop - name.size()), max);
  in.remove_prefix(stop + 1);
  return value.has_value();
}

// $argon2id$v=19$m=19456,t=2,p=1$salt$hash
bool is_affordable(std::string_view phc) {
  constexpr std::string_view kStart = "$argon2id$v=19$";
  if (phc.size() > kLongestPhc || !phc.starts_with(kStart)) return false;
  phc.remove_prefix(kStart.size());
  return parameter(phc, "m=", ',', kMostMemoryKib) && parameter(phc, "t=", ',', kMostPasses) &&
         parameter(phc, "p=", '$', kMostLanes);
}

class Argon2Hasher final : public PasswordHasher {
 public:
  Argon2Hasher(HashCost cost, Random& random) : cost_(cost), random_(random) {}

  std::string hash(std::string_view password) override {
    const std::string salt = random_.bytes(kSaltSize);
    std::string out(argon2_encodedlen(cost_.passes, cost_.memory_kib, cost_.lanes, kSaltSize, kHashSize, Argon2_id), '\0');
    const int made = argon2id_hash_encoded(cost_.passes, cost_.memory_kib, cost_.lanes, password.data(), password.size(),
                                           salt.data(), salt.size(), kHashSize, out.data(), out.size());
    if (made != ARGON2_OK) std::abort();  // out of memory, or a cost that the settings should not have let through
    out.resize(out.find('\0'));
    return out;
  }

  bool verify(std::string_view password, std::string_view phc) override {
    if (!is_affordable(phc)) return false;
    return argon2id_verify(std::string(phc).c_str(), password.data(), password.size()) == ARGON2_OK;
  }

  [[nodiscard]] std::string decoy() const override {
    std::string out = "$argon2id$v=19$m=" + std::to_string(cost_.memory_kib) + ",t=" + std::to_string(cost_.passes) +
                      ",p=" + std::to_string(cost_.lanes) + "$";
    return out + std::string(22, 'A') + "$" + std::string(43, 'A');  // 16 and 32 bytes of zero in base64 without padding
  }

 private:
  HashCost cost_;
  Random& random_;
};

}  // namespace

std::unique_ptr<PasswordHasher> argon2_hasher(HashCost cost, Random& random) {
  return std::make_unique<Argon2Hasher>(cost, random);
}

}  // namespace postern::auth
