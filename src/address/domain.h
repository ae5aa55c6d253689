// A mail domain in the one form it is compared, looked up and stored in, and the address literal that may stand in its place.
// Use: auto domain = parse_domain("Bücher.example"); domain->ascii() == "xn--bcher-kva.example".
// Promises: a Domain that is not empty() holds lower-case A-labels and LDH labels only, at most 255 octets, labels at most 63,
// no trailing dot. Values; no thread or lifetime rules.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace postern::address {

class Domain {
 public:
  Domain() = default;
  [[nodiscard]] const std::string& ascii() const { return ascii_; }
  [[nodiscard]] std::string unicode() const;  // U-labels for people; a label that is no valid A-label stays as it is
  [[nodiscard]] bool empty() const { return ascii_.empty(); }
  friend auto operator<=>(const Domain&, const Domain&) = default;

 private:
  explicit Domain(std::string ascii) : ascii_(std::move(ascii)) {}
  friend Result<Domain> parse_domain(std::string_view);
  std::string ascii_;
};

// RFC 5321 §4.1.2 Domain, RFC 6531 §3.3 U-label. A trailing dot, an empty label and an underscore are refused.
Result<Domain> parse_domain(std::string_view);

// RFC 5321 §4.1.3. Holds an IPv4 or IPv6 address in network order.
struct AddressLiteral {
  std::array<std::uint8_t, 16> bytes{};  // IPv4 uses the first four
  bool v6 = false;

  [[nodiscard]] std::string text() const;  // "[192.0.2.1]", "[IPv6:2001:db8::1]"
  friend auto operator<=>(const AddressLiteral&, const AddressLiteral&) = default;
};

// With its brackets. A General-address-literal (an unknown tag) is refused: no standard defines one.
Result<AddressLiteral> parse_address_literal(std::string_view);

}  // namespace postern::address
