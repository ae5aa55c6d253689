// Domains and address literals.
#include "address/domain.h"

#include <arpa/inet.h>

#include <algorithm>

#include "address/idn.h"
#include "base/text.h"

namespace postern::address {
namespace {

constexpr std::size_t kMaxDomain = 255;  // RFC 5321 §4.5.3.1.2
constexpr std::size_t kMaxLabel = 63;    // RFC 1035 §2.3.4

// sub-domain = Let-dig [Ldh-str]
bool is_ldh_label(std::string_view label) {
  if (label.empty() || label.size() > kMaxLabel || label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(label, [](char c) { return is_alnum(c) || c == '-'; });
}

// Domain = sub-domain *("." sub-domain)
bool is_ldh_domain(std::string_view name) {
  if (name.empty() || name.size() > kMaxDomain) return false;
  while (true) {
    const auto dot = name.find('.');
    if (!is_ldh_label(name.substr(0, dot))) return false;
    if (dot == name.npos) return true;
    name.remove_prefix(dot + 1);
  }
}

bool read_ip(int family, std::string_view text, void* to) {
  std::array<char, INET6_ADDRSTRLEN + 1> copy{};  // inet_pton wants a terminated string
  if (text.size() >= copy.size() || text.contains('\0')) return false;
  std::ranges::copy(text, copy.begin());
  return inet_pton(family, copy.data(), to) == 1;
}

}  // namespace

Result<Domain> parse_domain(std::string_view text) {
  if (text.size() > kMaxDomain) return fail(Failure::too_large, "Domain too long");
  std::string ascii;
  if (is_ascii(text)) {
    ascii = to_lower(text);
  } else if (is_utf8(text)) {
    if (text.ends_with('.')) return fail(Failure::invalid, "Malformed domain");
    ascii = to_lower(to_a_labels(text).value_or(""));
  }
  if (!is_ldh_domain(ascii)) return fail(Failure::invalid, "Malformed domain");
  return Domain(std::move(ascii));
}

std::string Domain::unicode() const {
  if (ascii_.find("xn--") == ascii_.npos) return ascii_;
  return to_u_labels(ascii_).value_or(ascii_);
}

std::string AddressLiteral::text() const {
  std::array<char, INET6_ADDRSTRLEN> out{};
  inet_ntop(v6 ? AF_INET6 : AF_INET, bytes.data(), out.data(), out.size());
  return (v6 ? "[IPv6:" : "[") + std::string(out.data()) + "]";
}

// address-literal = "[" ( IPv4-address-literal / IPv6-address-literal / General-address-literal ) "]"
Result<AddressLiteral> parse_address_literal(std::string_view text) {
  constexpr std::string_view kTag = "IPv6:";
  AddressLiteral literal;
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    text = text.substr(1, text.size() - 2);
    literal.v6 = starts_nocase(text, kTag);
    if (literal.v6) text.remove_prefix(kTag.size());
    if (read_ip(literal.v6 ? AF_INET6 : AF_INET, text, literal.bytes.data())) return literal;
  }
  return fail(Failure::invalid, "Malformed address literal");
}

}  // namespace postern::address
