// base64url without padding (RFC 4648 §5), as browsers write the octets of a passkey.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace postern::auth {

std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view);

}  // namespace postern::auth
