// Hashes, keys and signatures of DKIM and ARC: rsa-sha256 and ed25519-sha256 (RFC 8301 §3, RFC 8463 §3).
// Both algorithms sign the SHA-256 hash of what is signed, so keys see 32 octets and nothing else.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/secret.h"

namespace postern::senderauth {

inline constexpr std::size_t kHashSize = 32;

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();
  void feed(std::string_view);
  std::string finish();  // once

 private:
  struct State;
  std::unique_ptr<State> state_;
};

enum class KeyType : std::uint8_t { rsa, ed25519 };
std::string_view algorithm_of(KeyType);  // "rsa-sha256", "ed25519-sha256"

struct KeyState;  // what OpenSSL has of a key

class PublicKey {
 public:
  // The octets of a p= tag: SubjectPublicKeyInfo, or an RSAPublicKey as RFC 6376 §3.6.1 says (erratum 3017), for RSA; 32 octets for Ed25519.
  // Nothing when they are no key of the type, or one that is costly to use: more than 8192 bits, or an exponent of more than 64.
  static std::optional<PublicKey> read(KeyType, std::string_view octets);
  [[nodiscard]] std::size_t bits() const;
  [[nodiscard]] bool is_signed(std::string_view hash, std::string_view signature) const;

 private:
  std::shared_ptr<const KeyState> state_;  // copies share it; never changed after read()
};

class PrivateKey {
 public:
  static Result<PrivateKey> generate(KeyType, std::size_t rsa_bits = 2048);
  static Result<PrivateKey> read(const Secret& pem);  // PKCS #8, or the older form of RSA keys
  [[nodiscard]] Secret pem() const;                   // PKCS #8
  [[nodiscard]] KeyType type() const;
  [[nodiscard]] std::size_t bits() const;
  [[nodiscard]] std::string sign(std::string_view hash) const;
  // The value of p= in the key record.
  [[nodiscard]] std::string public_octets() const;

 private:
  std::shared_ptr<const KeyState> state_;  // any thread may sign with it
};

}  // namespace postern::senderauth
