// Seals secrets before they are stored, with a key that is kept in a file outside the data folder.
// Use: auto sealer = Sealer::from_file(path); store(sealer->seal(secret, key_of_the_record)); ... sealer->open(bytes,
// key_of_the_record) Promises: what was sealed for one record does not open for another; changed bytes never open; a wrong key
// is named as such. Form: version 1, 4 bytes that tell keys apart, 24 bytes nonce, XChaCha20-Poly1305 text and tag.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace postern::auth {

inline constexpr std::size_t kSealingKeySize = 32;

class Sealer {
 public:
  // The key must be 32 bytes (our own bug otherwise); `random` must outlive the sealer.
  Sealer(Secret key, Random& random);

  // Reads the key file. Refused: absent, of another size, or readable by group or others.
  static Result<Sealer> from_file(const std::filesystem::path&, Random&);
  // Makes a key file of mode 0600, durably. Failure::exists when there is one: a key is never overwritten.
  static Result<void> make_key_file(const std::filesystem::path&, Random&);

  // Any thread.
  [[nodiscard]] std::string seal(std::string_view plain, std::string_view record) const;
  [[nodiscard]] Result<Secret> open(std::string_view sealed, std::string_view record) const;

  // A key for one other purpose, the same at every start: HMAC-SHA256 of the purpose.
  [[nodiscard]] Secret derive(std::string_view purpose) const;

 private:
  Secret key_;
  std::string key_mark_;
  Random* random_;
};

}  // namespace postern::auth
