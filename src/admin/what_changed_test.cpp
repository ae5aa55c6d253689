// What of a subject differs, as the log is told of it.
#include "admin/what_changed.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace postern::admin {
namespace {

namespace json = boost::json;

TEST(WhatChanged, each_member_that_differs_is_told_from_what_to_what) {
  EXPECT_EQ(what_changed({{"a", true}, {"b", "x"}, {"n", 5}}, {{"a", false}, {"b", "x"}, {"n", 6}}), "a: on → off; n: 5 → 6");
  EXPECT_EQ(what_changed({{"catch_all", ""}}, {{"catch_all", "ann@home.test"}}), "catch_all: \"\" → ann@home.test");
  EXPECT_EQ(what_changed({{"a", 1}}, {{"a", 1}}), "");
}

TEST(WhatChanged, what_is_new_has_nothing_before_and_what_is_gone_nothing_after) {
  EXPECT_EQ(what_changed({}, {{"targets", json::array{"a@x.test", "b@x.test"}}, {"note", ""}}),
            "targets: → a@x.test, b@x.test");
  EXPECT_EQ(what_changed({{"targets", json::array{"a@x.test"}}}, {}), "targets: a@x.test →");
}

TEST(WhatChanged, no_value_can_be_taken_for_a_member) {
  EXPECT_EQ(what_changed({{"name", "a"}}, {{"name", "b; roles: reader → owner"}}), "name: a → \"b; roles: reader → owner\"");
  EXPECT_EQ(what_changed({{"name", "a"}}, {{"name", "say \"b\" \\"}}), "name: a → \"say \\\"b\\\" \\\\\"");
  EXPECT_EQ(what_changed({{"name", "a"}}, {{"name", " b"}}), "name: a → \" b\"");
}

TEST(WhatChanged, it_is_short_and_utf8_whatever_the_values_are) {
  json::object before, after;
  for (int i = 0; i < 60; ++i) after["member" + std::to_string(i)] = std::string(5000, i % 2 ? 'x' : '\xff') + "\xe2\x82";
  const auto all = what_changed(before, after);
  EXPECT_LE(all.size(), 4096u);
  EXPECT_TRUE(is_utf8(all));
  EXPECT_TRUE(all.ends_with(" more")) << all.substr(all.size() - 40);
  after.clear();
  for (int i = 0; i < 25; ++i) after["m" + std::to_string(i)] = i;
  EXPECT_TRUE(what_changed(before, after).ends_with("m19: → 19; … 5 more"));
}

TEST(WhatChanged, of_a_long_list_only_what_differs_is_told) {
  json::array many;
  for (int i = 0; i < 100; ++i) many.emplace_back("sender" + std::to_string(i) + "@home.test");
  auto more = many;
  more.emplace_back("evil@else.test");
  const auto told = what_changed({{"blocked", many}}, {{"blocked", more}});
  EXPECT_NE(told.find("evil@else.test"), std::string::npos);
  EXPECT_EQ(told.find("sender50"), std::string::npos);
}

}  // namespace
}  // namespace postern::admin
