// Text as protocols see it: ASCII case, splitting, numbers from the wire. Nothing here knows a locale.
#pragma once
#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_alpha(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
constexpr bool is_alnum(char c) { return is_digit(c) || is_alpha(c); }
constexpr bool is_wsp(char c) { return c == ' ' || c == '\t'; }

std::string to_lower(std::string_view);
std::string to_upper(std::string_view);
bool equal_nocase(std::string_view, std::string_view);
bool starts_nocase(std::string_view text, std::string_view prefix);
// At most so many octets of UTF-8, and no character cut in two.
std::string_view cut(std::string_view text, std::size_t most);
std::string_view trim(std::string_view);  // spaces, tabs, CR, LF at both ends

// Valid UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing over U+10FFFF.
bool is_utf8(std::string_view);
bool is_ascii(std::string_view);

// Reads a whole decimal number no larger than `max`: digits only, no sign, no spaces. The one way numbers come off the wire.
template <std::unsigned_integral N = std::uint64_t>
std::optional<N> number(std::string_view digits, N max) {
  if (digits.empty() || !is_digit(digits.front())) return {};
  N n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc{} || end != digits.data() + digits.size() || n > max) return {};
  return n;
}

// Replaces CR, LF, NUL and other control characters, so that foreign text cannot forge a line of a log or of a reply.
std::string printable(std::string_view, std::size_t limit = 256);

std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view);

// RFC 4648 §4 with padding; decoding refuses anything else (no white space, no missing padding).
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view);

}  // namespace postern
