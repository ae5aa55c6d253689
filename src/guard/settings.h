// What administrators decide about intrusion detection.
#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "base/country_rule.h"
#include "guard/rule.h"

namespace postern::guard {

// Who is told of a right login from a country that the account has not been seen in.
enum class CountryAlert : std::uint8_t { off, owner, administrators };

struct Settings {
  bool enforce = true;  // blocks, delays, and limits on connections, rates and the errors of a session
  std::vector<Rule> rules = shipped(Preset::strict);
  CountryMode country_rule = CountryMode::off;  // H36: of logins, by whatever protocol
  std::vector<std::string> countries{};
  CountryAlert new_country = CountryAlert::owner;
  std::string country_database = "/var/lib/GeoIP/GeoLite2-Country.mmdb";  // where geoipupdate writes it

  [[nodiscard]] CountryRule rule_of_countries() const { return {country_rule, countries}; }
};

}  // namespace postern::guard
