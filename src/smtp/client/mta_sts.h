// What a domain says of TLS to its mail servers: its record in the DNS and its policy on the web.   RFC 8461
// Promises: pure; a policy over kLongestPolicy octets, or with a field that is malformed, is none.
#pragma once
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dns/answers.h"

namespace postern::smtp::client {

inline constexpr std::size_t kLongestPolicy = 64 << 10;  // RFC 8461 §3.3
inline constexpr std::size_t kMostPatterns = 100;
inline constexpr std::chrono::seconds kLongestPolicyAge{31'557'600};  // RFC 8461 §3.2: a year

struct StsPolicy {
  enum class Mode : std::uint8_t { none, testing, enforce };
  Mode mode = Mode::none;
  std::vector<std::string> mx;  // lower case: "mx.example.org", "*.example.org"; not empty but with none
  std::chrono::seconds max_age{};

  [[nodiscard]] bool matches(const dns::Name& host) const;  // RFC 8461 §4.1
  friend bool operator==(const StsPolicy&, const StsPolicy&) = default;
};
std::string_view name(StsPolicy::Mode);

// As it is written, line by line; the id and the policy file are made of them.   RFC 8461 §3.2
std::vector<std::string> lines_of(const StsPolicy&);

// The policy, or what is wrong with it, for people.
std::expected<StsPolicy, std::string> parse_sts_policy(std::string_view);

// The id of "v=STSv1; id=20160831085700Z;" at _mta-sts; nothing when the domain has no such record, or several.   RFC 8461 §3.1
std::optional<std::string> parse_sts_record(std::string_view txt);
std::optional<std::string> sts_id_in(const dns::Answer& txt);

}  // namespace postern::smtp::client
