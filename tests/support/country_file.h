// For tests: a small country database in MaxMind's format (https://maxmind.github.io/MaxMind-DB), made of networks and countries.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ip_address.h"

namespace postern::test {

class CountryFile {
 public:
  explicit CountryFile(const std::vector<std::pair<std::string, std::string>>& countries) {
    for (const auto& [network, country] : countries) add(IpNetwork::parse(network).value(), country);
  }

  // A tree of nodes with two records of 24 bits each, sixteen zeros, what it leads to, and what the file is.
  [[nodiscard]] std::string bytes() const {
    std::string out;
    const auto count = static_cast<std::uint32_t>(nodes_.size());
    for (const auto& node : nodes_)
      for (const auto to : node) put24(out, to == kNothing ? count : to >= kData ? count + 16 + (to - kData) : to);
    out.append(16, '\0');
    out += data_;
    out += "\xAB\xCD\xEFMaxMind.com";
    out += map(9) + word("node_count") + number(count, 4) + word("record_size") + number(24) + word("ip_version") + number(6) +
           word("binary_format_major_version") + number(2) + word("binary_format_minor_version") + number(0);
    out += word("database_type") + word("Test-Country") + word("build_epoch") + "\x01\x02\x01" + word("languages") +
           std::string("\x00\x04", 2) + word("description") + map(0);
    return out;
  }

 private:
  static constexpr std::uint32_t kNothing = 0xFFFFFFFF, kData = 0x80000000;

  static std::string word(const std::string& text) {  // type 2, and from 29 octets on one more for the size
    if (text.size() < 29) return static_cast<char>(0x40 | text.size()) + text;
    return std::string("\x5D") + static_cast<char>(text.size() - 29) + text;
  }
  static std::string map(unsigned pairs) { return std::string(1, static_cast<char>(0xE0 | pairs)); }
  static std::string number(std::uint32_t n, unsigned octets = 2) {  // types 5 and 6
    std::string out(1, static_cast<char>((octets == 2 ? 0xA0 : 0xC0) | octets));
    for (auto left = octets; left > 0; --left) out += static_cast<char>(n >> (8 * (left - 1)));
    return out;
  }
  static void put24(std::string& out, std::uint32_t n) {
    for (int shift = 16; shift >= 0; shift -= 8) out += static_cast<char>(n >> shift);
  }

  // IPv4 has its place below ::/96.
  void add(const IpNetwork& network, const std::string& country) {
    auto ip = network.base().bytes;
    if (network.base().is_v4()) ip[10] = ip[11] = 0;
    const auto leads_to = kData + static_cast<std::uint32_t>(data_.size());
    data_ += map(1) + word("country") + map(1) + word("iso_code") + word(country);
    std::uint32_t at = 0;
    for (unsigned i = 0; i < network.bits(); ++i) {
      const auto bit = static_cast<std::size_t>(ip[i / 8] >> (7 - i % 8) & 1);
      if (i + 1 == network.bits()) {
        nodes_[at][bit] = leads_to;
        return;
      }
      if (nodes_[at][bit] >= kData) {
        nodes_.push_back({kNothing, kNothing});
        nodes_[at][bit] = static_cast<std::uint32_t>(nodes_.size() - 1);
      }
      at = nodes_[at][bit];
    }
  }

  std::vector<std::array<std::uint32_t, 2>> nodes_{{kNothing, kNothing}};
  std::string data_;
};

}  // namespace postern::test
