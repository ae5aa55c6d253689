// Both directions of xtext.
#include "smtp/grammar/xtext.h"

namespace postern::smtp {
namespace {

constexpr std::string_view kHex = "0123456789ABCDEF";

// xchar = any ASCII CHAR between "!" (33) and "~" (126) inclusive, except for "+" and "="
bool is_xchar(char c) { return c >= '!' && c <= '~' && c != '+' && c != '='; }

}  // namespace

std::optional<std::string> from_xtext(std::string_view in) {
  std::string out;
  out.reserve(in.size());
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (is_xchar(in[i])) {
      out += in[i];
    } else {
      if (in[i] != '+' || in.size() - i < 3) return {};
      const auto high = kHex.find(in[i + 1]);
      const auto low = kHex.find(in[i + 2]);
      if (high == kHex.npos || low == kHex.npos) return {};
      out += static_cast<char>(high << 4 | low);
      i += 2;
    }
  }
  return out;
}

std::string to_xtext(std::string_view in) {
  std::string out;
  out.reserve(in.size());
  for (const char c : in) {
    if (is_xchar(c)) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '+';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace postern::smtp
