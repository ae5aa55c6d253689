// The keyed and plain hashes that passwords and SASL need, as plain functions of bytes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::auth {

inline constexpr std::size_t kSha256Size = 32;

std::string sha256(std::string_view);
std::string hmac_sha1(std::string_view key, std::string_view text);    // for RFC 6238 alone, where SHA-1 is as good as any
std::string hmac_sha256(std::string_view key, std::string_view text);  // RFC 2104
std::string pbkdf2_sha256(std::string_view password, std::string_view salt,
                          std::uint32_t iterations);  // RFC 8018 §5.2, 32 bytes

}  // namespace postern::auth
