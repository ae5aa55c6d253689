// Versions from text and back; the own one comes from CMakeLists.txt.
#include "releases/version.h"

#include <fmt/format.h>

#include "base/text.h"

namespace postern::releases {

std::string Version::text() const { return fmt::format("{}.{}.{}", numbers[0], numbers[1], numbers[2]); }

std::optional<Version> parse_version(std::string_view text) {
  Version out;
  for (std::size_t i = 0; i < out.numbers.size(); ++i) {
    const bool is_last = i + 1 == out.numbers.size();
    const auto dot = is_last ? text.size() : text.find('.');
    if (dot == text.npos) return {};
    const auto digits = text.substr(0, dot);
    const auto n = number<std::uint32_t>(digits, kLargest);
    if (!n || (digits.size() > 1 && digits.front() == '0')) return {};
    out.numbers[i] = *n;
    text.remove_prefix(is_last ? dot : dot + 1);
  }
  return out;
}

Version own_version() { return parse_version(POSTERN_VERSION).value_or(Version{}); }

}  // namespace postern::releases
