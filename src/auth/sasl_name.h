// saslname, in which SCRAM and the GS2 header write who logs in.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace postern::auth {

// "=2C" for a comma, "=3D" for an equals sign, then prepared as names are. None: it is malformed or empty.   RFC 5801 §4, RFC 5802 §7
std::optional<std::string> sasl_name(std::string_view);

}  // namespace postern::auth
