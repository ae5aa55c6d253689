// Any split of the bytes gives the same commands, and nothing a peer sends makes them larger than the limits.
#include "imap/grammar/assembler.h"

#include <gtest/gtest.h>

#include <vector>

namespace postern::imap::grammar {
namespace {

// What came out, as text: "C:<command>", "L:<size>" with +, ~ ; "S:<bytes>", "R", "B" / "B!" (fatal).
struct Driver {
  Assembler assembler;
  bool stream = false, refuse = false;
  std::vector<std::string> seen;
  std::string streamed;

  void literal(const Assembler::NeedLiteral& need) {
    seen.push_back("L:" + std::to_string(need.size) + (need.synchronising ? "" : "+") + (need.binary ? "~" : ""));
    if (stream)
      assembler.stream();
    else if (refuse || !assembler.accept())
      assembler.refuse();
  }
  // False once the bytes are used up or the stream is lost.
  bool step(std::string_view& in) {
    const auto out = assembler.feed(in);
    if (std::holds_alternative<Assembler::NeedMore>(out)) return !in.empty();
    if (const auto* need = std::get_if<Assembler::NeedLiteral>(&out)) literal(*need);
    if (const auto* piece = std::get_if<Assembler::Streamed>(&out)) {
      streamed += piece->bytes;
      if (piece->last) seen.push_back("S:" + std::exchange(streamed, {}));
    }
    if (std::holds_alternative<Assembler::Refused>(out)) seen.emplace_back("R");
    if (std::holds_alternative<Assembler::Complete>(out)) {
      seen.push_back("C:" + std::string(assembler.text()));
      assembler.next();
    }
    if (const auto* bad = std::get_if<Assembler::Bad>(&out)) {
      seen.emplace_back(bad->fatal ? "B!" : "B");
      if (bad->fatal) return false;
      assembler.next();
    }
    return true;
  }
  bool feed(std::string_view bytes) {
    while (step(bytes)) {
    }
    return seen.empty() || seen.back() != "B!";
  }
};

std::vector<std::string> run(std::string_view bytes, std::size_t step, Driver d = {}) {
  for (std::size_t i = 0; i < bytes.size(); i += step)
    if (!d.feed(bytes.substr(i, step))) break;
  return d.seen;
}

// RFC 9051 §4.3, RFC 7888 §4
TEST(Assembler, gives_the_same_commands_for_every_split) {
  const std::string_view bytes = "a1 NOOP\r\na2 LOGIN {5}\r\nalice {3+}\r\nfoo\r\na3 X ~{0}\r\n\r\na4 CHECK\r\n";
  const std::vector<std::string> expected = {
      "C:a1 NOOP", "L:5", "L:3+", "C:a2 LOGIN {5}\r\nalice {3+}\r\nfoo", "L:0~", "C:a3 X ~{0}\r\n", "C:a4 CHECK"};
  for (std::size_t step = 1; step <= bytes.size(); ++step) EXPECT_EQ(run(bytes, step), expected) << step;
}

TEST(Assembler, streams_a_literal_past_the_command) {
  Driver d;
  d.stream = true;
  const std::vector<std::string> expected = {"L:4+", "S:a\r\nb", "L:0+", "S:", "C:a APPEND x {4+}\r\n (\\Seen) {0+}\r\n"};
  for (std::size_t step = 1; step < 30; ++step)
    EXPECT_EQ(run("a APPEND x {4+}\r\na\r\nb (\\Seen) {0+}\r\n\r\n", step, d), expected) << step;
}

TEST(Assembler, drops_a_refused_literal_that_comes_anyway_and_the_rest_of_its_command) {
  const std::vector<std::string> expected = {"L:5000+", "R", "C:b NOOP"};
  const auto bytes = "a LOGIN {5000+}\r\n" + std::string(5000, 'x') + " {3+}\r\nabc y\r\nb NOOP\r\n";
  for (const std::size_t step : {1u, 7u, 100000u}) EXPECT_EQ(run(bytes, step), expected) << step;
}

TEST(Assembler, ends_a_refused_command_at_once_where_the_client_waits) {
  EXPECT_EQ(run("a LOGIN {4294967295}\r\nb NOOP\r\n", 3), (std::vector<std::string>{"L:4294967295", "R", "C:b NOOP"}));
}

TEST(Assembler, refuses_a_literal_that_would_make_the_command_too_large_in_total) {
  Assembler assembler(Assembler::Limits{.line = 1000, .literal = 100, .total = 150});
  std::string_view first = "a LOGIN {90}\r\n";
  ASSERT_TRUE(std::holds_alternative<Assembler::NeedLiteral>(assembler.feed(first)));
  ASSERT_TRUE(assembler.accept());
  const auto bytes = std::string(90, 'x') + " {90}\r\n";
  std::string_view second = bytes;
  ASSERT_TRUE(std::holds_alternative<Assembler::NeedLiteral>(assembler.feed(second)));
  EXPECT_FALSE(assembler.accept());
}

TEST(Assembler, never_holds_more_than_its_limit_of_an_endless_line) {
  Driver d;
  const std::string piece(1000, '(');
  int pieces = 0;
  while (d.feed(piece) && pieces < 100) {
    ++pieces;
    ASSERT_LE(d.assembler.text().size(), 8192u);
  }
  EXPECT_EQ(pieces, 8);
  EXPECT_EQ(d.seen, std::vector<std::string>{"B!"});
}

TEST(Assembler, ends_the_connection_at_a_bare_line_feed) {
  EXPECT_EQ(run("a NOOP\nb NOOP\r\n", 1), std::vector<std::string>{"B!"});
}

TEST(Assembler, refuses_a_literal_size_no_number_can_hold) {
  EXPECT_EQ(run("a X {99999999999999999999}\r\n", 4), std::vector<std::string>{"B"});
  EXPECT_EQ(run("a X {99999999999999999999+}\r\n", 4), std::vector<std::string>{"B!"});
}

TEST(Assembler, takes_braces_inside_a_line_as_text) {
  EXPECT_EQ(run("a X {5} \"{5}\"\r\n", 1), std::vector<std::string>{"C:a X {5} \"{5}\""});
}

}  // namespace
}  // namespace postern::imap::grammar
