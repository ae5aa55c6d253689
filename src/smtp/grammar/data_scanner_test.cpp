// The end of DATA, found the same in any split of the input.
#include "smtp/grammar/data_scanner.h"

#include <gtest/gtest.h>

#include <random>

namespace postern::smtp {
namespace {

struct Seen {
  std::string text;
  std::string after;  // what follows the end
  bool bare = false;
  bool end = false;
  bool operator==(const Seen&) const = default;
};

void PrintTo(const Seen& s, std::ostream* os) {
  *os << testing::PrintToString(s.text) << " after " << testing::PrintToString(s.after) << (s.bare ? " bare" : "")
      << (s.end ? " end" : "");
}

// Feeds `in` in pieces that end at the given offsets.
Seen scan(std::string_view in, const std::vector<std::size_t>& cuts) {
  DataScanner scanner;
  Seen seen;
  std::size_t from = 0;
  for (std::size_t n = 0; n <= cuts.size(); ++n) {
    const std::size_t to = n < cuts.size() ? cuts[n] : in.size();
    const std::string part(in.substr(from, to - from));  // its own memory, so that a view kept too long is found
    std::string_view rest = part;
    while (!seen.end && !rest.empty()) {
      const auto piece = scanner.next(rest);
      EXPECT_GT(piece.used, 0u);
      seen.text += piece.text;
      rest.remove_prefix(piece.used);
      seen.end = piece.end;
    }
    seen.after += rest;
    from = to;
  }
  seen.bare = scanner.bare_line_end();
  return seen;
}

void expect_every_split(const std::string& in, const Seen& wanted) {
  EXPECT_EQ(scan(in, {}), wanted) << testing::PrintToString(in);
  std::vector<std::size_t> each;
  for (std::size_t i = 1; i < in.size(); ++i) {
    each.push_back(i);
    EXPECT_EQ(scan(in, {i}), wanted) << testing::PrintToString(in) << " cut at " << i;
    for (std::size_t j = i + 1; j < in.size(); ++j) EXPECT_EQ(scan(in, {i, j}), wanted) << testing::PrintToString(in);
  }
  EXPECT_EQ(scan(in, each), wanted) << testing::PrintToString(in) << " byte by byte";
}

// RFC 5321 §4.1.1.4
TEST(DataScanner, ends_at_a_line_with_a_single_dot) {
  expect_every_split("a\r\nb\r\n.\r\nQUIT\r\n", {"a\r\nb\r\n", "QUIT\r\n", false, true});
}

TEST(DataScanner, an_empty_message_ends_at_once) { expect_every_split(".\r\nX", {"", "X", false, true}); }

// RFC 5321 §4.5.2
TEST(DataScanner, takes_the_first_dot_of_a_stuffed_line_only) {
  expect_every_split("..\r\n...a\r\n.b\r\n\r\n..\r\n.\r\n", {".\r\n..a\r\nb\r\n\r\n.\r\n", "", false, true});
}

// Every line end a peer might take for CRLF, before and after the dot: only CRLF.CRLF ends the text, all others mark it.
TEST(DataScanner, no_other_line_end_ends_the_message) {
  const std::string ends[] = {"\r\n",
                              "\n",
                              "\r",
                              "\r\r\n",
                              "\n\r",
                              "\r\r",
                              "\n\n",
                              std::string("\0\r\n", 3),
                              std::string("\r\0\n", 3),
                              std::string("\n\0", 2)};
  for (const auto& before : ends) {
    for (const auto& after : ends) {
      const std::string in = "a" + before + "." + after + "MAIL FROM:<x@y>\r\n.\r\nQUIT\r\n";
      const bool crlf_before = before.ends_with("\r\n");
      const bool is_end = crlf_before && after == "\r\n";
      const auto seen = scan(in, {});
      const bool clean_before = before == "\r\n" || before == ends[7];
      const bool clean_after = after == "\r\n" || after == ends[7];
      if (is_end) {
        EXPECT_EQ(seen.after, "MAIL FROM:<x@y>\r\n.\r\nQUIT\r\n");
        EXPECT_EQ(seen.bare, !clean_before);
      } else {
        EXPECT_EQ(seen.after, "QUIT\r\n") << testing::PrintToString(in);
        EXPECT_EQ(seen.bare, !(clean_before && clean_after)) << testing::PrintToString(in);
      }
      expect_every_split(in, seen);
    }
  }
}

// The scanner against the definition, written with whole strings.
Seen by_definition(std::string_view in) {
  Seen seen;
  const std::string framed = "\r\n" + std::string(in);
  const auto end = framed.find("\r\n.\r\n");
  seen.end = end != std::string::npos;
  const std::string lines = framed.substr(0, seen.end ? end + 2 : std::string::npos);
  if (seen.end) seen.after = framed.substr(end + 5);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] == '\n' && (i == 0 || lines[i - 1] != '\r')) seen.bare = true;
    if (lines[i] == '\r' && i + 1 < lines.size() && lines[i + 1] != '\n') seen.bare = true;
    const bool stuffed = lines[i] == '.' && i >= 2 && lines[i - 1] == '\n' && lines[i - 2] == '\r';
    if (i >= 2 && !stuffed) seen.text += lines[i];
  }
  return seen;
}

TEST(DataScanner, agrees_with_the_definition_on_random_input) {
  std::mt19937 random(7);
  constexpr std::string_view kAlphabet = "\r\n\r\n..a";
  for (int round = 0; round < 20'000; ++round) {
    std::string in;
    for (auto n = random() % 14; n > 0; --n) in += kAlphabet[random() % kAlphabet.size()];
    in += "\r\n.\r\nZ";  // so that nothing is pending at the end
    auto wanted = by_definition(in);
    const auto a = random() % in.size();
    const auto b = a + random() % (in.size() - a);
    auto seen = scan(in, {a, b});
    if (wanted.bare) wanted.text = seen.text;  // nobody keeps the text of a message that is refused
    EXPECT_EQ(seen, wanted) << testing::PrintToString(in) << " cut at " << a << ", " << b;
  }
}

}  // namespace
}  // namespace postern::smtp
