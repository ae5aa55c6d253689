// Command lines, whole and in pieces.
#include "base/line_reader.h"

#include <gtest/gtest.h>

namespace postern {
namespace {

using Outcome = LineReader::Outcome;
using Lines = std::vector<std::pair<Outcome, std::string>>;

Lines lines(std::string_view in, std::size_t step, std::size_t limit = 10) {
  LineReader reader;
  Lines out;
  for (std::size_t i = 0; i < in.size(); i += step) {
    const std::string part(in.substr(i, step));
    std::string_view rest = part;
    while (!rest.empty()) {
      const auto got = reader.next(rest, limit);
      if (got.outcome != Outcome::more) out.emplace_back(got.outcome, got.line);
    }
  }
  return out;
}

void expect_lines(std::string_view in, const Lines& wanted) {
  for (std::size_t step = 1; step <= in.size(); ++step)
    EXPECT_EQ(lines(in, step), wanted) << testing::PrintToString(std::string(in)) << " in steps of " << step;
}

TEST(LineReader, gives_each_line_without_its_end) {
  expect_lines("NOOP\r\n\r\nQUIT\r\n", {{Outcome::line, "NOOP"}, {Outcome::line, ""}, {Outcome::line, "QUIT"}});
}

TEST(LineReader, a_line_of_the_limit_passes_and_one_more_does_not) {
  expect_lines("0123456789\r\n", {{Outcome::line, "0123456789"}});
  expect_lines("01234567890\r\nNOOP\r\n", {{Outcome::too_long, ""}, {Outcome::line, "NOOP"}});
  expect_lines("0123456789012345678901234567890\r\nNOOP\r\n", {{Outcome::too_long, ""}, {Outcome::line, "NOOP"}});
}

TEST(LineReader, a_bare_line_feed_is_told) {
  expect_lines("NOOP\nX\r\n", {{Outcome::bare_lf, ""}, {Outcome::line, "X"}});
  expect_lines("012345678901234\nX\r\n", {{Outcome::bare_lf, ""}, {Outcome::line, "X"}});
}

TEST(LineReader, a_carriage_return_inside_a_line_does_not_end_it) { expect_lines("a\rb\r\r\n", {{Outcome::line, "a\rb\r"}}); }

TEST(LineReader, holds_no_more_than_its_limit_of_an_endless_line) {
  LineReader reader;
  const std::string part(1 << 16, 'x');
  for (int i = 0; i < 100; ++i) {
    std::string_view rest = part;
    EXPECT_EQ(reader.next(rest, 10).outcome, Outcome::more);
    EXPECT_TRUE(reader.in_line());
  }
  EXPECT_TRUE(reader.drop());
  EXPECT_FALSE(reader.in_line());
}

}  // namespace
}  // namespace postern
