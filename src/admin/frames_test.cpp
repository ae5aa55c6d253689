// The lines of the local socket, in any split, and what is no line of ours.
#include "admin/frames.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace postern::admin {
namespace {

TEST(Lines, come_out_whole_however_they_are_cut) {
  const std::string all = "one\n\ntwo\nrest";
  for (std::size_t piece = 1; piece <= all.size(); ++piece) {
    Lines lines;
    std::vector<std::string> got;
    for (std::size_t at = 0; at < all.size(); at += piece) {
      ASSERT_TRUE(lines.add(std::string_view(all).substr(at, piece)));
      while (auto line = lines.next()) got.push_back(*line);
    }
    EXPECT_EQ(got, (std::vector<std::string>{"one", "", "two"})) << piece;
  }
}

TEST(Lines, hold_no_more_than_their_limit) {
  Lines lines(8);
  EXPECT_TRUE(lines.add("12345678"));
  EXPECT_FALSE(lines.add("9"));
  EXPECT_FALSE(lines.next());
}

TEST(Frames, a_call_is_read_as_it_was_written) {
  const auto call = parse_call(call_line("account.create", {{"address", "ann@home.test"}, {"quota", 5u}}));
  ASSERT_TRUE(call);
  EXPECT_EQ(call->operation, "account.create");
  EXPECT_EQ(call->arguments.at("address"), "ann@home.test");
}

TEST(Frames, anything_else_is_no_call) {
  const std::string deep(100, '[');
  for (const std::string& line :
       {std::string(), std::string("GET / HTTP/1.1\r"), std::string("[]"), std::string("{}"), std::string("null"), deep,
        std::string(R"({"operation": 5, "arguments": {}})"), std::string(R"({"operation": "a.b", "arguments": []})"),
        std::string(R"({"operation": "a.b"})"), std::string("{\"operation\": \"\xff\", \"arguments\": {}}"),
        std::string(R"({"operation": "a.b", "arguments": {}} trailing)")})
    EXPECT_FALSE(parse_call(line)) << line;
}

TEST(Frames, an_answer_is_read_as_it_was_written) {
  EXPECT_TRUE(parse_answer(progress_line(7))->is_progress);
  EXPECT_EQ(*parse_answer(end_line(json::value("done")))->value, json::value("done"));
  for (const auto kind :
       {Failure::invalid, Failure::not_found, Failure::denied, Failure::over_quota, Failure::timeout, Failure::closed}) {
    const auto answer = parse_answer(end_line(fail(kind, "why", "secret")));
    ASSERT_FALSE(answer->value);
    EXPECT_EQ(answer->value.error().kind, kind);
    EXPECT_EQ(answer->value.error().text, "why");
    EXPECT_EQ(answer->value.error().detail, "");  // the private half stays with the server
  }
}

TEST(Frames, an_answer_that_is_none_is_named_corrupt) {
  for (const std::string line : {"", "5", "{}", R"({"error": "text"})", R"({"unknown": 1})"})
    EXPECT_EQ(parse_answer(line).error().kind, Failure::corrupt) << line;
}

}  // namespace
}  // namespace postern::admin
