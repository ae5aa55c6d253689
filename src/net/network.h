// A range of addresses in CIDR form, and the group an address is counted in.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "net/stream.h"

namespace postern::net {

// "192.0.2.0/24", "2001:db8::/32"; a bare address is a network of one. IPv4 ranges lie in ::ffff:0:0/96, as addresses do.
class Network {
 public:
  Network() = default;                          // every address
  Network(const Address& base, unsigned bits);  // bits: 0..128, counted in the 16-byte form; host bits are cleared

  // Bits set behind the prefix ("192.0.2.1/24") are refused: they are more often a slip than meant.
  static Result<Network> parse(std::string_view);
  [[nodiscard]] bool contains(const Address&) const;
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const Address& base() const { return base_; }
  [[nodiscard]] unsigned bits() const { return bits_; }  // of the 16-octet form

  friend auto operator<=>(const Network&, const Network&) = default;

 private:
  Address base_;
  std::uint8_t bits_ = 0;
};

}  // namespace postern::net
