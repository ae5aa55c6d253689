// ASCII text, UTF-8 validity, hex and base64.
#include "base/text.h"

#include <algorithm>
#include <array>

namespace postern {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> reverse(std::string_view alphabet) {
  std::array<std::int8_t, 256> table{};
  table.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  return table;
}
constexpr auto kFromBase64 = reverse(kBase64);
constexpr auto kFromHex = reverse(kHex);

std::uint32_t byte(std::string_view s, std::size_t i) { return static_cast<unsigned char>(s[i]); }

// The length of the UTF-8 sequence at i, or 0 when it is not well formed (RFC 3629 §4).
std::size_t utf8_sequence(std::string_view s, std::size_t i) {
  const auto c = byte(s, i);
  if (c < 0x80) return 1;
  const std::size_t n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
  if (c < 0xC2 || c > 0xF4 || s.size() - i < n) return 0;
  const auto second = byte(s, i + 1);
  const std::uint32_t low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
  const std::uint32_t high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
  if (second < low || second > high) return 0;
  for (std::size_t k = 2; k < n; ++k)
    if ((byte(s, i + k) & 0xC0) != 0x80) return 0;
  return n;
}

}  // namespace

std::string to_lower(std::string_view s) {
  std::string out(s);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

std::string to_upper(std::string_view s) {
  std::string out(s);
  std::ranges::transform(out, out.begin(), upper);
  return out;
}

bool equal_nocase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool starts_nocase(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equal_nocase(text.substr(0, prefix.size()), prefix);
}

std::string_view cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

std::string_view trim(std::string_view s) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = s.find_first_not_of(kBlank);
  if (first == s.npos) return {};
  return s.substr(first, s.find_last_not_of(kBlank) - first + 1);
}

bool is_utf8(std::string_view s) {
  for (std::size_t i = 0; i < s.size();) {
    const auto n = utf8_sequence(s, i);
    if (n == 0) return false;
    i += n;
  }
  return true;
}

bool is_ascii(std::string_view s) {
  unsigned char all = 0;  // without an early end a compiler makes vector code of it
  for (const char c : s) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

std::string printable(std::string_view s, std::size_t limit) {
  std::string out(s.substr(0, limit));
  for (std::size_t i = 0; i < out.size(); ++i) {
    // U+0080 to U+009F, of which a terminal takes U+009B for the beginning of a command.
    const bool second = i > 0 && out[i - 1] == '\xC2' && byte(out, i) >= 0x80 && byte(out, i) <= 0x9F;
    if (second) out[i - 1] = '?';
    if (second || byte(out, i) < 0x20 || out[i] == 0x7F) out[i] = '?';
  }
  return out;
}

std::string to_hex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out += kHex[byte(bytes, i) >> 4];
    out += kHex[byte(bytes, i) & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view s) {
  if (s.size() % 2) return {};
  std::string out;
  out.reserve(s.size() / 2);
  for (std::size_t i = 0; i < s.size(); i += 2) {
    const int high = kFromHex[static_cast<unsigned char>(lower(s[i]))];
    const int low = kFromHex[static_cast<unsigned char>(lower(s[i + 1]))];
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

std::string to_base64(std::string_view s) {
  std::string out;
  out.reserve((s.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < s.size(); i += 3) {
    const std::size_t n = std::min<std::size_t>(3, s.size() - i);
    const std::uint32_t group = byte(s, i) << 16 | (n > 1 ? byte(s, i + 1) << 8 : 0) | (n > 2 ? byte(s, i + 2) : 0);
    out += kBase64[group >> 18];
    out += kBase64[group >> 12 & 63];
    out += n > 1 ? kBase64[group >> 6 & 63] : '=';
    out += n > 2 ? kBase64[group & 63] : '=';
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view s) {
  if (s.size() % 4) return {};
  std::string out;
  out.reserve(s.size() / 4 * 3);
  for (std::size_t i = 0; i < s.size(); i += 4) {
    const bool last = i + 4 == s.size();
    const std::size_t pad = !last || s[i + 3] != '=' ? 0 : s[i + 2] == '=' ? 2 : 1;
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const int v = k + pad >= 4 ? 0 : kFromBase64[static_cast<unsigned char>(s[i + k])];
      if (v < 0) return {};
      group = group << 6 | static_cast<std::uint32_t>(v);
    }
    out += static_cast<char>(group >> 16);
    if (pad < 2) out += static_cast<char>(group >> 8 & 255);
    if (pad < 1) out += static_cast<char>(group & 255);
  }
  return out;
}

}  // namespace postern
