// xtext, the escaped form of parameter values.   RFC 3461 §4
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace postern::smtp {

// xtext = *( xchar / hexchar ); hexchar = "+" 2(%x30-39 / %x41-46)
std::optional<std::string> from_xtext(std::string_view);
std::string to_xtext(std::string_view);

}  // namespace postern::smtp
