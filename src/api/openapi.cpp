// Describing the routes.
#include "api/openapi.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/answers.h"
#include "api/arguments.h"
#include "api/routes.h"
#include "api/schema.h"
#include "base/text.h"

namespace postern::api {
namespace {

namespace json = boost::json;

json::object schema_for(admin::Kind kind) {
  switch (kind) {
    case admin::Kind::number: return {{"type", "integer"}, {"minimum", 0}};
    case admin::Kind::flag: return {{"type", "boolean"}};
    case admin::Kind::list: return {{"type", "array"}, {"items", {{"type", "string"}}}};
    case admin::Kind::secret: return {{"type", "string"}, {"format", "password"}};
    case admin::Kind::octets: return {{"type", "string"}, {"contentEncoding", "base64"}};
    case admin::Kind::text:
    case admin::Kind::file: return {{"type", "string"}};
  }
  return {};
}

bool in_path(const Route& route, std::string_view argument) {
  return route.path.find(fmt::format("{{{}}}", argument)) != std::string_view::npos;
}

json::object parameter(std::string_view name, std::string_view in, bool required, std::string_view help, json::object schema) {
  return {{"name", name}, {"in", in}, {"required", required}, {"description", help}, {"schema", std::move(schema)}};
}

bool takes_body(const Route& route) { return route.body_limit > 0; }

json::array parameters_of(const Route& route, const admin::Operation& op) {
  json::array out;
  for (const auto& a : op.arguments) {
    const bool path = in_path(route, a.name);
    if (path || !takes_body(route))
      out.push_back(parameter(a.name, path ? "path" : "query", path || a.required, a.help, schema_for(a.kind)));
  }
  const auto own = [&](std::string_view name, std::string_view help, json::object schema) {
    if (pages_by(route, name)) out.push_back(parameter(name, "query", false, help, std::move(schema)));
  };
  own("limit", "At most so many items; 100 when not given", {{"type", "integer"}, {"minimum", 1}, {"maximum", 1000}});
  own("cursor", "What `next` said of the page before", {{"type", "string"}});
  own("text", "Only items that have it in one of their members", {{"type", "string"}});
  if (route.method == http::Method::post && !route.own())
    out.push_back(parameter("Idempotency-Key", "header", false,
                            "The same request with the same key is carried out once in 24 hours",
                            {{"type", "string"}, {"maxLength", 128}}));
  if (route.is_stream() && !route.key.empty())
    out.push_back(
        parameter("Last-Event-ID", "header", false, "What was seen last; goes before `after`", {{"type", "integer"}}));
  if (op.access.changes && shown_by(route))
    out.push_back(
        parameter("If-Match", "header", false, "Only if it is still as it was when it was shown", {{"type", "string"}}));
  return out;
}

json::object body_of(const Route& route, const admin::Operation& op) {
  json::object properties;
  json::array required;
  for (const auto& a : op.arguments) {
    if (in_path(route, a.name)) continue;
    auto schema = schema_for(a.kind);
    schema["description"] = a.help;
    properties[a.name] = std::move(schema);
    if (a.required) required.emplace_back(a.name);
  }
  json::object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  const bool needed = !required.empty();
  if (needed) schema["required"] = std::move(required);
  return {{"required", needed}, {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
}

// Whether run() may have nothing to say, so that there is no body; and whether it never has.
bool may_be_empty(const admin::Shape& shape) {
  using Kind = admin::Shape::Kind;
  if (shape.kind == Kind::object) return std::ranges::all_of(shape.parts, &admin::Shape::optional);
  return shape.kind == Kind::none || (shape.kind == Kind::either && std::ranges::any_of(shape.parts, may_be_empty));
}
bool is_empty(const admin::Shape& shape) { return may_be_empty(shape) && shape.parts.empty(); }

// A list that is given page by page (api/lists.h).
json::object page_of(json::object list) {
  return {{"type", "object"},
          {"properties", {{"items", std::move(list)}, {"next", {{"type", "string"}}}}},
          {"required", json::array{"items"}}};
}

json::object content_of(const Route& route, const admin::Operation& op, const admin::Shape& shape) {
  if (op.download) return {{"text/plain", {{"schema", {{"type", "string"}}}}}};
  auto schema = schema_of(shape);
  if (route.is_stream()) return {{"text/event-stream", {{"schema", std::move(schema)}}}};
  if (!route.key.empty()) schema = page_of(std::move(schema));
  return {{"application/json", {{"schema", std::move(schema)}}}};
}

json::object answers_of(const Route& route, const admin::Operation& op) {
  const auto shape = admin::shape_of(op);
  const auto status = route.operation.ends_with(".create") || route.operation.starts_with("session.log-in") ? "201" : "200";
  json::object out;
  if (!is_empty(shape) || op.download) out[status] = {{"description", "Done"}, {"content", content_of(route, op, shape)}};
  if (may_be_empty(shape)) out["204"] = {{"description", "Done, and there is nothing to say"}};
  out["default"] = {{"$ref", "#/components/responses/problem"}};
  return out;
}

// Of a problem: which members of the request are wrong, by JSON pointers, and what is wrong with each.
json::object wrong_members() {
  const json::object text{{"type", "string"}};
  const json::object one{{"type", "object"},
                         {"properties", {{"pointer", text}, {"detail", text}}},
                         {"required", json::array{"pointer", "detail"}}};
  return {{"type", "array"}, {"items", one}};
}

json::object operation_of(const Route& route) {
  const auto* op = route.row();
  if (!op)
    return {
        {"operationId", "openapi"},
        {"summary", "This description"},
        {"responses", {{"200", {{"description", "OpenAPI 3.1"}}}, {"default", {{"$ref", "#/components/responses/problem"}}}}}};
  json::object out{{"operationId", op->name},
                   {"summary", op->help},
                   {"x-changes", op->access.changes},
                   {"x-cost", name(op->access.cost)},
                   {"responses", answers_of(route, *op)}};
  if (route.own())
    out["x-for"] = name(route.own()->standing);
  else
    out["x-area"] = name(op->access.area);
  if (op->access.proven) out["x-proven"] = true;
  if (op->access.person) out["x-session-only"] = true;
  if (op->access.self) out["x-or-himself"] = true;
  if (route.own() && route.own()->standing == Standing::stranger) out["security"] = json::array();
  if (auto parameters = parameters_of(route, *op); !parameters.empty()) out["parameters"] = std::move(parameters);
  if (takes_body(route)) out["requestBody"] = body_of(route, *op);
  return out;
}

}  // namespace

json::object openapi() {
  json::object paths;
  for (const auto& route : routes()) {
    auto& path = paths[route.path];
    if (!path.is_object()) path = json::object();
    path.get_object()[to_lower(http::name(route.method))] = operation_of(route);
  }
  const json::object problem{{"description", "What is wrong (RFC 9457)"},
                             {"content",
                              {{"application/problem+json",
                                {{"schema",
                                  {{"type", "object"},
                                   {"properties",
                                    {{"type", {{"type", "string"}}},
                                     {"title", {{"type", "string"}}},
                                     {"status", {{"type", "integer"}}},
                                     {"detail", {{"type", "string"}}},
                                     {"kind", {{"type", "string"}}},
                                     {"errors", wrong_members()}}}}}}}}}};
  return {{"openapi", "3.1.0"},
          {"info", {{"title", "Administration of the mail server"}, {"version", "1"}}},
          {"security", json::array{json::object{{"bearer", json::array()}}, json::object{{"session", json::array()}}}},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", named_schemas()},
            {"responses", {{"problem", problem}}},
            {"securitySchemes",
             {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}},
              {"session",
               {{"type", "apiKey"},
                {"in", "cookie"},
                {"name", kAdministratorCookie},
                {"description", "Of users: __Host-session"}}}}}}}};
}

const std::string& openapi_text() {
  static const std::string text = json::serialize(openapi()) + '\n';
  return text;
}

std::string api_reference() {
  std::string out =
      "# Administration API\n\nGenerated by `postern reference api`. JSON over HTTPS; the same operations as the commands, "
      "described for programs at\n"
      "`/api/v1/openapi.json`. Arguments that are not in the path come in the query of GET and DELETE, else as members of a "
      "JSON body.\n"
      "A reader may call what changes nothing, an owner everything, the keeper of an area what belongs to it. In a session, "
      "what "
      "changes\nadministrators and tokens asks for a second factor that was shown lately. A cookie counts only with an Origin "
      "of "
      "ours,\nSec-Fetch-Site: same-origin, or (for programs) any X-Requested-By.\n\n"
      "| method | path | command | area | changes | cost |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const auto& route : routes()) {
    const auto* op = route.row();
    if (!op) continue;
    std::string command(route.own() ? std::string_view() : op->name);
    std::ranges::replace(command, '.', ' ');
    const auto for_whom = route.own() ? name(route.own()->standing) : name(op->access.area);
    out += fmt::format("| {} | `{}` | {} | {} | {} | {} |\n", http::name(route.method), route.path, command, for_whom,
                       op->access.changes ? "yes" : "", name(op->access.cost));
  }
  return out;
}

}  // namespace postern::api
