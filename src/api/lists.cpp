// Pages and tags.
#include "api/lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace postern::api {
namespace {

namespace json = boost::json;

std::string key_of(const json::value& item, std::string_view key) {
  const auto* object = item.if_object();
  const auto* v = object ? object->if_contains(key) : nullptr;
  return v && v->is_string() ? std::string(v->get_string()) : std::string();
}

bool has_text(const json::value& v, const std::string& lower_text) {
  if (v.is_string()) return to_lower(v.get_string()).find(lower_text) != std::string::npos;
  if (v.is_array()) return std::ranges::any_of(v.get_array(), [&](const json::value& e) { return has_text(e, lower_text); });
  if (v.is_object()) return std::ranges::any_of(v.get_object(), [&](const auto& m) { return has_text(m.value(), lower_text); });
  return false;
}

}  // namespace

std::string json_text(const json::value& v) { return json::serialize(v) + '\n'; }

http::Response answer(const json::value& v) { return {.content_type = "application/json", .body = json_text(v)}; }

json::object page_of(json::array all, std::string_view key, const Page& page) {
  std::vector<std::pair<std::string, json::value*>> rows;
  for (auto& item : all) {
    auto at = key_of(item, key);
    if (!page.after.empty() && at <= page.after) continue;
    if (!page.text.empty() && !has_text(item, page.text)) continue;
    rows.emplace_back(std::move(at), &item);
  }
  std::ranges::sort(rows);  // of two alike the first stays first
  json::array items;
  std::size_t taken = 0;
  // Items of one key are never torn apart, for the cursor could not tell them.
  for (; taken < rows.size() && (taken < page.limit || rows[taken].first == rows[taken - 1].first); ++taken)
    items.push_back(std::move(*rows[taken].second));
  json::object out{{"items", std::move(items)}};
  if (taken < rows.size()) out["next"] = rows[taken - 1].first;
  return out;
}

std::uint64_t fingerprint(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

std::string etag_of(std::string_view body) { return fmt::format("\"{:016x}\"", fingerprint(body)); }

}  // namespace postern::api
