// Reading arguments.
#include "api/arguments.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using admin::fail_argument;

constexpr std::size_t kMostItems = 1000;  // of one page
constexpr std::size_t kDeepest = 16;      // a body nested deeper is no call of ours

bool takes_body(const http::Request& r) {
  return r.method == http::Method::post || r.method == http::Method::put || r.method == http::Method::patch;
}

const admin::Argument* row_of(const admin::Operation& op, std::string_view name) {
  const auto at = std::ranges::find(op.arguments, name, &admin::Argument::name);
  return at == op.arguments.end() ? nullptr : &*at;
}

// A word of a path or query as the type that the row says. What cannot be one stays text, and check() says so.
json::value typed(const admin::Argument& row, const std::string& text) {
  if (row.kind == admin::Kind::number)
    if (const auto n = number<std::uint64_t>(text, UINT64_MAX)) return *n;
  if (row.kind == admin::Kind::flag && (text.empty() || text == "true" || text == "false")) return text != "false";
  return json::value(text);
}

Result<void> add_word(const admin::Operation& op, const http::Field& word, json::object& out) {
  const auto* row = row_of(op, word.name);
  if (!row || !admin::fits_a_query(row->kind))
    return fail_argument(printable(word.name, 64), fmt::format("There is no parameter \"{}\" here", printable(word.name, 64)));
  auto* before = out.if_contains(word.name);
  if (row->kind == admin::Kind::list) {
    if (!before) before = &(out[word.name] = json::array());
    before->get_array().emplace_back(word.value);
  } else if (before) {
    return fail_argument(row->name, fmt::format("The parameter \"{}\" is there twice", row->name));
  } else {
    out[word.name] = typed(*row, word.value);
  }
  return {};
}

Result<void> add_page_word(const http::Field& word, Page& page) {
  if (word.name == "cursor") {
    page.after = word.value;
  } else if (word.name == "text") {
    page.text = to_lower(word.value);
  } else {
    const auto n = number<std::size_t>(word.value, kMostItems);
    if (!n || *n == 0) return fail_argument("limit", fmt::format("limit is a number from 1 to {}", kMostItems));
    page.limit = *n;
  }
  return {};
}

Result<void> read_query(const Found& found, const http::Request& request, Asked& out) {
  for (const auto& word : request.query) {
    auto good =
        pages_by(*found.route, word.name) ? add_page_word(word, out.page) : add_word(*found.route->row(), word, out.arguments);
    if (!good) return good;
  }
  return {};
}

Result<void> read_body(const http::Request& request, std::string_view body, Asked& out) {
  if (!request.query.empty()) return fail(Failure::invalid, "This takes its arguments in the body");
  if (body.empty()) return {};
  const auto type = to_lower(request.field("content-type"));
  if (trim(std::string_view(type).substr(0, type.find(';'))) != "application/json")
    return fail(Failure::invalid, "The body's Content-Type is application/json");
  json::parse_options options;
  options.max_depth = kDeepest;
  boost::system::error_code bad;
  auto value = json::parse(body, bad, {}, options);
  if (bad || !value.is_object()) return fail(Failure::invalid, "The body is a JSON object");
  for (auto& [name, member] : value.get_object()) {
    if (out.arguments.contains(name))
      return fail_argument(printable(name, 64), fmt::format("\"{}\" is told by the path", printable(name, 64)));
    out.arguments[name] = std::move(member);
  }
  return {};
}

}  // namespace

bool pages_by(const Route& route, std::string_view name) {
  if (route.key.empty() || route.is_stream() || (name != "limit" && name != "cursor" && name != "text")) return false;
  return row_of(*route.row(), name) == nullptr;
}

Result<Asked> arguments_of(const Found& found, const http::Request& request, std::string_view body) {
  Asked out;
  const auto& op = *found.route->row();
  for (const auto& [name, value] : found.parameters) out.arguments[name] = typed(*row_of(op, name), value);
  auto good = takes_body(request) ? read_body(request, body, out) : read_query(found, request, out);
  if (!good) return pass_on(good);
  // A client that lost its stream says what it saw last (HTML §9.2.4); where a stream has no numbers it is not told any.
  const auto last_seen = request.field("last-event-id");
  if (found.route->is_stream() && !found.route->key.empty() && !last_seen.empty())
    out.arguments["after"] = typed(*row_of(op, "after"), last_seen);
  if (auto ok = admin::check(op, out.arguments); !ok) return pass_on(ok);
  return out;
}

}  // namespace postern::api
