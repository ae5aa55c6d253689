// Ed25519 by libsodium, which also refuses keys of small order and signatures that are not canonical.
#include "releases/signature.h"

#include <sodium.h>

namespace postern::releases {
namespace {

static_assert(kKeySize == crypto_sign_PUBLICKEYBYTES && kSignatureSize == crypto_sign_BYTES);

const unsigned char* as_octets(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

}  // namespace

bool is_signed(std::string_view message, std::string_view signature, std::string_view public_key) {
  return public_key.size() == kKeySize && signature.size() == kSignatureSize &&
         crypto_sign_verify_detached(as_octets(signature), as_octets(message), message.size(), as_octets(public_key)) == 0;
}

}  // namespace postern::releases
