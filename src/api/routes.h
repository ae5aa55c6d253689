// The routes of /api/v1: which method and path is which operation. What an operation takes, who may call it and what it costs is
// in its own row (admin/operation.h); here stands only where it is found.
// Use: find_route(Method::get, path)
// Promises: every operation has a route and every route an operation (a test walks both).
#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "admin/operation.h"
#include "api/session.h"
#include "http/request.h"

namespace postern::api {

struct Route {
  http::Method method;
  std::string_view path;       // "/api/v1/domains/{name}": what stands in braces is an argument of the operation
  std::string_view operation;  // or the row of a session (api/session.h); empty: the document that describes the routes
  std::size_t body_limit = 0;  // 0: it takes no body
  std::string_view key = {};   // of a list: the member that its items are ordered and paged by; of a stream: its events' number
  std::string_view part_of = {};  // the path of what it changes, where that is not its own

  [[nodiscard]] const SessionRow* own() const { return find_session_row(operation); }
  [[nodiscard]] bool is_stream() const { return row() && row()->access.cost == admin::Cost::live; }
  [[nodiscard]] const admin::Operation* row() const { return own() ? &own()->about : admin::find(operation); }
};

inline constexpr std::string_view kDocument = "/api/v1/openapi.json";

std::span<const Route> routes();

struct Found {
  const Route* route = nullptr;
  std::vector<std::pair<std::string, std::string>> parameters = {};  // those of the path
  std::string allow = {};  // when no route has the method: those that the path has, for the Allow field
};
// HEAD is found as GET. Nothing in it when the path is none of ours. Routes that `is_there` denies are as if there were none.
Found find_route(
    http::Method, const std::vector<std::string>& path,
    const std::function<bool(const Route&)>& is_there = [](const Route&) { return true; });
// The route that shows what a path names, if there is one.
const Route* shown_by(const Route&);

}  // namespace postern::api
