// Prepares user names and passwords for comparison (SASLprep), and folds case where rules compare words.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/secret.h"

namespace postern::auth {

inline constexpr std::size_t kLongestPrepared = 1024;  // octets

// RFC 4013 §2. Unassigned code points pass, as in queries, so that a password keeps working when Unicode grows.
// Nothing when the text is not UTF-8, has a prohibited character, mixes directions wrongly, or is longer than kLongestPrepared.
std::optional<std::string> sasl_prep(std::string_view utf8);

// A password that is shown, in the form in which it was stored. What cannot be prepared cannot have been set, so it stays as it is.
Secret prepared_password(Secret);

// Full case folding; text that is not UTF-8 is folded as ASCII.
std::string fold_case(std::string_view utf8);

}  // namespace postern::auth
