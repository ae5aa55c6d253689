// Domains, mailboxes and paths.
#include <gtest/gtest.h>

#include "address/path.h"

namespace postern::address {
namespace {

Mailbox mailbox_of(std::string_view text, Charset charset = Charset::utf8) {
  auto m = parse_mailbox(text, charset);
  EXPECT_TRUE(m) << text << ": " << (m ? "" : m.error().text);
  return m ? *m : Mailbox{};
}

// RFC 5891 §5
TEST(Domain, is_kept_as_lower_case_a_labels) {
  EXPECT_EQ(parse_domain("Example.COM")->ascii(), "example.com");
  EXPECT_EQ(parse_domain("B\xC3\x9C"
                         "cher.example")
                ->ascii(),
            "xn--bcher-kva.example");
  EXPECT_EQ(parse_domain("XN--BCHER-KVA.example")->ascii(), "xn--bcher-kva.example");
  EXPECT_EQ(parse_domain("xn--bcher-kva.example")->unicode(),
            "b\xC3\xBC"
            "cher.example");
  EXPECT_EQ(parse_domain("stra\xC3\x9F"
                         "e.example")
                ->ascii(),
            "xn--strae-oqa.example");
}

TEST(Domain, composed_and_decomposed_spellings_are_one) {
  EXPECT_EQ(*parse_domain("bu\xCC\x88"
                          "cher.example"),
            *parse_domain("b\xC3\xBC"
                          "cher.example"));
}

TEST(Domain, refuses_what_is_no_name) {
  for (const std::string bad : {"", ".", "a.", "a..b", ".a", "-a.b", "a-.b", "a_b.c", "a b", "b\xFF", "a.b.\xE2\x80\xA4",
                                "b\xC3\xBC"
                                "cher."})
    EXPECT_FALSE(parse_domain(bad)) << bad;
  EXPECT_FALSE(parse_domain(std::string(64, 'a') + ".b"));
  EXPECT_TRUE(parse_domain(std::string(63, 'a') + ".b"));
  std::string longest;
  for (int i = 0; i < 127; ++i) longest += "a.";
  EXPECT_TRUE(parse_domain(longest + "a"));
  EXPECT_EQ(parse_domain(longest + "ab").error().kind, Failure::too_large);
}

// RFC 5321 §4.1.3
TEST(AddressLiteral, reads_both_families_and_refuses_others) {
  EXPECT_EQ(parse_address_literal("[192.0.2.1]")->text(), "[192.0.2.1]");
  EXPECT_EQ(parse_address_literal("[ipv6:2001:DB8:0:0::1]")->text(), "[IPv6:2001:db8::1]");
  for (const std::string bad :
       {"[]", "[1.2.3]", "[1.2.3.256]", "[2001:db8::1]", "[IPv6:]", "[IPv6:1.2.3.4]", "[x:y]", "1.2.3.4", "["})
    EXPECT_FALSE(parse_address_literal(bad)) << bad;
}

TEST(Mailbox, prints_back_exactly_what_was_written) {
  for (const std::string text :
       {"a@b.example", "\"a b\"@B.Example", "\"a\\\"b\"@c.example", "A.b+C@[192.0.2.1]", "\"\"@x.example", "\"a\"@b.example",
        "j\xC3\xB6rg@b\xC3\xBC"
        "cher.example",
        "a@[IPv6:2001:DB8::1]"})
    EXPECT_EQ(mailbox_of(text).text(), text);
}

// RFC 5321 §4.1.2
TEST(Mailbox, quotes_are_spelling_not_meaning) {
  EXPECT_EQ(mailbox_of("\"a.b\"@x.example").local(), "a.b");
  EXPECT_EQ(mailbox_of("\"a\\b\"@x.example").normal(), "ab@x.example");
  EXPECT_EQ(mailbox_of("\"a b\"@x.example").normal(), "\"a b\"@x.example");
  EXPECT_EQ(mailbox_of("\"A.b\"@x.example"), mailbox_of("a.B@X.example"));
  EXPECT_EQ(mailbox_of("\"a\\\\\xC3\xA4\"@x.example").local(), "a\\\xC3\xA4");
  EXPECT_FALSE(parse_mailbox("\"\\\xC3\xA4\"@x.example", Charset::utf8));
}

TEST(Mailbox, unicode_local_parts_compare_composed_and_folded) {
  EXPECT_EQ(mailbox_of("J\xC3\x96RG@x.example"), mailbox_of("jo\xCC\x88rg@x.example"));
  EXPECT_FALSE(mailbox_of("jorg@x.example") == mailbox_of("j\xC3\xB6rg@x.example"));
  EXPECT_TRUE(mailbox_of("j\xC3\xB6rg@x.example").needs_utf8());
  EXPECT_FALSE(mailbox_of("jorg@b\xC3\xBC"
                          "cher.example")
                   .needs_utf8());
}

// RFC 6531 §3.3
TEST(Mailbox, utf8_needs_to_be_asked_for) {
  EXPECT_FALSE(parse_mailbox("j\xC3\xB6rg@x.example", Charset::ascii));
  EXPECT_FALSE(parse_mailbox("\"j\xC3\xB6rg\"@x.example", Charset::ascii));
  EXPECT_FALSE(
      parse_mailbox("a@b\xC3\xBC"
                    "cher.example",
                    Charset::ascii));
  EXPECT_FALSE(parse_mailbox("j\xFF@x.example", Charset::utf8));
}

TEST(Mailbox, refuses_what_the_grammar_does_not_have) {
  for (const std::string bad :
       {"",       "a",        "a@",   "@b",    "a@b@c.example", ".a@b",   "a.@b",    "a..b@c",      "a b@c",
        "\"a@c",  "\"a\"b@c", "a@b.", "a@b c", "a@[1.2.3.4",    "a(c)@b", "a@b\r\n", "\"a\r\n\"@b", "\"a\\\x01\"@b",
        "a\\b@c", "a,b@c"})
    EXPECT_FALSE(parse_mailbox(bad, Charset::utf8)) << bad;
  EXPECT_FALSE(parse_mailbox(std::string("a\0b@c", 5), Charset::utf8));
}

// RFC 5321 §4.5.3.1.1
TEST(Mailbox, local_part_holds_64_octets) {
  EXPECT_TRUE(parse_mailbox(std::string(64, 'a') + "@b.example", Charset::ascii));
  EXPECT_EQ(parse_mailbox(std::string(65, 'a') + "@b.example", Charset::ascii).error().kind, Failure::too_large);
}

TEST(Mailbox, routes_hidden_in_local_parts_are_seen) {
  for (const auto* trick : {"a%b.example@c.example", "b!a@c.example", "\"a@b.example\"@c.example", "\"@b:a\"@c.example"})
    EXPECT_TRUE(mailbox_of(trick).has_routing_characters()) << trick;
  EXPECT_FALSE(mailbox_of("a.b+c@d.example").has_routing_characters());
}

TEST(Mailbox, detail_is_split_at_the_first_separator) {
  const auto m = mailbox_of("user+a+b@x.example");
  EXPECT_EQ(m.split('+').user, "user");
  EXPECT_EQ(m.split('+').detail, "a+b");
  EXPECT_FALSE(m.split('-').detail);
  EXPECT_EQ(mailbox_of("+a@x.example").split('+').user, "+a");
}

TEST(Mailbox, is_made_from_a_bare_local_part) {
  EXPECT_EQ(Mailbox::make("a b", *parse_domain("x.example"))->text(), "\"a b\"@x.example");
  EXPECT_FALSE(Mailbox::make("a\nb", *parse_domain("x.example")));
}

TEST(Path, reverse_path_may_be_null_and_leaves_the_parameters) {
  std::string_view in = "<> SIZE=1";
  EXPECT_FALSE(reverse_path(in, Charset::ascii)->mailbox);
  EXPECT_EQ(in, " SIZE=1");
  in = "<a@b.example>BODY";
  EXPECT_EQ(reverse_path(in, Charset::ascii)->mailbox->text(), "a@b.example");
  EXPECT_EQ(in, "BODY");
}

// RFC 5321 §4.1.2, appendix C
TEST(Path, source_route_is_recognised) {
  std::string_view in = "<@a.example,@b.example:c@d.example>";
  const auto path = forward_path(in, Charset::ascii);
  ASSERT_TRUE(path);
  ASSERT_EQ(path->route.size(), 2u);
  EXPECT_EQ(path->route[1].ascii(), "b.example");
  EXPECT_EQ(path->mailbox.text(), "c@d.example");
}

TEST(Path, postmaster_needs_no_domain_only_as_recipient) {
  std::string_view in = "<PostMaster> NOTIFY=NEVER";
  const auto path = forward_path(in, Charset::ascii);
  ASSERT_TRUE(path && path->postmaster);
  EXPECT_EQ(in, " NOTIFY=NEVER");
  in = "<postmaster@x.example>";
  EXPECT_FALSE(forward_path(in, Charset::ascii)->postmaster);
  in = "<postmaster>";
  EXPECT_FALSE(reverse_path(in, Charset::ascii));
}

TEST(Path, refused_paths_leave_the_input_alone) {
  for (const std::string bad : {"", "a@b.example", "<a@b.example", "<>", "<a>", "<@a.example:>", "<@a.example>",
                                "<@a.example,:c@d>", "< a@b>", "<a@b >"}) {
    std::string_view in = bad;
    EXPECT_FALSE(forward_path(in, Charset::ascii)) << bad;
    EXPECT_EQ(in, bad);
  }
}

// RFC 5321 §4.5.3.1.3
TEST(Path, holds_256_octets_with_its_brackets) {
  std::string domain;
  while (domain.size() < 188) domain += "a.";
  const std::string fits = "<" + std::string(64, 'l') + "@" + domain + "b>";
  ASSERT_EQ(fits.size(), 256u);
  std::string_view in = fits;
  EXPECT_TRUE(forward_path(in, Charset::ascii));
  const std::string over = "<" + std::string(64, 'l') + "@" + domain + "bcd>";
  in = over;
  EXPECT_EQ(forward_path(in, Charset::ascii).error().kind, Failure::too_large);
}

}  // namespace
}  // namespace postern::address
