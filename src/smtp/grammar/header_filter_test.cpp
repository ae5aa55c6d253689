// Fields that came with a message and do not stay: Return-Path, and results in our name.   RFC 5321 §4.4, RFC 8601 §5
#include "smtp/grammar/header_filter.h"

#include <gtest/gtest.h>

namespace postern::smtp {
namespace {

std::string filtered(std::string_view in, std::size_t step = SIZE_MAX) {
  HeaderFilter filter({{"return-path", {}}, {"results", [](std::string_view value) { return value.contains("ours"); }}});
  std::string out;
  for (std::size_t i = 0; i < in.size(); i += std::min(step, in.size() - i)) filter.next(in.substr(i, step), out);
  filter.finish(out);
  return out;
}

struct Case {
  std::string in, out;
};

TEST(HeaderFilter, takes_the_fields_out_of_the_header_and_nothing_else_in_any_split) {
  const std::string spaces(2000, ' ');
  const Case cases[] = {
      {"Return-Path: <a@b>\r\nSubject: x\r\n\r\nbody\r\n", "Subject: x\r\n\r\nbody\r\n"},
      {"Received: x\r\nreturn-path: <a@b>\r\n\tfolded\r\n twice\r\nSubject: x\r\n y\r\nRETURN-PATH:\r\n\r\n",
       "Received: x\r\nSubject: x\r\n y\r\n\r\n"},
      {"Subject: x\r\n\r\nReturn-Path: in the body\r\n", "Subject: x\r\n\r\nReturn-Path: in the body\r\n"},
      {"\r\nReturn-Path: in the body\r\n", "\r\nReturn-Path: in the body\r\n"},
      {"\nReturn-Path: x\n", "\nReturn-Path: x\n"},
      {"Return-Path : x\nSubject: y\n\nz", "Subject: y\n\nz"},
      {"Return-Path \t : x\r\n\r\n", "\r\n"},
      {"Return-Pathology: x\r\nReturn-Pat: y\r\nReturn-Path\r\nReturn-Path x\r\n",
       "Return-Pathology: x\r\nReturn-Pat: y\r\nReturn-Path\r\nReturn-Path x\r\n"},
      {" Return-Path: continues what came before\r\nA: b\r\n", " Return-Path: continues what came before\r\nA: b\r\n"},
      {"re\nReturn-Path: x\n\n", "re\n\n"},
      {"\r\rReturn-Path: x\r\nReturn-Path: y\r\n", "\r\rReturn-Path: x\r\n"},
      {"Return-Path", "Return-Path"},
      {"Return-Path:", ""},
      {"\r", "\r"},
      {"Results: ours\r\nResults: theirs\r\nA: b\r\n\r\n", "Results: theirs\r\nA: b\r\n\r\n"},
      {"results:\r\n ours;\r\n\tx\r\nRESULTS : \r\n theirs\r\n x\r\n\r\nResults: ours",
       "RESULTS : \r\n theirs\r\n x\r\n\r\nResults: ours"},
      {"Results: ours", ""},
      {std::string("Results: ou\0r\rs\r\n", 17), ""},
      {"Results: theirs", "Results: theirs"},
      {"Results: theirs\nResult", "Results: theirs\nResult"},
      {"A: b\r\n\r\nResults: ours\r\n", "A: b\r\n\r\nResults: ours\r\n"},
      {"Results: theirs" + std::string(HeaderFilter::kMostHeld, 'x') + "\r\n ours\r\nA: b\r\n", "A: b\r\n"},
      {"", ""},
      {"Return-Path" + spaces + ":\r\n", "Return-Path" + spaces + ":\r\n"},
  };
  for (const auto& c : cases)
    for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, SIZE_MAX})
      EXPECT_EQ(filtered(c.in, step), c.out) << testing::PrintToString(c.in) << " in steps of " << step;
}

TEST(HeaderFilter, says_when_the_body_has_begun) {
  HeaderFilter filter({{"return-path", {}}, {"results", [](std::string_view value) { return value.contains("ours"); }}});
  std::string out;
  filter.next("A: b\r\n\r", out);
  EXPECT_FALSE(filter.in_body());
  filter.next("\n", out);
  EXPECT_TRUE(filter.in_body());
}

}  // namespace
}  // namespace postern::smtp
