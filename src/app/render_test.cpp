// Answers for terminals.
#include "app/render.h"

#include <gtest/gtest.h>

namespace postern::app {
namespace {

namespace json = boost::json;

TEST(Render, a_list_is_a_table) {
  EXPECT_EQ(render(json::parse(R"([{"name": "a.example", "on": true}, {"name": "b", "on": false, "more": ["x", "y"]}])")),
            "name       on   more\na.example  yes\nb          no   x, y\n");
}

TEST(Render, a_long_cell_pushes_its_own_line_only) {
  const std::string much(300, 'x');
  const auto text = render(json::array{json::object{{"k", much}, {"v", 1}}, json::object{{"k", "a"}, {"v", 2}}});
  EXPECT_LT(text.substr(text.find_last_of('\n', text.size() - 2) + 1).size(), 60u);
}

TEST(Render, an_object_is_lines) {
  EXPECT_EQ(render(json::parse(R"({"address": "a@b", "n": 5})")), "address:  a@b\nn:        5\n");
  EXPECT_EQ(render(nullptr), "");
  EXPECT_EQ(render("text"), "text\n");
}

TEST(Render, nothing_moves_the_cursor) {
  EXPECT_EQ(render(json::object{{"name", "a\x1b[2Jb\r\nc"}}).find_first_of("\x1b\r"), std::string::npos);
  EXPECT_EQ(render_log_line("a\x1b[2Jb").find('\x1b'), std::string::npos);
}

TEST(Render, log_lines_stay_lines) {
  EXPECT_EQ(render_log_lines(json::parse(R"(["one", {"e": "two"}])")), "one\n{\"e\":\"two\"}\n");
}

TEST(Render, progress_is_one_line) {
  EXPECT_EQ(render_progress(json::parse(R"({"accounts": 300, "of": 1000})")), "accounts=300 of=1000");
}

}  // namespace
}  // namespace postern::app
