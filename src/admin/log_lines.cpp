// A search, and each line of what it found.
#include "admin/log_lines.h"

#include <algorithm>

#include "admin/world.h"

namespace postern::admin {

std::string word_of(const boost::json::object& line, std::string_view key) {
  const auto* value = line.if_contains(key);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t number_of(const boost::json::object& line, std::string_view key) {
  const auto* value = line.if_contains(key);
  return value && value->is_int64() ? value->get_int64() : 0;
}

Result<std::vector<boost::json::object>> lines_found(const World& world, logs::Query query, bool& complete) {
  query.newest = true;
  query.limit = kMostLines;
  auto found = world.logs.search(query);
  if (!found) return pass_on(found);
  complete = complete && !found->more;
  std::vector<boost::json::object> out;
  for (const auto& text : found->lines) {
    boost::system::error_code bad;
    auto value = boost::json::parse(text, bad);
    if (!bad && value.is_object()) out.push_back(std::move(value.get_object()));
  }
  return out;
}

Result<std::vector<boost::json::object>> newest_lines(const World& world, logs::Query query, bool& complete) {
  auto out = lines_found(world, std::move(query), complete);
  if (out) std::ranges::reverse(*out);
  return out;
}

}  // namespace postern::admin
