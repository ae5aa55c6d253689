// Base rules: atoms, strings, numbers, literals; failures are sticky.
#include "imap/grammar/cursor.h"

#include <gtest/gtest.h>

namespace postern::imap::grammar {
namespace {

TEST(Cursor, reads_strings_in_all_their_forms) {
  Cursor in("atom] \"a \\\"b\\\\\" {3}\r\nx\r\n ~{2+}\r\n\0z {0}\r\n");
  EXPECT_EQ(astring(in), "atom]");
  in.space();
  EXPECT_EQ(astring(in), "a \"b\\");
  in.space();
  EXPECT_EQ(astring(in), "x\r\n");
  in.space();
  EXPECT_TRUE(in.ok()) << in.why();
}

TEST(Cursor, does_nothing_after_its_first_failure) {
  Cursor in("abc def");
  in.expect('x');
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(atom(in), "");
  EXPECT_FALSE(in.skip('a'));
  EXPECT_EQ(number32(in), 0u);
  EXPECT_EQ(in.why(), "Syntax");
}

TEST(Cursor, refuses_control_characters_in_quoted_strings) {
  for (const std::string_view text :
       {std::string_view("\"a\rb\""), std::string_view("\"a\0b\"", 5), std::string_view("\"a\nb\""), std::string_view("\"a"),
        std::string_view("\"a\\n\""), std::string_view("\"\xff\"")}) {
    Cursor in(text);
    string(in);
    EXPECT_FALSE(in.ok());
  }
}

// RFC 9051 §4.3.1
TEST(Cursor, refuses_nul_in_a_literal_but_not_in_literal8) {
  Cursor plain(std::string_view("{2}\r\na\0", 7));
  literal(plain);
  EXPECT_FALSE(plain.ok());
  Cursor binary(std::string_view("~{2}\r\na\0", 8));
  EXPECT_EQ(literal(binary).size(), 2u);
  EXPECT_TRUE(binary.finish());
}

TEST(Cursor, refuses_a_literal_longer_than_the_command) {
  Cursor in("{4294967295}\r\nab");
  literal(in);
  EXPECT_FALSE(in.ok());
}

TEST(Cursor, bounds_the_depth_of_lists) {
  const std::string text(100, '(');
  Cursor in(text);
  int depth = 0;
  while (in.open()) ++depth;
  EXPECT_EQ(depth, Cursor::kMaxDepth);
}

TEST(Cursor, refuses_numbers_that_do_not_fit) {
  Cursor in("4294967296");
  number32(in);
  EXPECT_FALSE(in.ok());
  Cursor zero("0");
  nz_number(zero);
  EXPECT_FALSE(zero.ok());
}

}  // namespace
}  // namespace postern::imap::grammar
