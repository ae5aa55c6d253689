// Address lists as mailers write them.
#include "mime/address_list.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace postern::mime {
namespace {

// "name|route|local|domain" an entry; groups as "name{" and "}".
std::string seen(std::string_view value) {
  std::string out;
  for (const auto& a : address_list(value)) {
    if (!out.empty()) out += ' ';
    if (a.kind == AddressKind::group_start) {
      out += a.name + "{";
    } else if (a.kind == AddressKind::group_end) {
      out += "}";
    } else {
      out += fmt::format("{}|{}|{}|{}", a.name, a.route, a.local, a.domain);
    }
  }
  return out;
}

// RFC 5322 §3.4
TEST(AddressList, reads_the_forms_of_rfc_5322) {
  EXPECT_EQ(seen("a@b.example"), "||a|b.example");
  EXPECT_EQ(seen("Pete <pete@silly.test>, \"Joe Q. Public\" <john.q.public@x.example>"),
            "Pete||pete|silly.test Joe Q. Public||john.q.public|x.example");
  EXPECT_EQ(seen("Giant; \"Big\" Box"), "||Giant| ||BigBox|");
  EXPECT_EQ(seen("\"Giant; \\\"Big\\\" Box\" <s@n.example>"), "Giant; \"Big\" Box||s|n.example");
  EXPECT_EQ(seen("A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;"),
            "A Group{ Ed Jones||c|a.test ||joe|where.test John||jdoe|one.test }");
  EXPECT_EQ(seen("Undisclosed recipients:;"), "Undisclosed recipients{ }");
  EXPECT_EQ(seen("a@[192.0.2.1]"), "||a|[192.0.2.1]");
}

// RFC 5322 §4.4
TEST(AddressList, reads_obsolete_forms) {
  EXPECT_EQ(seen("Joe Q. Public <john . q . public@example . com>"), "Joe Q. Public||john.q.public|example.com");
  EXPECT_EQ(seen("Mary Smith <@node.test,@b.test:mary@example.net>, , jdoe@test . example"),
            "Mary Smith|@node.test,@b.test|mary|example.net ||jdoe|test.example");
  EXPECT_EQ(seen("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>"), "Pete||pete|silly.test");
  EXPECT_EQ(seen("(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;"), "Hidden recipients{ }");
}

TEST(AddressList, comment_names_a_bare_address) {
  EXPECT_EQ(seen("joe@x.example (Joe (the) Man)"), "Joe (the) Man||joe|x.example");
}

TEST(AddressList, tolerates_what_the_grammar_refuses) {
  EXPECT_EQ(seen("joe"), "||joe|");
  EXPECT_EQ(seen("<>"), "|||");
  EXPECT_EQ(seen("Joe <joe"), "Joe||joe|");
  EXPECT_EQ(seen("Joe <joe@x"), "Joe||joe|x");
  EXPECT_EQ(seen("a@b, <c@d>, \"open quote"), "||a|b ||c|d ||open quote|");
  EXPECT_EQ(seen("a@b c@d"), "||a|b ||c|d");
  EXPECT_EQ(seen(", ,, ;"), "");
  EXPECT_EQ(seen("x@y.example,\r\n z@w.example"), "||x|y.example ||z|w.example");
  EXPECT_EQ(seen("J\xC3\xB6rg <j@x.example>"), "J\xC3\xB6rg||j|x.example");
}

TEST(AddressList, encoded_words_may_hold_commas) {
  const auto list = address_list("=?utf-8?Q?M=C3=BCller,?= =?utf-8?Q?_J=C3=B6rg?= <j@x.example>");
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(display_name(list[0]), "M\xC3\xBCller, J\xC3\xB6rg");
}

TEST(AddressList, mailbox_text_has_the_quotes_it_needs) {
  EXPECT_EQ(mailbox_text(address_list("\"a b\"@x.example")[0]), "\"a b\"@x.example");
  EXPECT_EQ(mailbox_text(address_list("a.b@x.example")[0]), "a.b@x.example");
}

TEST(AddressList, a_million_addresses_and_endless_nests_are_read_in_one_pass) {
  std::string many, comments(1'000'000, '('), encoded, quotes(1'000'001, '"');
  for (int i = 0; i < 1'000'000; ++i) many += "a@b,";
  for (int i = 0; i < 200'000; ++i) encoded += "=?a?q?x";
  EXPECT_EQ(address_list(many, 2'000'000).size(), 1'000'000u);
  EXPECT_EQ(address_list(many.substr(0, 40'000), 10).size(), 10u);
  EXPECT_TRUE(address_list(comments).empty());
  EXPECT_EQ(address_list(encoded).size(), 1u);
  EXPECT_LE(address_list(quotes).size(), 1u);
  EXPECT_LE(address_list(std::string(1'000'000, ':')).size(), 2u);
  EXPECT_LE(address_list(std::string(1'000'000, '<')).size(), 1u);
  EXPECT_LE(address_list(std::string(1'000'000, '@')).size(), 20'000u);
  EXPECT_LE(address_list(std::string(1'000'000, '\\')).size(), 1u);
}

}  // namespace
}  // namespace postern::mime
