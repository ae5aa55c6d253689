// Shapes: what the notation says, and what of an answer does not fit.
#include "admin/shape.h"

#include <gtest/gtest.h>

namespace postern::admin {
namespace {

namespace json = boost::json;

Shapes names() {
  return parse_shapes(R"(
    Text = text  // and more
    // The networks.
    Network = {network: Text, until: time?})")
      .value();
}

std::string wrong(const json::value& v, std::string_view shape) {
  return misfit(v, parse_shape(shape).value(), names()).value_or("");
}

TEST(Shape, of_plain_things) {
  EXPECT_EQ(wrong("a", "text"), "");
  EXPECT_EQ(wrong(5, "text"), ": not a text, but 5");
  EXPECT_EQ(wrong(-5, "number"), "");
  EXPECT_EQ(wrong(0.5, "number"), ": not a number, but 5E-1");
  EXPECT_EQ(wrong(0.5, "decimal"), "");
  EXPECT_EQ(wrong(true, "flag"), "");
  EXPECT_EQ(wrong("2026-09-21T14:13:20Z", "time"), "");
  EXPECT_EQ(wrong("2026-09-21T14:13:20.25Z", "time"), "");
  EXPECT_NE(wrong("yesterday", "time"), "");
  EXPECT_NE(wrong("", "time"), "");
  EXPECT_EQ(wrong(json::array{1, "x"}, "any"), "");
  EXPECT_EQ(wrong(nullptr, "none"), "");
  EXPECT_NE(wrong(json::object(), "none"), "");
}

TEST(Shape, of_words_and_what_may_be_null) {
  EXPECT_EQ(wrong("on", R"("on" | "off")"), "");
  EXPECT_EQ(wrong("high", R"("on" | "off")"), ": not a on, but \"high\"");
  EXPECT_EQ(wrong(nullptr, "text?"), "");
  EXPECT_NE(wrong(nullptr, "text"), "");
  EXPECT_EQ(wrong(nullptr, R"("on" | "off"?)"), "");
  EXPECT_EQ(wrong("", R"(time | "")"), "");
}

TEST(Shape, of_lists_objects_and_maps) {
  EXPECT_EQ(wrong(json::array{"a", 1}, "[text]"), "[1]: not a text, but 1");
  EXPECT_EQ(wrong(json::object{{"a", 1}}, "{a: number, b?: text}"), "");
  EXPECT_EQ(wrong(json::object{{"b", "x"}}, "{a: number, b?: text}"), ".a: is missing");
  EXPECT_EQ(wrong(json::object{{"a", 1}, {"c", 1}}, "{a: number, b?: text}"), ".c: is not described");
  EXPECT_EQ(wrong(json::object{{"x", 1}, {"y", "z"}}, "{*: number}"), ".y: not a number, but \"z\"");
  EXPECT_EQ(wrong(json::object(), "{}"), "");
  EXPECT_EQ(wrong(json::object{{"a", json::array{json::object{{"b", json::array{1}}}}}}, "{a: [{b: [text]}]}"),
            ".a[0].b[0]: not a text, but 1");
}

TEST(Shape, of_names) {
  const json::object one{{"network", "192.0.2.0/24"}, {"until", nullptr}};
  EXPECT_EQ(wrong(json::array{one}, "[Network]"), "");
  auto more = one;
  more["hits"] = "many";
  EXPECT_EQ(wrong(more, "Network"), ".hits: is not described");
  EXPECT_EQ(wrong(more, "{Network, hits: number}"), ".hits: not a number, but \"many\"");
  EXPECT_EQ(wrong(json::object{{"hits", 1}}, "{Network, hits: number}"), ".network: is missing");
  EXPECT_EQ(members_of(parse_shape("{Network, hits: number}").value(), names()).size(), 3u);
}

TEST(Shape, of_several_alternatives_the_one_that_was_meant_is_told_about) {
  const json::object one{{"network", 5}, {"until", nullptr}};
  EXPECT_EQ(wrong(one, "text | Network"), ".network: not a text, but 5");
  EXPECT_EQ(wrong(one, "Network | text"), ".network: not a text, but 5");
}

TEST(Shape, that_is_none_is_refused) {
  for (const auto* text :
       {"", "txt", "[text", "{a text}", "{a: }", "{: text}", "text text", "\"on", "text |", "{a: text,}", "[text]]"})
    EXPECT_FALSE(parse_shape(text)) << text;
  for (const auto* text : {"Network", "network = text", "A = text A = text", "A = text B", "A = text, B = text"})
    EXPECT_FALSE(parse_shapes(text)) << text;
  EXPECT_EQ(parse_shape("{a: text, b: nonsense}").error().text, "This is no shape from here on: }");
}

}  // namespace
}  // namespace postern::admin
