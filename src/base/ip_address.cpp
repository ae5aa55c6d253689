// Addresses and networks as text. Strict: what inet_pton of some systems lets pass (octal, zones, short forms) is refused.
#include "base/ip_address.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstring>
#include <iterator>
#include <optional>

#include "base/text.h"

namespace postern {
namespace {

constexpr std::array<std::uint8_t, 12> kV4Prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t kLongestText = 45;  // an IPv4-mapped IPv6 address in full

// Four decimal numbers without leading zeros.
std::optional<std::array<std::uint8_t, 4>> v4_octets(std::string_view text) {
  std::array<std::uint8_t, 4> octets{};
  for (std::size_t i = 0; i < 4; ++i) {
    const auto dot = i < 3 ? text.find('.') : text.size();
    if (dot == std::string_view::npos || dot > 3) return {};
    const auto digits = text.substr(0, dot);
    if (digits.size() > 1 && digits.front() == '0') return {};
    const auto n = number<std::uint8_t>(digits, 255);
    if (!n) return {};
    octets[i] = *n;
    text.remove_prefix(i < 3 ? dot + 1 : dot);
  }
  return octets;
}

std::optional<std::uint16_t> hex_group(std::string_view text) {
  if (text.empty() || text.size() > 4) return {};
  std::uint16_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n, 16);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return n;
}

// The 16-bit groups of one side of "::"; an IPv4 tail counts as two. Empty optional: not well formed.
struct Groups {
  std::array<std::uint16_t, 8> of{};
  std::size_t count = 0;
  bool add(std::uint16_t n) {
    if (count == 8) return false;
    of[count++] = n;
    return true;
  }
};
std::optional<Groups> groups(std::string_view text, bool last) {
  Groups found;
  if (text.empty()) return found;
  while (true) {
    const auto colon = text.find(':');
    const auto part = text.substr(0, colon);
    if (const auto n = hex_group(part)) {
      if (!found.add(*n)) return {};
    } else {
      const auto tail = last && colon == std::string_view::npos ? v4_octets(part) : std::nullopt;
      if (!tail) return {};
      if (!found.add(static_cast<std::uint16_t>((*tail)[0] << 8 | (*tail)[1])) ||
          !found.add(static_cast<std::uint16_t>((*tail)[2] << 8 | (*tail)[3])))
        return {};
    }
    if (colon == std::string_view::npos) return found;
    text.remove_prefix(colon + 1);
  }
}

// RFC 4291 §2.2
std::optional<IpAddress> v6(std::string_view text) {
  const auto gap = text.find("::");
  const auto head = groups(text.substr(0, gap), gap == std::string_view::npos);
  const auto tail = gap == std::string_view::npos ? std::optional(Groups{}) : groups(text.substr(gap + 2), true);
  if (!head || !tail) return {};
  const auto count = head->count + tail->count;
  if (gap == std::string_view::npos ? count != 8 : count > 7) return {};
  IpAddress address;
  const auto put = [&](std::size_t group, std::uint16_t n) {
    address.bytes[group * 2] = static_cast<std::uint8_t>(n >> 8);
    address.bytes[group * 2 + 1] = static_cast<std::uint8_t>(n);
  };
  for (std::size_t i = 0; i < head->count; ++i) put(i, head->of[i]);
  for (std::size_t i = 0; i < tail->count; ++i) put(8 - tail->count + i, tail->of[i]);
  return address;
}

std::uint16_t group_at(const IpAddress& a, std::size_t i) {
  return static_cast<std::uint16_t>(a.bytes[i * 2] << 8 | a.bytes[i * 2 + 1]);
}

// RFC 5952 §4.2: the longest run of two or more zero groups, the first of equals.
std::pair<std::size_t, std::size_t> longest_zeros(const IpAddress& a) {
  std::size_t best = 8, best_length = 1;
  for (std::size_t i = 0; i < 8;) {
    std::size_t end = i;
    while (end < 8 && group_at(a, end) == 0) ++end;
    if (end - i > best_length) best = i, best_length = end - i;
    i = end + 1;
  }
  return {best, best == 8 ? 0 : best_length};
}

IpAddress masked(const IpAddress& address, unsigned bits) {
  IpAddress out = address;
  for (unsigned i = 0; i < 16; ++i) {
    const unsigned keep = bits >= (i + 1) * 8 ? 8 : bits > i * 8 ? bits - i * 8 : 0;
    out.bytes[i] = static_cast<std::uint8_t>(out.bytes[i] & (0xFF00u >> keep));
  }
  return out;
}

}  // namespace

bool IpAddress::is_v4() const { return std::memcmp(bytes.data(), kV4Prefix.data(), kV4Prefix.size()) == 0; }

bool IpAddress::is_loopback() const {
  if (is_v4()) return bytes[12] == 127;
  static constexpr IpAddress kOne{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}};
  return *this == kOne;
}

std::string IpAddress::text() const {
  if (is_v4()) return fmt::format("{}.{}.{}.{}", bytes[12], bytes[13], bytes[14], bytes[15]);
  const auto [gap, length] = longest_zeros(*this);
  std::string out;
  for (std::size_t i = 0; i < 8;) {
    if (i == gap) {
      out += "::";
      i += length;
      continue;
    }
    if (!out.empty() && out.back() != ':') out += ':';
    fmt::format_to(std::back_inserter(out), "{:x}", group_at(*this, i++));
  }
  return out;
}

Result<IpAddress> IpAddress::parse(std::string_view text) {
  if (text.size() <= kLongestText) {
    if (const auto octets = v4_octets(text)) {
      IpAddress address;
      std::memcpy(address.bytes.data(), kV4Prefix.data(), kV4Prefix.size());
      std::memcpy(address.bytes.data() + 12, octets->data(), 4);
      return address;
    }
    if (text.find(':') != std::string_view::npos)
      if (const auto address = v6(text)) return *address;
  }
  return fail(Failure::invalid, "Not an IP address");
}

IpNetwork::IpNetwork(const IpAddress& base, unsigned bits)
    : base_(masked(base, bits)), bits_(static_cast<std::uint8_t>(bits)) {}

Result<IpNetwork> IpNetwork::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto address_text = text.substr(0, slash);
  auto address = IpAddress::parse(address_text);
  if (!address) return pass_on(address);
  // The length counts in the family the address was written in.
  const unsigned family = address_text.find(':') == std::string_view::npos ? 32 : 128;
  std::optional<std::uint8_t> bits = static_cast<std::uint8_t>(family);
  if (slash != std::string_view::npos) bits = number<std::uint8_t>(text.substr(slash + 1), static_cast<std::uint8_t>(family));
  if (!bits) return fail(Failure::invalid, "Not a network prefix length");
  const IpNetwork network(*address, 128 - family + *bits);
  if (network.base_ != *address) return fail(Failure::invalid, "The address has bits set behind the prefix length");
  return network;
}

bool IpNetwork::contains(const IpAddress& address) const { return masked(address, bits_) == base_; }

std::string IpNetwork::text() const {
  const bool v4 = base_.is_v4() && bits_ >= 96;
  return fmt::format("{}/{}", base_.text(), v4 ? bits_ - 96 : bits_);
}

}  // namespace postern
