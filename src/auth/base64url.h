// Base64 without padding: as PHC strings have it, and with the alphabet of RFC 4648 §5 as browsers write the octets of a passkey.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace postern::auth {

std::string to_unpadded_base64(std::string_view bytes);
std::optional<std::string> from_unpadded_base64(std::string_view);
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view);

}  // namespace postern::auth
