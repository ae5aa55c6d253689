// Two looks at one thing, and the members that differ, as text.
#include "admin/what_changed.h"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace postern::admin {
namespace {

namespace json = boost::json;

constexpr std::string_view kArrow = "→", kMore = "…";
constexpr std::size_t kMostInAll = 4000;  // the log takes 4096, with what is said of those that are left out

std::string text_of(const json::value& v) {
  if (v.is_null()) return {};
  if (v.is_bool()) return v.get_bool() ? "on" : "off";
  if (v.is_string()) return std::string(v.get_string());
  if (!v.is_array()) return json::serialize(v);
  std::string out;
  for (const auto& item : v.get_array()) out += (out.empty() ? "" : ", ") + text_of(item);
  return out;
}

// Of a list whose end would be cut off: what the other one does not have, for that is what differs.
json::value apart(const json::value& list, const json::value& other) {
  if (!list.is_array() || !other.is_array() || text_of(list).size() <= kLongestValue) return list;
  std::set<std::string> there;
  for (const auto& item : other.get_array()) there.insert(text_of(item));
  json::array out;
  for (const auto& item : list.get_array())
    if (!there.contains(text_of(item))) out.push_back(item);
  if (out.size() < list.get_array().size()) out.emplace_back(kMore);
  return out;
}

std::string shortened(std::string text) {
  text = printable(text, text.size());
  if (!is_utf8(text))
    for (auto& c : text)
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  if (text.size() <= kLongestValue) return text;
  return std::string(cut(text, kLongestValue)).append(kMore);
}

std::string in_marks(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

bool is_plain(std::string_view text) {
  return !text.empty() && trim(text) == text && text.find_first_of("\";") == text.npos && text.find(kArrow) == text.npos;
}

// With a space before; nothing for what is not there.
std::string written(const json::value* v, const json::value* other) {
  if (!v) return {};
  const auto text = shortened(text_of(other ? apart(*v, *other) : *v));
  return " " + (is_plain(text) ? text : in_marks(text));
}

// Empty when nothing differs: what is new, or gone, and has no value is nothing.
std::string told(std::string_view member, const json::value* before, const json::value* after) {
  const auto was = before ? text_of(*before) : std::string(), is = after ? text_of(*after) : std::string();
  if (was == is) return {};
  return fmt::format("{}:{} {}{}", member, written(before, after), kArrow, written(after, before));
}

}  // namespace

std::string what_changed(const json::object& before, const json::object& after) {
  std::vector<std::string> all;
  for (const auto& [member, value] : after) all.push_back(told(member, before.if_contains(member), &value));
  for (const auto& [member, value] : before)
    if (!after.contains(member)) all.push_back(told(member, &value, nullptr));
  std::erase(all, std::string());
  std::string out;
  std::size_t said = 0;
  for (const auto& one : all) {
    if (said == kMostTold || out.size() + one.size() > kMostInAll) break;
    out += (out.empty() ? "" : "; ") + one;
    ++said;
  }
  if (said < all.size()) out += fmt::format("; {} {} more", kMore, all.size() - said);
  return out;
}

}  // namespace postern::admin
