// The version of a release: three numbers. Cold.
// Use: parse_version("1.4.2") < own_version()
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::releases {

struct Version {
  std::array<std::uint32_t, 3> numbers{};

  [[nodiscard]] std::string text() const;
  friend constexpr auto operator<=>(const Version&, const Version&) = default;
};

// "1.4.2": nothing around it, no leading zero, no number over kLargest.
inline constexpr std::uint32_t kLargest = 99'999;
std::optional<Version> parse_version(std::string_view);

// Of this program.
Version own_version();

}  // namespace postern::releases
