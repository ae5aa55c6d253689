// Addresses of the network and ranges of them, and both as text.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace postern {

// An IPv4 or IPv6 address; IPv4 is kept as ::ffff:a.b.c.d so that all compare alike.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
  [[nodiscard]] bool is_v4() const;
  [[nodiscard]] bool is_loopback() const;
  [[nodiscard]] std::string text() const;            // "192.0.2.1", "2001:db8::1"
  static Result<IpAddress> parse(std::string_view);  // either form, without brackets or zone
};

// "192.0.2.0/24", "2001:db8::/32"; a bare address is a network of one. IPv4 ranges lie in ::ffff:0:0/96, as addresses do.
class IpNetwork {
 public:
  IpNetwork() = default;                            // every address
  IpNetwork(const IpAddress& base, unsigned bits);  // bits: 0..128, counted in the 16-byte form; host bits are cleared

  // Bits set behind the prefix ("192.0.2.1/24") are refused: they are more often a slip than meant.
  static Result<IpNetwork> parse(std::string_view);
  [[nodiscard]] bool contains(const IpAddress&) const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const IpAddress& base() const { return base_; }
  [[nodiscard]] unsigned bits() const { return bits_; }  // of the 16-octet form

  friend auto operator<=>(const IpNetwork&, const IpNetwork&) = default;

 private:
  IpAddress base_;
  std::uint8_t bits_ = 0;
};

}  // namespace postern
