// SHA-256, HMAC and PBKDF2 by OpenSSL.
#include "auth/mac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <cstdlib>

namespace postern::auth {
namespace {

const unsigned char* octets(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

}  // namespace

std::string sha256(std::string_view text) {
  unsigned char place[kSha256Size];
  SHA256(octets(text), text.size(), place);
  return {reinterpret_cast<const char*>(place), kSha256Size};
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  unsigned char place[kSha256Size];
  unsigned size = 0;
  // A null key would mean "the one of last time" to OpenSSL.
  const auto* made =
      HMAC(EVP_sha256(), key.empty() ? "" : key.data(), static_cast<int>(key.size()), octets(text), text.size(), place, &size);
  if (!made) std::abort();  // only when out of memory
  return {reinterpret_cast<const char*>(place), kSha256Size};
}

std::string hmac_sha1(std::string_view key, std::string_view text) {
  unsigned char place[SHA_DIGEST_LENGTH];
  unsigned size = 0;
  const auto* made =
      HMAC(EVP_sha1(), key.empty() ? "" : key.data(), static_cast<int>(key.size()), octets(text), text.size(), place, &size);
  if (!made) std::abort();  // only when out of memory
  return {reinterpret_cast<const char*>(place), SHA_DIGEST_LENGTH};
}

std::string pbkdf2_sha256(std::string_view password, std::string_view salt, std::uint32_t iterations) {
  unsigned char place[kSha256Size];
  const int ok =
      PKCS5_PBKDF2_HMAC(password.empty() ? "" : password.data(), static_cast<int>(password.size()), octets(salt),
                        static_cast<int>(salt.size()), static_cast<int>(iterations), EVP_sha256(), kSha256Size, place);
  if (ok != 1) std::abort();  // only when out of memory
  return {reinterpret_cast<const char*>(place), kSha256Size};
}

}  // namespace postern::auth
