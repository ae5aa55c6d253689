// No value ends a line or begins a new answer.
#include "imap/grammar/response.h"

#include <gtest/gtest.h>

namespace postern::imap::grammar {
namespace {

std::string astring_of(std::string_view value, bool utf8 = false) {
  std::string out;
  Writer(out, utf8).astring(value);
  return out;
}

TEST(Writer, chooses_atom_quoted_or_literal) {
  EXPECT_EQ(astring_of("INBOX"), "INBOX");
  EXPECT_EQ(astring_of(""), "\"\"");
  EXPECT_EQ(astring_of("nil"), "\"nil\"");
  EXPECT_EQ(astring_of("a b"), "\"a b\"");
  EXPECT_EQ(astring_of("a\"\\"), "\"a\\\"\\\\\"");
  EXPECT_EQ(astring_of("a\r\nb"), "{4}\r\na\r\nb");
  EXPECT_EQ(astring_of("é"), "{2}\r\né");
  EXPECT_EQ(astring_of("é", true), "\"é\"");
  EXPECT_EQ(astring_of("\xff", true), "{1}\r\n\xff");
}

TEST(Writer, writes_mailbox_names_by_the_mode_of_the_session) {
  std::string out;
  Writer(out, false).mailbox("Entwürfe");
  EXPECT_EQ(out, "Entw&APw-rfe");
  out.clear();
  Writer(out, true).mailbox("Entwürfe");
  EXPECT_EQ(out, "\"Entwürfe\"");
}

TEST(Writer, cuts_a_literal_at_nul_and_counts_what_it_sends) {
  std::string out;
  Writer(out, false).literal(std::string_view("ab\0c", 4));
  EXPECT_EQ(out, "{2}\r\nab");
}

}  // namespace
}  // namespace postern::imap::grammar
