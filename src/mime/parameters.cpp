// Content-Type, Content-Disposition and their parameters.
#include "mime/parameters.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "mime/charset.h"
#include "mime/encoded_word.h"
#include "mime/lexer.h"
#include "mime/transfer.h"

namespace postern::mime {
namespace {

// value := token / quoted-string. Mailers send unquoted values with spaces and "=": all up to the semicolon is taken.
std::string parameter_value(Lexer& in) {
  in.skip_cfws();
  if (in.peek() == '"') return in.quoted_string();
  std::string value;
  while (!in.at_end() && in.peek() != ';') {
    value += in.run_until(";(");
    const bool gap = in.peek() != ';' && in.skip_cfws();
    if (gap && !in.at_end() && in.peek() != ';') value += ' ';
  }
  return value;
}

// *(";" parameter), parameter := attribute "=" value (RFC 2045 §5.1)
std::vector<Parameter> parameters(Lexer& in, std::size_t limit) {
  std::vector<Parameter> list;
  while (!in.at_end() && list.size() < limit) {
    in.skip_cfws();
    if (in.skip(';')) continue;
    const auto name = in.run_until("=;(\"");
    in.skip_cfws();
    if (in.skip('=')) {
      std::string value = parameter_value(in);
      if (!name.empty()) list.push_back({std::string(name), std::move(value)});
    } else if (in.peek() == '"') {
      in.quoted_string();  // a value without a name
    }
  }
  return list;
}

// charset'language'text (RFC 2231 §4)
struct Extended {
  std::string_view charset, text;
};

Extended extended(std::string_view value) {
  const auto first = value.find('\'');
  const auto second = first == value.npos ? first : value.find('\'', first + 1);
  if (second == value.npos) return {{}, value};
  return {value.substr(0, first), value.substr(second + 1)};
}

// One "name*N" or "name*N*".
struct Segment {
  std::string_view value;
  bool is_extended = false;
};

// The number and form of a segment of `name`; nothing when the parameter is none.
std::optional<std::pair<std::uint32_t, Segment>> segment_of(const Parameter& p, std::string_view name) {
  std::string_view rest = p.name;
  if (!starts_nocase(rest, name)) return {};
  rest.remove_prefix(name.size());
  if (!rest.starts_with('*')) return {};
  rest.remove_prefix(1);
  const bool is_extended = rest.ends_with('*');
  if (is_extended) rest.remove_suffix(1);
  const auto n = number<std::uint32_t>(rest, 9'999U);
  if (!n) return {};
  return std::pair{*n, Segment{p.value, is_extended}};
}

// RFC 2231 §3: segments are put together by number from 0; one that is missing ends the value.
std::optional<std::string> continued(std::span<const Parameter> list, std::string_view name) {
  std::map<std::uint32_t, Segment> segments;
  for (const auto& p : list)
    if (auto segment = segment_of(p, name)) segments.insert(*segment);
  std::string bytes, charset;
  bool any_extended = false;
  std::uint32_t expected = 0;
  for (const auto& [n, segment] : segments) {
    if (n != expected++) break;
    any_extended = any_extended || segment.is_extended;
    const auto first = n == 0 && segment.is_extended ? extended(segment.value) : Extended{{}, segment.value};
    if (n == 0) charset = first.charset;
    bytes += segment.is_extended ? decode_percent(first.text) : std::string(first.text);
  }
  if (expected == 0 || segments.begin()->first != 0) return {};
  return any_extended ? to_utf8(bytes, charset) : decode_words(bytes);
}

}  // namespace

std::optional<ContentType> parse_content_type(std::string_view value, std::size_t max_parameters) {
  Lexer in(value);
  ContentType type;
  in.skip_cfws();
  type.type = in.run_until("/;(");
  in.skip_cfws();
  if (!in.skip('/')) return {};
  in.skip_cfws();
  type.subtype = in.run_until(";(");
  if (type.type.empty() || type.subtype.empty()) return {};
  type.parameters = parameters(in, max_parameters);
  return type;
}

std::optional<Disposition> parse_disposition(std::string_view value, std::size_t max_parameters) {
  Lexer in(value);
  Disposition d;
  in.skip_cfws();
  d.type = in.run_until(";(=");
  if (d.type.empty() || in.peek() == '=') return {};
  d.parameters = parameters(in, max_parameters);
  return d;
}

std::string transfer_encoding_word(std::string_view value) {
  Lexer in(value);
  in.skip_cfws();
  return std::string(in.run_until(";("));
}

const std::string* find_parameter(std::span<const Parameter> list, std::string_view name) {
  const auto found = std::ranges::find_if(list, [&](const Parameter& p) { return equal_nocase(p.name, name); });
  return found == list.end() ? nullptr : &found->value;
}

std::optional<std::string> parameter_text(std::span<const Parameter> list, std::string_view name) {
  if (const auto* value = find_parameter(list, std::string(name) + "*")) {
    const auto [charset, text] = extended(*value);
    return to_utf8(decode_percent(text), charset);
  }
  if (auto value = continued(list, name)) return value;
  if (const auto* value = find_parameter(list, name)) return decode_words(*value);
  return {};
}

}  // namespace postern::mime
