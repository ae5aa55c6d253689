// The table of routes against the table of operations.
#include "api/routes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ranges>
#include <set>

#include "admin/answers.h"
#include "api/openapi.h"
#include "base/text.h"

namespace postern::api {
namespace {

namespace json = boost::json;
using http::Method;

std::vector<std::string_view> parameters_of(std::string_view path) {
  std::vector<std::string_view> out;
  for (auto open = path.find('{'); open != path.npos; open = path.find('{', open + 1))
    out.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
  return out;
}

TEST(Routes, every_operation_has_one_and_every_route_an_operation) {
  std::set<std::string_view> routed;
  for (const auto& route : routes()) {
    if (route.path == kDocument) continue;
    EXPECT_NE(route.row(), nullptr) << route.path << " leads to " << route.operation;
    EXPECT_TRUE(routed.insert(route.operation).second) << route.operation << " has two routes";
  }
  // What gets an administrator back in who has lost his second factor is for whoever holds the machine.
  EXPECT_FALSE(routed.contains("admin.reset-2fa"));
  routed.insert("admin.reset-2fa");
  for (const auto& op : admin::operations()) EXPECT_TRUE(routed.contains(op.name)) << op.name << " has no route";
  for (const auto& own : session_rows()) {
    EXPECT_TRUE(routed.contains(own.about.name)) << own.about.name << " has no route";
    EXPECT_EQ(admin::find(own.about.name), nullptr) << own.about.name << " is an operation, too";
  }
}

TEST(Routes, methods_and_bodies_fit_their_operations) {
  for (const auto& route : routes()) {
    const auto* op = route.row();
    if (!op) continue;
    const bool looks = route.method == Method::get;
    if (looks) EXPECT_FALSE(op->access.changes) << route.path;  // a POST may look, too: at what it is sent
    const bool has_body = route.method == Method::post || route.method == Method::put || route.method == Method::patch;
    EXPECT_EQ(route.body_limit > 0, has_body) << route.path;
    const auto in_path = parameters_of(route.path);
    for (const auto name : in_path)
      EXPECT_NE(std::ranges::find(op->arguments, name, &admin::Argument::name), op->arguments.end())
          << route.path << " " << name;
    for (const auto& a : op->arguments) {
      if (!admin::fits_a_query(a.kind)) EXPECT_TRUE(has_body) << route.path << ": " << a.name << " is no matter for a query";
    }
    if (!route.key.empty()) EXPECT_TRUE(looks);
  }
}

TEST(Routes, words_win_over_parameters) {
  const auto own = find_route(Method::get, {"api", "v1", "certificates", "own"});
  ASSERT_TRUE(own.route);
  EXPECT_EQ(own.route->operation, "certificate.own");
  const auto show = find_route(Method::head, {"api", "v1", "domains", "home.test"});
  ASSERT_TRUE(show.route);
  EXPECT_EQ(show.route->operation, "domain.show");
  ASSERT_EQ(show.parameters.size(), 1u);
  EXPECT_EQ(show.parameters[0].second, "home.test");
}

TEST(Routes, what_is_not_there_is_not_found) {
  EXPECT_EQ(find_route(Method::put, {"api", "v1", "domains"}).allow, "GET, POST, HEAD");
  EXPECT_EQ(find_route(Method::put, {"api", "v1", "domains"}).route, nullptr);
  for (const auto& path : std::vector<std::vector<std::string>>{{},
                                                                {"api"},
                                                                {"api", "v1"},
                                                                {"api", "v2", "domains"},
                                                                {"api", "v1", "domains", "a", "b"},
                                                                {"API", "v1", "domains"}}) {
    const auto found = find_route(Method::get, path);
    EXPECT_EQ(found.route, nullptr);
    EXPECT_EQ(found.allow, "");
  }
}

TEST(Document, describes_every_route_with_its_parameters) {
  const auto all = openapi();
  EXPECT_EQ(all.at("openapi"), "3.1.0");
  std::set<std::string> ids;
  for (const auto& route : routes()) {
    const auto& one = all.at("paths").at(route.path).at(to_lower(http::name(route.method))).as_object();
    EXPECT_TRUE(ids.insert(std::string(one.at("operationId").as_string())).second);
    for (const auto name : parameters_of(route.path)) {
      const auto& given = one.at("parameters").as_array();
      EXPECT_TRUE(std::ranges::any_of(given, [&](const auto& p) {
        return p.at("name").as_string() == name && p.at("in") == "path" && p.at("required") == true;
      })) << route.path;
    }
    EXPECT_EQ(one.contains("requestBody"), route.body_limit > 0) << route.path;
    EXPECT_TRUE(one.at("responses").as_object().contains("default"));
  }
}

// The member that a JSON pointer without escapes leads to.
const json::value& at(const json::value& all, std::string_view pointer) {
  const auto* here = &all;
  for (const auto part : std::views::split(pointer.substr(2), '/')) here = &here->at(std::string_view(part));
  return *here;
}

void expect_known_references(const json::value& all, const json::value& v) {
  if (v.is_array())
    for (const auto& one : v.get_array()) expect_known_references(all, one);
  if (!v.is_object()) return;
  for (const auto& [name, member] : v.get_object()) {
    if (name == "$ref") EXPECT_NO_THROW(at(all, member.as_string())) << member.as_string();
    expect_known_references(all, member);
  }
}

TEST(Document, describes_every_answer) {
  const json::value all = openapi();
  expect_known_references(all, all);
  for (const auto& route : routes()) {
    if (!route.row()) continue;
    const auto shape = admin::parse_shape(route.row()->answers);
    ASSERT_TRUE(shape) << route.operation << " does not say what it answers";
    const auto& responses = all.at("paths").at(route.path).at(to_lower(http::name(route.method))).at("responses").as_object();
    const bool is_nothing = shape->kind == admin::Shape::Kind::none;
    EXPECT_EQ(responses.contains("200") || responses.contains("201"), !is_nothing) << route.operation;
    if (is_nothing) EXPECT_TRUE(responses.contains("204")) << route.operation;
  }
}

TEST(Document, describes_lists_page_by_page) {
  const json::value all = openapi();
  const auto& page = at(all, "#/paths")
                         .at("/api/v1/domains")
                         .at("get")
                         .at("responses")
                         .at("200")
                         .at("content")
                         .at("application/json")
                         .at("schema");
  EXPECT_EQ(page.at("properties").at("items"),
            (json::object{{"type", "array"}, {"items", {{"$ref", "#/components/schemas/ListedDomain"}}}}));
  EXPECT_EQ(page.at("required"), json::array{"items"});
  const auto& block = at(all, "#/components/schemas/Block/properties");
  EXPECT_EQ(block.at("until"), (json::object{{"type", json::array{"string", "null"}}, {"format", "date-time"}}));
  EXPECT_EQ(block.at("action").at("$ref"), "#/components/schemas/RuleAction");
  EXPECT_EQ(at(all, "#/components/schemas/Session/properties/by"), (json::object{{"enum", {"session", "token"}}}));
}

}  // namespace
}  // namespace postern::api
