// JSON to text for terminals.
#include "app/render.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace postern::app {
namespace {

namespace json = boost::json;
constexpr std::size_t kMaxCell = 4096;
constexpr std::size_t kMaxPadding = 40;  // a longer cell pushes its own line, not all of them

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

std::string lines_of(const json::object& o) {
  std::size_t width = 0;
  for (const auto& [key, _] : o) width = std::max(width, key.size());
  std::string out;
  for (const auto& [key, value] : o) {
    if (value.is_array() && !value.get_array().empty() && value.get_array().front().is_object())
      out += fmt::format("{}:\n{}", std::string_view(key), table(value.get_array()));
    else
      out += fmt::format("{:<{}}  {}\n", std::string(key) + ":", width + 1, cell(value));
  }
  return out;
}

}  // namespace

std::string render(const json::value& v) {
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

std::string render_progress(const json::value& v) {
  if (!v.is_object()) return cell(v);
  std::string out;
  for (const auto& [key, value] : v.get_object())
    out += fmt::format("{}{}={}", out.empty() ? "" : " ", std::string_view(key), cell(value));
  return out;
}

std::string render_log_line(const json::value& v) { return v.is_string() ? cell(v) : json::serialize(v); }

std::string render_log_lines(const json::value& v) {
  std::string out;
  if (v.is_array())
    for (const auto& line : v.get_array()) out += render_log_line(line) + "\n";
  return out;
}

int refuse(const Error& e, bool as_json) {
  if (as_json)
    fmt::print("{}\n", json::serialize(json::object{{"error", {{"kind", name(e.kind)}, {"text", e.text}}}}));
  else
    fmt::print(stderr, "postern: {}\n", e.text);
  return 1;
}

}  // namespace postern::app
