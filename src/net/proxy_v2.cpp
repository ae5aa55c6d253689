// Reads the header of the PROXY protocol (haproxy's proxy-protocol.txt, section 2.2).
#include "net/proxy_v2.h"

#include <cstring>

namespace postern::net::proxy_v2 {
namespace {

constexpr std::string_view kSignature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr std::uint8_t kVersion2 = 0x20, kLocal = 0, kProxy = 1;
constexpr std::uint8_t kUnspecified = 0x00, kTcp4 = 0x11, kTcp6 = 0x21;
constexpr std::size_t kTcp4Size = 12, kTcp6Size = 36;

std::uint8_t octet(std::string_view s, std::size_t i) { return static_cast<std::uint8_t>(s[i]); }
std::uint16_t two(std::string_view s, std::size_t i) { return static_cast<std::uint16_t>(octet(s, i) << 8 | octet(s, i + 1)); }

std::unexpected<Error> bad(const char* why) { return fail(Failure::invalid, "Not a PROXY protocol header", why); }

Endpoint v4(std::string_view address, std::uint16_t port) {
  Endpoint end{{}, port};
  end.address.bytes[10] = end.address.bytes[11] = 0xFF;
  std::memcpy(end.address.bytes.data() + 12, address.data(), 4);
  return end;
}
Endpoint v6(std::string_view address, std::uint16_t port) {
  Endpoint end{{}, port};
  std::memcpy(end.address.bytes.data(), address.data(), 16);
  return end;
}

// The extensions are not used, but a body that does not divide into them was not made by a proxy.
bool tlvs_are_whole(std::string_view rest) {
  while (!rest.empty()) {
    if (rest.size() < 3) return false;
    const std::size_t size = 3u + two(rest, 1);
    if (size > rest.size()) return false;
    rest.remove_prefix(size);
  }
  return true;
}

}  // namespace

Result<std::size_t> body_size(std::string_view prelude) {
  if (prelude.size() != kPrelude || prelude.substr(0, kSignature.size()) != kSignature) return bad("no version 2 signature");
  const auto version_command = octet(prelude, 12);
  if ((version_command & 0xF0) != kVersion2 || (version_command & 0x0F) > kProxy) return bad("unknown version or command");
  const std::size_t size = two(prelude, 14);
  if (size > kLargestBody) return bad("too long");
  return size;
}

Result<std::optional<Said>> parse(std::string_view prelude, std::string_view body) {
  const auto size = body_size(prelude);
  if (!size) return std::unexpected(size.error());
  if (body.size() != *size) return bad("length does not match");
  if ((octet(prelude, 12) & 0x0F) == kLocal) return std::optional<Said>();
  const auto family = octet(prelude, 13);
  if (family == kUnspecified) return bad("client address not told");
  const std::size_t addresses = family == kTcp4 ? kTcp4Size : kTcp6Size;
  if ((family != kTcp4 && family != kTcp6) || body.size() < addresses) return bad("not TCP over IPv4 or IPv6, or too short");
  if (!tlvs_are_whole(body.substr(addresses))) return bad("broken extensions");
  if (family == kTcp4) return Said{v4(body, two(body, 8)), v4(body.substr(4), two(body, 10))};
  return Said{v6(body, two(body, 32)), v6(body.substr(16), two(body, 34))};
}

}  // namespace postern::net::proxy_v2
