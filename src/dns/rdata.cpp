// What stands in the RDATA of an answer.   RFC 1035 §3.3
#include <algorithm>
#include <optional>

#include "dns/unbound.h"

namespace postern::dns {
namespace {

std::uint8_t octet(std::string_view data, std::size_t at) { return static_cast<std::uint8_t>(data[at]); }

// §3.1: labels after their lengths, to the one of no length, which ends the data.
std::optional<Name> name_in(std::string_view data) {
  std::string text;
  while (!data.empty() && octet(data, 0) != 0) {
    const std::size_t size = octet(data, 0);
    if (size > kLongestLabel || size + 1 >= data.size()) return {};
    const auto label = data.substr(1, size);
    if (label.contains('.')) return {};  // would read as two
    text.append(text.empty() ? "" : ".").append(label);
    data.remove_prefix(size + 1);
  }
  if (data.size() != 1) return {};
  return parse_name(text);
}

// §3.3.14: character-strings after their lengths.
std::optional<std::string> text_in(std::string_view data) {
  std::string text;
  while (!data.empty()) {
    const std::size_t size = octet(data, 0);
    if (size >= data.size()) return {};
    text.append(data.substr(1, size));
    data.remove_prefix(size + 1);
  }
  return text;
}

std::optional<IpAddress> ip_in(std::string_view data) {
  IpAddress ip{};
  if (data.size() != 4 && data.size() != ip.bytes.size()) return {};
  if (data.size() == 4) ip.bytes[10] = ip.bytes[11] = 0xFF;
  std::ranges::copy(data, ip.bytes.end() - static_cast<std::ptrdiff_t>(data.size()));
  return ip;
}

std::optional<Record> record_in(Type type, std::string_view data) {
  switch (type) {
    case Type::a:
    case Type::aaaa: {
      if (data.size() != (type == Type::a ? 4U : 16U)) return {};
      return ip_in(data);
    }
    case Type::ns:
    case Type::cname:
    case Type::ptr: return name_in(data);
    case Type::mx: {
      if (data.size() < 3) return {};
      auto exchange = name_in(data.substr(2));
      if (!exchange) return {};
      return Mx{static_cast<std::uint16_t>(octet(data, 0) << 8U | octet(data, 1)), std::move(*exchange)};
    }
    case Type::txt: return text_in(data);
    default: return std::string(data);
  }
}

}  // namespace

std::vector<Record> records_in(Type type, const std::vector<std::string_view>& rdata) {
  std::vector<Record> out;
  for (const auto data : rdata)
    if (auto record = record_in(type, data)) out.push_back(std::move(*record));
  return out;
}

}  // namespace postern::dns
