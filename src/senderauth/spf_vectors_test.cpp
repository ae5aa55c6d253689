// The openspf suite for RFC 7208: 203 cases in 16 zones.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "senderauth/spf.h"
#include "support/fake_zone.h"
#include "support/yaml_vectors.h"

namespace postern::senderauth {
namespace {

namespace json = boost::json;

// Strings of a list are one record; the suite writes what YAML makes a number, too.
std::string joined(const json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (!value.is_array()) return json::serialize(value);
  std::string all;
  for (const auto& piece : value.as_array()) all += joined(piece);
  return all;
}

void add_record(test::FakeZone& zone, const std::string& name, std::string_view type, const json::value& value) {
  if (type == "A" || type == "AAAA") zone.address(name, joined(value));
  if (type == "TXT" && joined(value) != "NONE") zone.txt(name, joined(value));
  if (type == "MX")
    zone.add(name, dns::Type::mx,
             dns::Mx{static_cast<std::uint16_t>(value.at(0).as_int64()), dns::parse_name(joined(value.at(1))).value()});
  if (type == "PTR") zone.add(name, dns::Type::ptr, dns::parse_name(joined(value)).value());
  if (type == "CNAME") zone.add(name, dns::Type::cname, dns::parse_name(joined(value)).value());
}

// Records of type SPF stand for TXT ones unless the name has a TXT of its own, as the suite's head says.
test::FakeZone zone_of(const json::object& data) {
  test::FakeZone zone;
  for (const auto& [name, entries] : data) {
    const bool has_txt = std::ranges::any_of(
        entries.as_array(), [](const json::value& entry) { return entry.is_object() && entry.as_object().contains("TXT"); });
    if (!dns::parse_name(std::string(name))) continue;  // names too long to be asked for
    for (const auto& entry : entries.as_array()) {
      if (entry.is_string()) zone.fail(name);
      if (!entry.is_object()) continue;
      const auto& [type, value] = *entry.as_object().begin();
      if (type != "SPF") add_record(zone, name, type, value);
      if (type == "SPF" && !has_txt) add_record(zone, name, "TXT", value);
    }
  }
  return zone;
}

SpfQuery query_of(const json::object& test) {
  return {.ip = IpAddress::parse(joined(test.at("host"))).value(),
          .helo = joined(test.at("helo")),
          .sender = joined(test.at("mailfrom")),
          .receiver = "unknown",
          .now = {}};
}

TEST(Vectors, openspf_agrees_in_every_case) {
  const auto documents = test::yaml_vectors("spf/rfc7208-tests.yml");
  if (!documents) return;
  std::size_t cases = 0;
  for (const auto& document : *documents) {
    for (const auto& [name, value] : document.at("tests").as_object()) {
      auto zone = zone_of(document.at("zonedata").as_object());
      const auto& test = value.as_object();
      const auto query = query_of(test);
      const auto verdict = zone.verdict([&](dns::Answers& answers) { return check_spf(query, answers); });
      const auto& result = test.at("result");
      const auto allowed = result.is_array() ? result.as_array() : json::array{result};
      const json::value ours(senderauth::name(verdict.outcome));
      EXPECT_NE(std::ranges::find(allowed, ours), allowed.end()) << name << ": " << senderauth::name(verdict.outcome) << " ("
                                                                 << verdict.reason << ") and not " << json::serialize(result);
      if (test.contains("explanation")) {
        const auto text = joined(test.at("explanation"));
        EXPECT_EQ(verdict.explanation, text == "DEFAULT" ? "" : text) << name;
      }
      EXPECT_LE(verdict.terms, kSpfTerms) << name;
      ++cases;
    }
  }
  EXPECT_EQ(cases, 203U);
}

}  // namespace
}  // namespace postern::senderauth
