// ENVELOPE, BODYSTRUCTURE and part specifiers, octet by octet.
#include "mime/imap_bytes.h"

#include <gtest/gtest.h>

#include "mime/sample_messages.h"
#include "mime/section.h"

namespace postern::mime {
namespace {

std::string section(const std::string& raw, std::string_view path) {
  const auto m = parse(raw);
  const auto parsed = parse_section(path);
  const auto range = parsed ? find_section(m, *parsed) : std::nullopt;
  return range ? raw.substr(range->start, range->size()) : "none";
}

// RFC 9051 §7.5.2, RFC 3501 §7.4.2
TEST(Envelope, holds_ten_fields_and_defaults_to_from) {
  const auto m = parse(
      "Date: Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\r\nSubject: IMAP4rev2 WG\r\n mtg summary\r\nFrom: Terry Gray "
      "<gray@cac.washington.edu>\r\n"
      "To: imap@cac.washington.edu\r\nCc: minutes@cnri.reston.va.us, \"John \\\"K\\\"\" <klensin@mit.edu>\r\n"
      "Message-ID: <B27397-0100000@cac.washington.edu>\r\n\r\n");
  EXPECT_EQ(
      envelope(m),
      R"x(("Wed, 17 Jul 1996 02:23:25 -0700 (PDT)" "IMAP4rev2 WG mtg summary" (("Terry Gray" NIL "gray" "cac.washington.edu")) )x"
      R"((("Terry Gray" NIL "gray" "cac.washington.edu")) (("Terry Gray" NIL "gray" "cac.washington.edu")) )"
      R"(((NIL NIL "imap" "cac.washington.edu")) ((NIL NIL "minutes" "cnri.reston.va.us")("John \"K\"" NIL "klensin" "mit.edu")) )"
      R"(NIL NIL "<B27397-0100000@cac.washington.edu>"))");
}

TEST(Envelope, groups_routes_and_missing_domains_keep_their_forms) {
  const auto m =
      parse("From: <@a.example,@b.example:u@c.example>\r\nTo: list: x@y.example, z;\r\nCc: undisclosed-recipients:;\r\n\r\n");
  EXPECT_NE(envelope(m).find(R"(((NIL "@a.example,@b.example" "u" "c.example")))"), std::string::npos) << envelope(m);
  EXPECT_NE(envelope(m).find(R"(((NIL NIL "list" NIL)(NIL NIL "x" "y.example")(NIL NIL "z" "")(NIL NIL NIL NIL)))"),
            std::string::npos);
  EXPECT_NE(envelope(m).find(R"(((NIL NIL "undisclosed-recipients" NIL)(NIL NIL NIL NIL)))"), std::string::npos);
}

TEST(Envelope, of_a_message_without_header_is_nil) {
  EXPECT_EQ(envelope(parse("\r\n")), "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)");
}

// RFC 9051 §7.5.2
TEST(Envelope, tells_an_empty_field_from_one_that_is_absent) {
  EXPECT_EQ(envelope(parse("Subject:\r\nDate: \r\nMessage-ID:\r\n \r\n\r\n")), R"(("" "" NIL NIL NIL NIL NIL NIL NIL ""))");
}

TEST(Envelope, eight_bit_text_is_a_literal_and_encoded_words_stay) {
  EXPECT_NE(envelope(parse("Subject: Gr\xC3\xBC\xC3\x9F"
                           "e\r\n\r\n"))
                .find("{7}\r\nGr\xC3\xBC\xC3\x9F"
                      "e "),
            std::string::npos);
  EXPECT_NE(envelope(parse("Subject: =?utf-8?Q?a?=\r\n\r\n")).find("\"=?utf-8?Q?a?=\""), std::string::npos);
}

TEST(Strings, are_quoted_where_they_can_be_and_literals_elsewhere) {
  const auto string = [](std::string_view s) {
    std::string out;
    append_string(out, s);
    return out;
  };
  EXPECT_EQ(string("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(string(""), R"("")");
  EXPECT_EQ(string("a\nb"), "{3}\r\na\nb");
  EXPECT_EQ(string(std::string("a\0b", 3)), "{2}\r\nab");
  EXPECT_EQ(string(std::string(1001, 'x')).substr(0, 8), "{1001}\r\n");
}

// RFC 2045 §5.2
TEST(BodyStructure, of_plain_text_without_type_says_the_default) {
  EXPECT_EQ(body_structure(parse("Subject: x\r\n\r\na\r\nb\r\n")),
            R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 6 2 NIL NIL NIL NIL))");
  EXPECT_EQ(body_structure(parse("Subject: x\r\n\r\na\r\nb\r\n"), BodyForm::body),
            R"(("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 6 2))");
}

TEST(BodyStructure, of_multiparts_and_messages_is_exact) {
  EXPECT_EQ(
      body_structure(parse(kForwarded)),
      R"((("text" "plain" NIL NIL NIL "7bit" 9 0 NIL NIL NIL NIL))"
      R"(("message" "rfc822" NIL NIL NIL "7bit" 205 (NIL "inner" (("In, ner" NIL "in" "ner.example")) (("In, ner" NIL "in" "ner.example")) )"
      R"((("In, ner" NIL "in" "ner.example")) NIL NIL NIL NIL NIL) )"
      R"((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 9 0 NIL NIL NIL NIL))"
      R"(("image" "png" ("name" "x.png") NIL NIL "base64" 4 NIL NIL NIL NIL) "mixed" ("boundary" "i") NIL NIL NIL) 13 NIL ("attachment" NIL) NIL NIL) )"
      R"("mixed" ("boundary" "o") NIL NIL NIL))");
}

// RFC 9051 §7.5.2, RFC 2183 §2, RFC 3282 §2
TEST(BodyStructure, carries_every_extension_field_and_raw_rfc2231_parameters) {
  EXPECT_EQ(body_structure(parse(
                "Content-Type: application/pdf; name*0*=utf-8''%c3%bc; name*1=.pdf\r\nContent-ID: "
                "<1@x>\r\nContent-Description: a (b)\r\n"
                "Content-MD5: Q2hlY2s=\r\nContent-Disposition: attachment; filename=\"a;b\"\r\nContent-Language: de, en\r\n"
                "Content-Location: http://x/\r\nContent-Transfer-Encoding: BASE64\r\n\r\nAAAA\r\n")),
            R"x(("application" "pdf" ("name*0*" "utf-8''%c3%bc" "name*1" ".pdf") "<1@x>" "a (b)" "BASE64" 6 "Q2hlY2s=" )x"
            R"(("attachment" ("filename" "a;b")) ("de" "en") "http://x/"))");
}

// RFC 2045 §6.1 with the comments RFC 822 let stand there
TEST(BodyStructure, has_the_word_of_the_encoding_and_nothing_else) {
  for (const std::string field : {"base64 (as usual)", "(why) base64", "base64;", "base64 x"}) {
    const auto m = parse("Content-Transfer-Encoding: " + field + "\r\n\r\nAAAA");
    EXPECT_EQ(m.parts[0].encoding, Encoding::base64) << field;
    EXPECT_EQ(body_structure(m, BodyForm::body), R"(("text" "plain" ("charset" "us-ascii") NIL NIL "base64" 4 0))") << field;
  }
}

TEST(BodyStructure, of_a_multipart_without_parts_still_has_a_body) {
  EXPECT_EQ(body_structure(parse("Content-Type: multipart/mixed; boundary=b\r\n\r\nno delimiter"), BodyForm::body),
            R"((("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 0 0) "mixed"))");
}

TEST(BodyStructure, shows_what_is_not_looked_into_as_octets) {
  EXPECT_EQ(
      body_structure(parse("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA"), BodyForm::body),
      R"(("application" "octet-stream" NIL NIL NIL "base64" 4))");
}

TEST(Section, numbers_and_texts_are_read) {
  EXPECT_EQ(parse_section("1.2.mime")->numbers, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(parse_section("")->text, SectionText::all);
  for (const auto* bad : {"0", "1.", ".1", "01", "MIME", "1.FOO", "HEADER.1", "1..2", "-1", "4294967296", "TEXT.1", "1 "})
    EXPECT_FALSE(parse_section(bad)) << bad;
}

TEST(Section, part_one_of_a_plain_message_is_its_body) {
  const std::string raw = "Subject: x\r\n\r\nbody";
  EXPECT_EQ(section(raw, ""), raw);
  EXPECT_EQ(section(raw, "1"), "body");
  EXPECT_EQ(section(raw, "TEXT"), "body");
  EXPECT_EQ(section(raw, "HEADER"), "Subject: x\r\n\r\n");
  EXPECT_EQ(section(raw, "1.MIME"), "Subject: x\r\n\r\n");
  for (const auto* none : {"2", "1.1", "1.HEADER", "1.TEXT"}) EXPECT_EQ(section(raw, none), "none") << none;
}

TEST(Section, reaches_into_multiparts_and_enclosed_messages) {
  EXPECT_EQ(section(kForwarded, "1"), "see below");
  EXPECT_EQ(section(kForwarded, "2.MIME").substr(0, 28), "Content-Type: message/rfc822");
  EXPECT_EQ(section(kForwarded, "2").substr(0, 14), "Subject: inner");
  EXPECT_EQ(section(kForwarded, "2.HEADER").substr(0, 14), "Subject: inner");
  EXPECT_EQ(section(kForwarded, "2.TEXT").substr(0, 5), "--i\r\n");
  EXPECT_EQ(section(kForwarded, "2.1"), "inner one");
  EXPECT_EQ(section(kForwarded, "2.2"), "AAAA");
  EXPECT_EQ(section(kForwarded, "2.2.MIME").substr(0, 13), "Content-Type:");
  for (const auto* none : {"3", "1.1", "2.3", "2.1.1", "1.HEADER", "2.1.TEXT"})
    EXPECT_EQ(section(kForwarded, none), "none") << none;
}

TEST(Section, plain_message_inside_has_a_part_one) {
  const std::string raw = "Content-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\ntext";
  EXPECT_EQ(section(raw, "1"), "Subject: in\r\n\r\ntext");
  EXPECT_EQ(section(raw, "1.HEADER"), "Subject: in\r\n\r\n");
  EXPECT_EQ(section(raw, "1.1"), "text");
  EXPECT_EQ(section(raw, "1.1.MIME"), "Subject: in\r\n\r\n");
}

TEST(HeaderFields, keep_order_folding_and_the_blank_line) {
  const std::string header = "To: a\r\nSubject: b\r\n c\r\nto : d\r\nX: e\r\n\r\n";
  const std::vector<std::string_view> names{"TO", "Missing"};
  EXPECT_EQ(header_fields(header, names, Fields::named), "To: a\r\nto : d\r\n\r\n");
  EXPECT_EQ(header_fields(header, names, Fields::not_named), "Subject: b\r\n c\r\nX: e\r\n\r\n");
}

}  // namespace
}  // namespace postern::mime
