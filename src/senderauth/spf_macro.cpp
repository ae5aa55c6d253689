// One scanner finds the macros; syntax check and expansion both work on what it finds.
#include "senderauth/spf_macro.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <ranges>
#include <vector>

#include "base/text.h"
#include "dns/reverse.h"

namespace postern::senderauth {
namespace {

struct Macro {
  char letter = 0;  // lower case; '%', '_' and '-' for the fixed ones
  bool escaped = false;
  bool reversed = false;
  std::size_t parts = 0;  // 0: all
  std::string_view delimiters = ".";
  std::size_t size = 0;  // octets of the text
};

// macro-expand = ( "%{" macro-letter transformers *delimiter "}" ) / "%%" / "%_" / "%-"; at a '%'.   RFC 7208 §7.1
std::optional<Macro> read_macro(std::string_view text) {
  Macro macro;
  if (text.size() < 2) return {};
  if (text[1] == '%' || text[1] == '_' || text[1] == '-') {
    macro.letter = text[1];
    macro.size = 2;
    return macro;
  }
  if (text[1] != '{' || text.size() < 4 || !is_alpha(text[2])) return {};
  macro.letter = lower(text[2]);
  macro.escaped = text[2] != macro.letter;
  std::size_t at = 3;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at > 3) {
    const auto digits = text.substr(3, at - 3);
    if (digits.find_first_not_of('0') == digits.npos) return {};
    macro.parts = number<std::size_t>(digits, 999).value_or(0);  // no name has as many: all of them
  }
  macro.reversed = at < text.size() && lower(text[at]) == 'r';
  if (macro.reversed) ++at;
  const auto begin = at;
  while (at < text.size() && std::string_view(".-+,/_=").contains(text[at])) ++at;
  if (at > begin) macro.delimiters = text.substr(begin, at - begin);
  if (at >= text.size() || text[at] != '}') return {};
  macro.size = at + 1;
  return macro;
}

bool is_allowed(const Macro& macro, MacroUse use) {
  return std::string_view(use == MacroUse::explanation ? "%_-slodipvhcrt" : "%_-slodipvh").contains(macro.letter);
}

// "2001:db8::1" as 2.0.0.1.0.d.b.8... , the form that %{ir} turns round.   §7.3
std::string dotted(const IpAddress& ip) {
  if (ip.is_v4()) return ip.text();
  std::string out;
  for (const auto octet : ip.bytes) out += fmt::format("{}{:X}.{:X}", out.empty() ? "" : ".", octet >> 4U, octet & 15U);
  return out;
}

std::string value_of(char letter, const MacroValues& values) {
  switch (letter) {
    case 's': return values.local + "@" + values.sender_domain;
    case 'l': return values.local;
    case 'o': return values.sender_domain;
    case 'd': return values.domain;
    case 'i': return dotted(values.ip);
    case 'p': return values.validated;
    case 'v': return values.ip.is_v4() ? "in-addr" : "ip6";
    case 'h': return values.helo;
    case 'c': return values.ip.text();
    case 'r': return values.receiver;
    case 't': return fmt::format("{}", values.seconds);
    case '%': return "%";
    case '_': return " ";
    case '-': return "%20";
    default: return {};
  }
}

// Split at any delimiter, turned round, cut to the right-most parts, joined by dots; untouched when nothing of that was asked.
std::string transformed(const Macro& macro, std::string value) {
  if (!macro.reversed && macro.parts == 0 && macro.delimiters == ".") return value;
  std::vector<std::string> parts(1);
  for (const char c : value) {
    if (macro.delimiters.contains(c)) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  if (macro.reversed) std::ranges::reverse(parts);
  const auto skip = macro.parts == 0 || macro.parts >= parts.size() ? 0 : parts.size() - macro.parts;
  std::string out;
  for (std::size_t i = skip; i < parts.size(); ++i) out += (i > skip ? "." : "") + parts[i];
  return out;
}

// The unreserved characters of RFC 3986 §2.3 stay.
std::string url_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_alnum(c) || std::string_view("-._~").contains(c)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

// toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )
bool is_toplabel(std::string_view label) {
  if (label.empty() || !is_alnum(label.front()) || !is_alnum(label.back())) return false;
  return std::ranges::all_of(label, [](char c) { return is_alnum(c) || c == '-'; }) && !std::ranges::all_of(label, is_digit);
}

// Where the last macro of a valid macro-string ends; 0 without one.
std::size_t end_of_last_macro(std::string_view text) {
  std::size_t end = 0;
  for (auto at = text.find('%'); at != text.npos; at = text.find('%', end)) {
    const auto macro = read_macro(text.substr(at));
    if (!macro) break;
    end = at + macro->size;
  }
  return end;
}

}  // namespace

bool is_macro_string(std::string_view text, MacroUse use) {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '%') {
      const bool blank = text[at] == ' ' && use == MacroUse::explanation;
      if (!blank && (text[at] <= ' ' || text[at] > '~')) return false;
      ++at;
      continue;
    }
    const auto macro = read_macro(text.substr(at));
    if (!macro || !is_allowed(*macro, use)) return false;
    at += macro->size;
  }
  return true;
}

// domain-end = ( "." toplabel [ "." ] ) / macro-expand
bool is_domain_spec(std::string_view text) {
  if (text.empty() || !is_macro_string(text, MacroUse::domain_spec)) return false;
  const auto macros_end = end_of_last_macro(text);
  if (macros_end == text.size()) return true;
  auto tail = text.substr(macros_end);
  if (tail.ends_with('.')) tail.remove_suffix(1);
  const auto dot = tail.rfind('.');
  return dot != tail.npos && is_toplabel(tail.substr(dot + 1));
}

bool names_validated_domain(std::string_view text) {
  for (auto at = text.find('%'); at != text.npos;) {
    const auto macro = read_macro(text.substr(at));
    if (!macro) return false;
    if (macro->letter == 'p') return true;
    at = text.find('%', at + macro->size);
  }
  return false;
}

std::string expand_macros(std::string_view text, const MacroValues& values) {
  std::string out;
  while (!text.empty()) {
    const auto macro = text.front() == '%' ? read_macro(text) : std::nullopt;
    if (!macro) {
      out += text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto value = transformed(*macro, value_of(macro->letter, values));
    out += macro->escaped ? url_escaped(value) : value;
    text.remove_prefix(macro->size);
  }
  return out;
}

}  // namespace postern::senderauth
