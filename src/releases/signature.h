// Ed25519 (RFC 8032), as a feed is signed.
#pragma once
#include <cstddef>
#include <string_view>

namespace postern::releases {

inline constexpr std::size_t kKeySize = 32;
inline constexpr std::size_t kSignatureSize = 64;

// False for any signature that is not this key's over the message, and for any key that is none.
bool is_signed(std::string_view message, std::string_view signature, std::string_view public_key);

}  // namespace postern::releases
