// The words for country rules, in settings and on the command line.   H36
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "base/country_rule.h"
#include "config/schema.h"

namespace postern {

template <>
struct config::Names<CountryMode> {
  static constexpr std::array labels{
      config::label(CountryMode::off, "off", "From everywhere"),
      config::label(CountryMode::deny_listed, "deny", "From everywhere but the listed countries"),
      config::label(CountryMode::allow_listed, "allow", "From the listed countries alone")};
};

namespace config {
inline std::string check_country(std::string_view text) {
  return is_country(text) ? "" : "must be two capital letters, such as DE";
}
}  // namespace config

}  // namespace postern
