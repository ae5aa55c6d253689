// Answers for terminals.
#include "app/render.h"

#include <gtest/gtest.h>

#include <algorithm>

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
  EXPECT_EQ(render(json::parse(R"({"disk": {"free": 5, "low": false}, "n": 5})")),
            "disk:\n  free:  5\n  low:   no\nn:     5\n");
  EXPECT_EQ(render(nullptr), "");
  EXPECT_EQ(render("text"), "text\n");
}

TEST(Render, nothing_moves_the_cursor) {
  EXPECT_EQ(render(json::object{{"name", "a\x1b[2Jb\r\nc"}}).find_first_of("\x1b\r"), std::string::npos);
  EXPECT_EQ(render_log_line("a\x1b[2Jb").find('\x1b'), std::string::npos);
}

// An override, an isolate that is not closed, and the command that U+009B begins.
TEST(Render, nothing_turns_the_text_round) {
  const std::string word = "a\u202egnp.exe\u2066\u2069\u009b1m\u061c\u00e9\u2014\U0001f600";
  const std::string kept = "\u061c\u00e9\u2014\U0001f600";  // what runs from right to left by nature, and other letters
  const auto escaped = "a\\u202egnp.exe\\u2066\\u2069\\u009b1m" + kept;
  EXPECT_EQ(harmless(word), escaped);
  EXPECT_EQ(render(json::value(word)), escaped + "\n");
  const auto in_cell = "a\\u202egnp.exe\\u2066\\u2069??1m" + kept;
  EXPECT_EQ(render(json::object{{"name", word}}), "name:  " + in_cell + "\n");
  EXPECT_EQ(render(json::array{json::object{{"name", word}}}), "name\n" + in_cell + "\n");
  EXPECT_EQ(render_progress(json::object{{"name", word}}), "name=" + in_cell);
  EXPECT_EQ(render_log_line(json::value(word)), in_cell);
  EXPECT_EQ(render_log_line(json::object{{"from", word}}), R"({"from":")" + escaped + "\"}");
}

TEST(Render, what_is_escaped_in_json_is_the_same_value) {
  const json::value answer = json::array{json::object{{"name", "\u202e\u2067\u0085\x7f\x1b \"\\u202e\"\r\n"}}};
  const auto text = render_json(answer);
  EXPECT_EQ(json::parse(text), answer);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; })) << text;
}

TEST(Render, lines_tabs_and_what_is_no_utf8_stay) {
  EXPECT_EQ(harmless("a\tb\r\nc\n"), "a\tb\r\nc\n");
  EXPECT_EQ(harmless("a\rb\x1b[2J"), "a\\u000db\\u001b[2J");
  EXPECT_EQ(harmless("\xE2\x80"), "\xE2\x80");
  EXPECT_EQ(harmless("\xC2"), "\xC2");
}

TEST(Render, log_lines_stay_lines) {
  EXPECT_EQ(render_log_lines(json::parse(R"(["one", {"e": "two"}])")), "one\n{\"e\":\"two\"}\n");
}

TEST(Render, progress_is_one_line) {
  EXPECT_EQ(render_progress(json::parse(R"({"accounts": 300, "of": 1000})")), "accounts=300 of=1000");
}

}  // namespace
}  // namespace postern::app
