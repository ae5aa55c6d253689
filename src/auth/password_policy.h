// What a password must be when it is set (H07), and a maker of passwords that always are (H08).
// Use: auto verdict = judge(policy, password, {local part, display name, domain}); show verdict.broken when it is not empty.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace postern::auth {

inline constexpr std::size_t kLongestPassword = 256;  // characters; nothing is ever cut off

// What is wrong with a word that is to be refused as a password; empty when nothing is.
std::string check_forbidden_word(std::string_view);

// The values here are the hardened ones.
struct PasswordPolicy {
  std::uint32_t minimum_length = 12;   // characters, not bytes
  std::uint32_t minimum_strength = 3;  // 0 to 4 as zxcvbn counts: 3 resists 10^8 guesses
  bool forbid_own_names = true;        // user name, words of the display name, labels of the domain
  bool forbid_common = true;  // dictionary words and passwords of leaked lists, also with digits added or letters swapped
  std::uint32_t numbers = 0;  // at least so many of each kind; length and strength do more, so none is asked for
  std::uint32_t capitals = 0;
  std::uint32_t lowercase = 0;
  std::uint32_t symbols = 0;
  std::uint32_t remember = 10;                                       // so many former passwords are not taken again
  std::uint32_t expires_after = 0;                                   // days; 0: never
  std::uint32_t grace = 14;                                          // days after that until the account sends nothing more
  std::vector<std::string> notices{"28", "14", "7", "3", "2", "1"};  // days before its end on which its owner is told
  std::vector<std::string> also_forbidden;  // words of this organisation: refused as if they were common passwords
};

// Whose password it is to be.
struct PasswordOwner {
  std::string_view local_part;
  std::string_view display_name;
  std::string_view domain;
};

enum class PasswordRule : std::uint8_t {
  characters,
  length,
  longest,
  own_names,
  common,
  strength,
  numbers,
  capitals,
  lowercase,
  symbols
};

struct BrokenRule {
  PasswordRule rule;
  std::string text;  // "It needs at least 12 characters.": for the person who sets it
};

struct PasswordVerdict {
  std::uint32_t strength = 0;  // 0 to 4
  std::vector<BrokenRule> broken;

  [[nodiscard]] bool good() const { return broken.empty(); }
};

// Takes a few milliseconds for a long password: on the HashPool, or in the CLI.
PasswordVerdict judge(const PasswordPolicy&, std::string_view password, const PasswordOwner&);

// All broken rules as one error for whoever asked (Failure::invalid).
Result<void> as_result(const PasswordVerdict&);

// A password of random syllables, such as "bavuko-Tilena47-moripe", that passes the policy. Fails only for a policy nothing can
// meet.
Result<Secret> generate_password(const PasswordPolicy&, const PasswordOwner&, Random&);

}  // namespace postern::auth
