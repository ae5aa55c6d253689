// Macros of SPF records and explanations (RFC 7208 §7).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "dns/answers.h"

namespace postern::senderauth {

// %{c}, %{r} and %{t} and blanks are for explanations alone (§7.2).
enum class MacroUse : std::uint8_t { domain_spec, explanation };

bool is_macro_string(std::string_view, MacroUse);
bool is_domain_spec(std::string_view);  // macro-string domain-end
// Whether the string has %{p}, whose value costs look-ups.
bool names_validated_domain(std::string_view macro_string);

struct MacroValues {
  IpAddress ip{};
  std::string local, sender_domain, domain, helo, receiver, validated = "unknown";
  std::int64_t seconds = 0;
};
// Of a string that is_macro_string().
std::string expand_macros(std::string_view macro_string, const MacroValues&);

}  // namespace postern::senderauth
