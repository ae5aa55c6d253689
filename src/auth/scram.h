// What SCRAM-SHA-256 stores about a password, and the values made of it (RFC 5802 §3, RFC 7677).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace postern::auth {

// RFC 7677 §4 asks for 4096 at the least and for about a tenth of a second on a client's machine; the verifier is sealed
// besides.
inline constexpr std::uint32_t kScramIterations = 100'000;
inline constexpr std::uint32_t kScramLeastIterations = 4096;
inline constexpr std::uint32_t kScramMostIterations = 10'000'000;

struct ScramVerifier {
  std::uint32_t iterations = kScramIterations;
  std::string salt;
  std::string stored_key;
  std::string server_key;

  friend bool operator==(const ScramVerifier&, const ScramVerifier&) = default;
};

// Costs as much as a hash: belongs on the HashPool. The password must have gone through sasl_prep().
ScramVerifier make_scram_verifier(std::string_view password, std::string salt, std::uint32_t iterations = kScramIterations);

std::string encode(const ScramVerifier&);
Result<ScramVerifier> decode_scram_verifier(std::string_view);

// For a name that nobody has: the same salt at every attempt and at every start, and a proof that can never be met.
ScramVerifier fake_scram_verifier(const Secret& key, std::string_view name);

}  // namespace postern::auth
