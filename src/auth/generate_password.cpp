// Passwords that can be read out over a telephone: syllables in groups, one capital, two digits.
#include <algorithm>
#include <array>

#include "auth/password_policy.h"

namespace postern::auth {
namespace {

constexpr std::string_view kConsonants = "bdfghjkmnprstvz";  // without those that sound or look like others
constexpr std::string_view kVowels = "aeiou";
constexpr std::string_view kDigits = "23456789";
constexpr std::string_view kSymbols = "-+%=.";
constexpr std::string_view kCapitals = "ABDEFGHJKMNPRSTVZ";
constexpr std::size_t kGroups = 3;
constexpr std::size_t kSyllables = 3;  // nine syllables and the rest: 65 bits
constexpr int kTries = 200;            // a try fails when chance writes a name or a word, seldom more than once

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

char pick(std::string_view from, Random& random) { return from[static_cast<std::size_t>(random.below(from.size()))]; }

std::string group(Random& random) {
  std::string out;
  for (std::size_t i = 0; i < kSyllables; ++i) {
    out += pick(kConsonants, random);
    out += pick(kVowels, random);
  }
  return out;
}

void add(std::string& to, std::string_view from, std::uint32_t least, std::size_t have, Random& random) {
  for (auto n = have; n < least && to.size() <= kLongestPassword; ++n) to += pick(from, random);
}

std::string draw(const PasswordPolicy& policy, std::size_t groups, Random& random) {
  const auto special = random.below(groups);
  std::string out;
  for (std::size_t g = 0; g < groups || (out.size() < policy.minimum_length && out.size() <= kLongestPassword); ++g) {
    if (g > 0) out += '-';
    auto part = group(random);
    if (g == special) {
      part[0] = static_cast<char>(part[0] - 'a' + 'A');
      part += pick(kDigits, random);
      part += pick(kDigits, random);
    }
    out += part;
  }
  const auto dashes = static_cast<std::size_t>(std::ranges::count(out, '-'));
  add(out, kDigits, policy.numbers, 2, random);
  add(out, kCapitals, policy.capitals, 1, random);
  add(out, kVowels, policy.lowercase, static_cast<std::size_t>(std::ranges::count_if(out, is_lower)), random);
  add(out, kSymbols, policy.symbols, dashes, random);
  return out;
}

}  // namespace

Result<Secret> generate_password(const PasswordPolicy& policy, const PasswordOwner& owner, Random& random) {
  for (int i = 0; i < kTries && policy.minimum_length <= kLongestPassword; ++i) {
    auto drawn = draw(policy, kGroups + static_cast<std::size_t>(i / 20), random);
    if (judge(policy, drawn, owner).good()) return Secret(std::move(drawn));
  }
  return fail(Failure::invalid, "No password can meet this policy");
}

}  // namespace postern::auth
