// SCRAM verifiers: made, stored, faked.
#include "auth/scram.h"

#include "auth/mac.h"
#include "base/codec.h"

namespace postern::auth {
namespace {

constexpr std::uint8_t kVerifierVersion = 1;
constexpr std::size_t kFakeSaltSize = 16;
constexpr std::size_t kLongestSalt = 64;

}  // namespace

// RFC 5802 §3: StoredKey = H(HMAC(SaltedPassword, "Client Key")), ServerKey = HMAC(SaltedPassword, "Server Key")
ScramVerifier make_scram_verifier(std::string_view password, std::string salt, std::uint32_t iterations) {
  const Secret salted(pbkdf2_sha256(password, salt, iterations));
  const Secret client_key(hmac_sha256(salted.reveal(), "Client Key"));
  return {iterations, std::move(salt), sha256(client_key.reveal()), hmac_sha256(salted.reveal(), "Server Key")};
}

std::string encode(const ScramVerifier& v) {
  return Encoder().u8(kVerifierVersion).varint(v.iterations).bytes(v.salt).bytes(v.stored_key).bytes(v.server_key).take();
}

Result<ScramVerifier> decode_scram_verifier(std::string_view stored) {
  Decoder in(stored);
  const auto version = in.u8();
  const auto iterations = in.varint();
  ScramVerifier v{0, std::string(in.bytes()), std::string(in.bytes()), std::string(in.bytes())};
  const bool sizes = !v.salt.empty() && v.salt.size() <= kLongestSalt && v.stored_key.size() == kSha256Size &&
                     v.server_key.size() == kSha256Size;
  const bool count = iterations >= kScramLeastIterations && iterations <= kScramMostIterations;
  if (!in.done() || version != kVerifierVersion || !sizes || !count)
    return fail(Failure::corrupt, "A stored SCRAM verifier is damaged");
  v.iterations = static_cast<std::uint32_t>(iterations);
  return v;
}

ScramVerifier fake_scram_verifier(const Secret& key, std::string_view name) {
  const auto made = [&](char what) { return hmac_sha256(key.reveal(), std::string(1, what) + std::string(name)); };
  return {kScramIterations, made('s').substr(0, kFakeSaltSize), made('k'), made('v')};
}

}  // namespace postern::auth
