// Writing JSON Schema.
#include "api/schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/answers.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using admin::Shape;
using Is = admin::Shape::Kind;

json::object typed(std::string_view type) { return {{"type", type}}; }

// A list of words, and null if it is among them.
json::object words_of(const std::vector<Shape>& parts) {
  json::array words;
  for (const auto& part : parts) words.push_back(part.kind == Is::none ? json::value() : json::value(part.word));
  return {{"enum", std::move(words)}};
}

json::object either_of(const std::vector<Shape>& parts) {
  const auto is_word = [](const Shape& s) { return s.kind == Is::word || s.kind == Is::none; };
  if (std::ranges::all_of(parts, is_word)) return words_of(parts);
  if (parts.size() == 2 && parts.back().kind == Is::none) {
    auto out = schema_of(parts.front());
    if (auto* type = out.if_contains("type")) {
      *type = json::array{*type, "null"};
      return out;
    }
  }
  json::array all;
  for (const auto& part : parts) all.push_back(schema_of(part));
  return {{"oneOf", std::move(all)}};
}

json::object object_of(const Shape& shape) {
  json::object properties;
  json::array required;
  for (const auto& m : admin::members_of(shape, admin::shapes())) {
    properties[m.member] = schema_of(m);
    if (!m.optional) required.emplace_back(m.member);
  }
  json::object out{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) out["required"] = std::move(required);
  return out;
}

}  // namespace

json::object schema_of(const Shape& shape) {
  switch (shape.kind) {
    case Is::any: return {};
    case Is::none: return typed("null");
    case Is::text: return typed("string");
    case Is::number: return typed("integer");
    case Is::decimal: return typed("number");
    case Is::flag: return typed("boolean");
    case Is::time: return {{"type", "string"}, {"format", "date-time"}};
    case Is::word: return words_of({shape});
    case Is::name: return {{"$ref", fmt::format("#/components/schemas/{}", shape.word)}};
    case Is::list: return {{"type", "array"}, {"items", schema_of(shape.parts.front())}};
    case Is::object: return object_of(shape);
    case Is::map: return {{"type", "object"}, {"additionalProperties", schema_of(shape.parts.front())}};
    case Is::either: return either_of(shape.parts);
  }
  return {};
}

json::object named_schemas() {
  json::object out;
  for (const auto& [name, shape] : admin::shapes()) out[name] = schema_of(shape);
  return out;
}

}  // namespace postern::api
