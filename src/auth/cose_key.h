// Public keys of passkeys (RFC 9052 §7, RFC 9053): ES256 and Ed25519, and nothing else.
// Use: auto key = read_cose_key(reader); if (key && key->verifies(message, signature)) ...
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "auth/cbor.h"

namespace postern::auth {

struct CoseKey {
  enum class Algorithm : std::int8_t { es256 = -7, ed25519 = -8 };
  Algorithm algorithm = Algorithm::es256;
  std::string x, y;  // 32 octets each; of Ed25519 the key is x

  // False for any signature that is not this key's over the message, of whatever form.
  [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;
  friend bool operator==(const CoseKey&, const CoseKey&) = default;
};

// Takes one map; nothing when it is no key of these kinds. A point that is not on the curve is none.
std::optional<CoseKey> read_cose_key(CborReader&);

}  // namespace postern::auth
