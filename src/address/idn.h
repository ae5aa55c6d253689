// Internationalised domain names: the only door to libidn2.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace postern::address {

// U-labels to lower-case A-labels (RFC 5891 §5, mapped as UTS 46 non-transitional). Nothing when the name is not one.
std::optional<std::string> to_a_labels(std::string_view utf8);
// A-labels to U-labels; nothing when a label does not decode.
std::optional<std::string> to_u_labels(std::string_view ascii);

}  // namespace postern::address
