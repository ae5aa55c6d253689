// SPF records (RFC 7208 §4.5, §4.6.1, §5, §6) as values.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dns/answers.h"
#include "senderauth/outcome.h"

namespace postern::senderauth {

struct SpfDirective {
  enum class Mechanism : std::uint8_t { all, include, a, mx, ptr, ip4, ip6, exists };

  Outcome outcome = Outcome::pass;  // when it matches, from its qualifier
  Mechanism mechanism = Mechanism::all;
  std::string domain_spec;  // empty: the domain that is checked
  IpAddress network{};
  std::size_t v4_bits = 32, v6_bits = 128;
  std::string text;  // as it stands in the record
};

struct SpfRecord {
  std::vector<SpfDirective> directives;
  std::optional<std::string> redirect, explanation;  // domain-spec
};

// Whether a TXT record is an SPF record: "v=spf1", and then a blank or the end.
bool is_spf_record(std::string_view);
// The whole record is looked at, as §4.6 asks: an error anywhere is an error of all.
Result<SpfRecord> parse_spf_record(std::string_view);

}  // namespace postern::senderauth
