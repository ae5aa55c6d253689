// JSON to text for terminals.
#include "app/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/text.h"

namespace postern::app {
namespace {

namespace json = boost::json;
constexpr std::size_t kMaxCell = 4096;
constexpr std::size_t kMaxPadding = 40;  // a longer cell pushes its own line, not all of them

// Embeddings, overrides and isolates: as web/shared/i18n/upright.ts has them. No text of ours holds the isolates that sentences of pages do.
bool is_turning(unsigned code) { return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069); }
bool is_control(unsigned code) { return (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code <= 0x9F); }

// Of what is escaped: one to three octets. What is longer, or no UTF-8, is none of it.
struct Letter {
  unsigned code = 0;
  std::size_t size = 1;
};
Letter letter_at(std::string_view s) {
  const auto octet = [s](std::size_t at) { return at < s.size() ? static_cast<unsigned char>(s[at]) : 0U; };
  const auto follows = [&](std::size_t at) { return (octet(at) & 0xC0U) == 0x80U; };
  const unsigned first = octet(0);
  if (first == 0xC2 && follows(1)) return {octet(1), 2};
  if (first == 0xE2 && follows(1) && follows(2)) return {0x2000U | (octet(1) & 0x3FU) << 6U | (octet(2) & 0x3FU), 3};
  return {first < 0x80 ? first : 'x', 1};
}

std::string cell(const json::value& v) {
  if (v.is_string()) return printable({v.get_string().data(), v.get_string().size()}, kMaxCell);
  if (v.is_null()) return "-";
  if (v.is_bool()) return v.get_bool() ? "yes" : "no";
  if (v.is_array() && std::ranges::all_of(v.get_array(), [](const json::value& e) { return e.is_string(); })) {
    std::string out;
    for (const auto& e : v.get_array()) out += (out.empty() ? "" : ", ") + cell(e);
    return out;
  }
  return json::serialize(v);
}

std::string table(const json::array& rows) {
  std::vector<std::string> columns;
  for (const auto& row : rows)
    for (const auto& [key, _] : row.get_object())
      if (std::ranges::find(columns, std::string(key)) == columns.end()) columns.emplace_back(key);
  std::vector<std::vector<std::string>> lines{columns};
  for (const auto& row : rows) {
    auto& line = lines.emplace_back();
    for (const auto& column : columns) {
      const auto* v = row.get_object().if_contains(column);
      line.push_back(v ? cell(*v) : "");
    }
  }
  std::vector<std::size_t> widths(columns.size());
  for (const auto& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], std::min(line[i].size(), kMaxPadding));
  std::string out;
  for (const auto& line : lines) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) text += fmt::format("{:<{}}  ", line[i], widths[i]);
    out += std::string(text.substr(0, text.find_last_not_of(' ') + 1)) + "\n";
  }
  return out;
}

std::string indented(std::string_view lines) {
  std::string out;
  for (; !lines.empty(); lines.remove_prefix(lines.find('\n') + 1))
    out.append("  ").append(lines.substr(0, lines.find('\n') + 1));
  return out;
}

std::string lines_of(const json::object& o) {
  std::size_t width = 0;
  for (const auto& [key, _] : o) width = std::max(width, key.size());
  std::string out;
  for (const auto& [key, value] : o) {
    if (value.is_array() && !value.get_array().empty() && value.get_array().front().is_object())
      out += fmt::format("{}:\n{}", std::string_view(key), table(value.get_array()));
    else if (value.is_object() && !value.get_object().empty())
      out += fmt::format("{}:\n{}", std::string_view(key), indented(lines_of(value.get_object())));
    else
      out += fmt::format("{:<{}}  {}\n", std::string(key) + ":", width + 1, cell(value));
  }
  return out;
}

std::string text_of(const json::value& v) {
  if (v.is_object()) return lines_of(v.get_object());
  if (v.is_array() && !v.get_array().empty() &&
      std::ranges::all_of(v.get_array(), [](const json::value& e) { return e.is_object(); }))
    return table(v.get_array());
  if (v.is_array()) {
    std::string out;
    for (const auto& e : v.get_array()) out += cell(e) + "\n";
    return out;
  }
  if (v.is_null()) return "";
  if (v.is_string()) return std::string(v.get_string()) + (v.get_string().ends_with('\n') ? "" : "\n");
  return cell(v) + "\n";
}

}  // namespace

std::string harmless(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    const auto [code, size] = letter_at(utf8);
    const bool ends_line = utf8.starts_with("\r\n");
    if (!ends_line && (is_control(code) || is_turning(code)))
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
    else
      out += utf8.substr(0, size);
    utf8.remove_prefix(size);
  }
  return out;
}

std::string render(const json::value& v) { return harmless(text_of(v)); }

std::string render_progress(const json::value& v) {
  if (!v.is_object()) return harmless(cell(v));
  std::string out;
  for (const auto& [key, value] : v.get_object())
    out += fmt::format("{}{}={}", out.empty() ? "" : " ", std::string_view(key), cell(value));
  return harmless(out);
}

std::string render_json(const json::value& v) { return harmless(json::serialize(v)); }

std::string render_log_line(const json::value& v) { return v.is_string() ? harmless(cell(v)) : render_json(v); }

std::string render_log_lines(const json::value& v) {
  std::string out;
  if (v.is_array())
    for (const auto& line : v.get_array()) out += render_log_line(line) + "\n";
  return out;
}

int refuse(const Error& e, bool as_json) {
  if (as_json)
    fmt::print("{}\n", render_json(json::object{{"error", {{"kind", name(e.kind)}, {"text", e.text}}}}));
  else
    fmt::print(stderr, "postern: {}\n", harmless(e.text));
  return 1;
}

}  // namespace postern::app
