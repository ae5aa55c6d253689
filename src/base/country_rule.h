// From which countries something may be asked for: a plain value, at every level that has such a rule.   H36
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern {

// Numbers are stored.
enum class CountryMode : std::uint8_t { off = 0, deny_listed = 1, allow_listed = 2 };

struct CountryRule {
  static constexpr std::size_t kMost = 250;  // ISO 3166-1 has as many

  CountryMode mode = CountryMode::off;
  std::vector<std::string> countries{};  // of two capital letters each, as ISO 3166-1 has them

  // Of an address whose country is not known: only a list of those that are allowed keeps it out.
  [[nodiscard]] bool admits(std::string_view country) const {
    const bool listed = std::ranges::find(countries, country) != countries.end();
    return mode == CountryMode::off || listed == (mode == CountryMode::allow_listed);
  }
  friend bool operator==(const CountryRule&, const CountryRule&) = default;
};

constexpr bool is_country(std::string_view text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 2 && std::ranges::all_of(text, capital);
}

// What is wrong with a rule; empty when nothing is.
inline std::string check_countries(CountryMode mode, const std::vector<std::string>& countries) {
  if (!std::ranges::all_of(countries, is_country)) return "a country is two capital letters, such as DE";
  if (countries.size() > CountryRule::kMost) return "there are too many countries";
  if (mode == CountryMode::allow_listed && countries.empty()) return "to allow no country would keep everybody out";
  return {};
}

}  // namespace postern
