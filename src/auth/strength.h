// How many guesses a password would stand, by zxcvbn.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace postern::auth {

struct Strength {
  double guesses_log10 = 0;
  std::uint32_t score = 0;  // 0 to 4: under 10^3, 10^6, 10^8, 10^10 guesses, or more
  bool common = false;      // one entry of a dictionary or of a leaked list, whole or but for trailing digits and symbols
};

// `words` are those an attacker of this very person would try first. Only the first 100 bytes are looked at: more can only
// help.
Strength strength(std::string_view password, std::span<const std::string> words);

}  // namespace postern::auth
