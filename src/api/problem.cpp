// Problem details.
#include "api/problem.h"

#include <boost/json.hpp>

#include "admin/operation.h"

namespace postern::api {

std::uint16_t status_of(Failure kind) {
  switch (kind) {
    case Failure::invalid: return 400;
    case Failure::denied: return 403;
    case Failure::not_found: return 404;
    case Failure::exists:
    case Failure::conflict: return 409;
    case Failure::too_large: return 413;
    case Failure::over_quota: return 507;
    case Failure::unavailable:
    case Failure::timeout:
    case Failure::closed: return 503;
    case Failure::corrupt:
    case Failure::io: return 500;
  }
  return 500;
}

namespace {

namespace json = boost::json;

// RFC 6901 §3.
std::string pointer_to(std::string_view member) {
  std::string out = "/";
  for (const char c : member) {
    if (c == '~' || c == '/')
      out += c == '~' ? "~0" : "~1";
    else
      out += c;
  }
  return out;
}

http::Response problem(std::uint16_t status, std::string_view detail, std::string_view kind, json::array errors) {
  // RFC 9457 §4.2.1: about:blank says that the status tells it all. `kind` is the failure's own word, for programs.
  json::object body{{"type", "about:blank"}, {"title", http::reason(status)}, {"status", status}, {"detail", detail}};
  if (!kind.empty()) body["kind"] = kind;
  if (!errors.empty()) body["errors"] = std::move(errors);
  http::Response out{.status = status, .content_type = "application/problem+json", .body = json::serialize(body) + '\n'};
  if (status == 401) out.fields.push_back({"WWW-Authenticate", "Bearer"});
  if (status == 503) out.fields.push_back({"Retry-After", "10"});
  return out;
}

}  // namespace

http::Response problem(std::uint16_t status, std::string_view detail, std::string_view kind) {
  return problem(status, detail, kind, json::array());
}

// RFC 9110 §10.2.3.
http::Response too_many(std::chrono::seconds wait, std::string_view detail) {
  auto out = problem(429, detail);
  out.fields.push_back({"Retry-After", std::to_string(wait.count())});
  return out;
}

http::Response problem(const Error& error) {
  if (admin::is_unproven(error)) return problem(403, error.text, admin::kUnproven);
  json::array errors;
  if (const auto argument = admin::argument_of(error); !argument.empty())
    errors.push_back(json::object{{"pointer", pointer_to(argument)}, {"detail", error.text}});
  return problem(status_of(error.kind), error.text, name(error.kind), std::move(errors));
}

}  // namespace postern::api
