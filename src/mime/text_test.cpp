// Dates, identifiers, subjects, encoded words, parameters, transfer encodings, charsets.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "mime/casefold.h"
#include "mime/charset.h"
#include "mime/date.h"
#include "mime/encoded_word.h"
#include "mime/message.h"
#include "mime/message_id.h"
#include "mime/parameters.h"
#include "mime/subject.h"
#include "mime/transfer.h"

namespace postern::mime {
namespace {

std::string date(std::string_view text) {
  const auto d = parse_date(text);
  return d ? rfc3339(d->at) + (d->zone_known ? fmt::format(" {:+}", d->zone_minutes) : " ?") : "none";
}

// RFC 5322 §3.3, §4.3
TEST(Date, reads_current_and_obsolete_forms) {
  EXPECT_EQ(date("Fri, 21 Nov 1997 09:55:06 -0600"), "1997-11-21T15:55:06.000Z -360");
  EXPECT_EQ(date("1 Jul 2003 10:52 +0200"), "2003-07-01T08:52:00.000Z +120");
  EXPECT_EQ(date("21 Nov 97 09:55:06 GMT"), "1997-11-21T09:55:06.000Z +0");
  EXPECT_EQ(date("Thu,\r\n 13\r\n Feb\r\n 1969\r\n 23:32\r\n -0330 (Newfoundland Time)"), "1969-02-14T03:02:00.000Z -210");
  EXPECT_EQ(date("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600"), "1997-11-21T15:55:06.000Z -360");
  EXPECT_EQ(date("21 Nov 1997 09:55:06-0600 (CST)"), "1997-11-21T15:55:06.000Z -360");
  EXPECT_EQ(date("21 Nov 1997 (no time) +0100"), "1997-11-20T23:00:00.000Z +60");
  EXPECT_EQ(date("Mon, 1 Jan 101 00:00:00 EST"), "2001-01-01T05:00:00.000Z -300");
  EXPECT_EQ(date("Mon, 29 Feb 2016 23:59:60 +0000"), "2016-02-29T23:59:59.000Z +0");
}

TEST(Date, tells_when_the_zone_is_unknown) {
  EXPECT_EQ(date("1 Jan 2020 00:00:00 -0000"), "2020-01-01T00:00:00.000Z ?");
  EXPECT_EQ(date("1 Jan 2020 00:00:00 XYZ"), "2020-01-01T00:00:00.000Z ?");
  EXPECT_EQ(date("1 Jan 2020"), "2020-01-01T00:00:00.000Z ?");
}

TEST(Date, tolerates_other_orders_and_separators) {
  EXPECT_EQ(date("01-Jan-2020 10:00:00 +0100"), "2020-01-01T09:00:00.000Z +60");
  EXPECT_EQ(date("Monday, 6 January 2020 10.00.00 +01:00"), "2020-01-06T09:00:00.000Z +60");
  EXPECT_EQ(date("1 Jan 2020 25:00:00 +0000"), "2020-01-01T00:00:00.000Z +0");
}

TEST(Date, refuses_what_names_no_day) {
  for (const auto* bad :
       {"", "today", "31 Feb 2020 00:00:00 +0000", "32 Jan 2020", "1 Foo 2020", "1 Jan", "Jan 2020", "-1 Jan 2020x"})
    EXPECT_EQ(date(bad), "none") << bad;
}

// RFC 5322 §3.6.4
TEST(MessageIds, are_found_between_brackets_in_one_spelling) {
  using List = std::vector<std::string>;
  EXPECT_EQ(message_ids("<a@b> (c <d@e>) <f@g>\r\n <\"h\"@i>"), (List{"a@b", "f@g", "h@i"}));
  EXPECT_EQ(message_ids("Your message of \"<x@y>\" <z@w>"), (List{"z@w"}));
  EXPECT_EQ(message_ids("<a@b><c @ d"), (List{"a@b", "c@d"}));
  EXPECT_EQ(message_ids("<no-at-sign> <>"), (List{"no-at-sign"}));
  EXPECT_EQ(message_ids("a@b"), List{});
  EXPECT_EQ(message_ids("<1@x><2@x><3@x>", 2), (List{"1@x", "3@x"}));
}

TEST(MessageIds, hostile_lists_are_read_in_one_pass) {
  EXPECT_TRUE(message_ids(std::string(1'000'000, '<')).empty());
  EXPECT_LE(message_ids(std::string(1'000'000, '(')).size(), 1u);
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "<a@b>";
  EXPECT_EQ(message_ids(many).size(), 1'000u);
}

std::string base(std::string_view subject) { return base_subject(subject).text; }

// RFC 5256 §2.1
TEST(BaseSubject, loses_replies_forwards_blobs_and_trailers) {
  EXPECT_EQ(base("Re: hello"), "hello");
  EXPECT_EQ(base("re : Re: FWD: [list] hello (fwd) (FWD) "), "hello");
  EXPECT_EQ(base("[list] Re: [other] hello"), "hello");
  EXPECT_EQ(base("[list]"), "[list]");
  EXPECT_EQ(base("[a] [b]"), "[b]");
  EXPECT_EQ(base("[Fwd: Re: hello]"), "hello");
  EXPECT_EQ(base("Re[2]: hello"), "hello");
  EXPECT_EQ(base("Regarding: x"), "Regarding: x");
  EXPECT_EQ(base("  a\t\tb\r\n c "), "a b c");
  EXPECT_EQ(base("=?utf-8?Q?Re=3A_Gr=C3=BC=C3=9Fe?="),
            "Gr\xC3\xBC\xC3\x9F"
            "e");
  EXPECT_EQ(base("Re:"), "");
  EXPECT_TRUE(base_subject("Fw: x").is_reply);
  EXPECT_FALSE(base_subject("[x] y").is_reply);
}

TEST(BaseSubject, endless_prefixes_are_read_in_one_pass) {
  std::string re, blobs, forwards;
  for (int i = 0; i < 200'000; ++i) re += "Re:", blobs += "[x]", forwards += "[fwd:";
  EXPECT_EQ(base(re), "");
  EXPECT_EQ(base(blobs), "[x]");
  EXPECT_EQ(base(forwards + std::string(200'000, ']')), "");
}

// RFC 2047 §2, §6.2, §8, RFC 2231 §5
TEST(EncodedWords, decode_and_join) {
  EXPECT_EQ(decode_words("=?ISO-8859-1?Q?a?="), "a");
  EXPECT_EQ(decode_words("(=?ISO-8859-1?Q?a?= b)"), "(a b)");
  EXPECT_EQ(decode_words("=?ISO-8859-1?Q?a?= \t =?ISO-8859-1?Q?b?="), "ab");
  EXPECT_EQ(decode_words("=?ISO-8859-1?Q?a_b?= c"), "a b c");
  EXPECT_EQ(decode_words("=?iso-8859-1*de?q?=E4?= =?utf-8?b?w6Q=?="), "\xC3\xA4\xC3\xA4");
  EXPECT_EQ(decode_words("=?utf-8?q?=C3?= =?utf-8?q?=A4?="), "\xC3\xA4");
  EXPECT_EQ(decode_words("=?iso-2022-jp?b?GyRCRnxLXBsoQg==?="), "\xE6\x97\xA5\xE6\x9C\xAC");
}

// RFC 6532 §3.2
TEST(EncodedWords, leave_what_is_none) {
  for (const std::string text : {"=?utf-8?x?a?=", "=?utf-8?q?a b?=", "=?utf-8?q?a", "=??q?a?=", "a=?b", "=?=?=?", "=?utf-8?q?"})
    EXPECT_EQ(decode_words(text), text);
  EXPECT_EQ(decode_words("Gr\xFC\xDF"
                         "e"),
            "Gr\xC3\xBC\xC3\x9F"
            "e");
  EXPECT_EQ(decode_words("Gr\xC3\xBC"), "Gr\xC3\xBC");
}

TEST(EncodedWords, endless_starts_are_read_in_one_pass) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "=?a?q?xxxx";
  EXPECT_EQ(decode_words(text), text);
}

std::string parameter(std::string_view value, std::string_view name) {
  const auto type = parse_content_type("a/b; " + std::string(value));
  return type ? parameter_text(type->parameters, name).value_or("none") : "no type";
}

// RFC 2045 §5.1
TEST(Parameters, quoted_bare_and_commented_values) {
  const auto type = parse_content_type(" text / plain (c) ; charset = \"us-\\ascii\" (d); Format=flowed;;x");
  ASSERT_TRUE(type);
  EXPECT_TRUE(type->is("TEXT", "Plain"));
  ASSERT_EQ(type->parameters.size(), 2u);
  EXPECT_EQ(*find_parameter(type->parameters, "CHARSET"), "us-ascii");
  EXPECT_EQ(parameter("name=a file.txt; x=1", "name"), "a file.txt");
  EXPECT_EQ(parameter("name=\"=?utf-8?Q?=C3=BC?=.txt\"", "name"), "\xC3\xBC.txt");
  for (const auto* bad : {"", "text", "/plain", "text/", ";charset=x"}) EXPECT_FALSE(parse_content_type(bad)) << bad;
}

// RFC 2231 §3, §4
TEST(Parameters, rfc_2231_segments_charsets_and_precedence) {
  EXPECT_EQ(
      parameter("title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"",
                "title"),
      "This is even more ***fun*** isn't it!");
  EXPECT_EQ(parameter("name*1=b; name*0=a; name*3=d", "name"), "ab");
  EXPECT_EQ(parameter("name=plain; name*=utf-8''%c3%bc", "name"), "\xC3\xBC");
  EXPECT_EQ(parameter("name*=iso-8859-1''%fc", "name"), "\xC3\xBC");
  EXPECT_EQ(parameter("name*1=b", "name"), "none");
  EXPECT_EQ(parameter("name*=broken%zz", "name"), "broken%zz");
}

// RFC 2183 §2.3
TEST(FileName, disposition_before_type_and_extended_before_plain) {
  const auto name = [](std::string_view header) { return file_name(parse(std::string(header) + "\r\n\r\n"), 0); };
  EXPECT_EQ(name("Content-Type: a/b; name=t\r\nContent-Disposition: attachment; filename=d"), "d");
  EXPECT_EQ(name("Content-Type: a/b; name=t\r\nContent-Disposition: attachment"), "t");
  EXPECT_EQ(name("Content-Disposition: attachment; filename=d; filename*=utf-8''e"), "e");
  EXPECT_EQ(name("Content-Type: text/plain"), "");
}

// RFC 2045 §6.8
TEST(Transfer, base64_passes_over_what_is_none) {
  EXPECT_EQ(decode_transfer(Encoding::base64, "aGVs\r\nbG8="), "hello");
  EXPECT_EQ(decode_transfer(Encoding::base64, "aGVs!b G8"), "hello");
  EXPECT_EQ(decode_transfer(Encoding::base64, "YQ==YQ=="), "aa");
  EXPECT_EQ(decode_transfer(Encoding::base64, "Y"), "");
}

// RFC 2045 §6.7
TEST(Transfer, quoted_printable_keeps_what_is_broken) {
  EXPECT_EQ(decode_transfer(Encoding::quoted_printable, "a=3Db =\r\nc  \r\nd=zz=4"), "a=b c\r\nd=zz=4");
  EXPECT_EQ(decode_transfer(Encoding::quoted_printable, "a=\nb=c3=BC="), "ab\xC3\xBC");
  EXPECT_EQ(decode_transfer(Encoding::quoted_printable, "trailing \t"), "trailing");
}

TEST(Transfer, every_split_gives_the_same_octets) {
  const std::string qp =
      "a=3D=20 \r\n=\r\n  b=C3=BC \t =\r\n" + std::string(9000, '=') + std::string(9000, 'A') + "=4" + "1\r\nend =";
  const std::string b64 = "aGVsbG8gd29y\r\nbGQ=YQ==";
  for (const auto& [encoding, text] :
       {std::pair{Encoding::quoted_printable, qp}, {Encoding::base64, b64}, {Encoding::identity, qp}}) {
    std::string one_by_one;
    TransferDecoder decoder(encoding);
    for (std::size_t i = 0; i < text.size(); ++i) decoder.feed(std::string_view(text).substr(i, 1), one_by_one);
    decoder.finish(one_by_one);
    EXPECT_EQ(one_by_one, decode_transfer(encoding, text));
  }
}

TEST(Charset, converts_names_and_guesses) {
  EXPECT_EQ(to_utf8("\xE4\xF6", "iso-8859-1"), "\xC3\xA4\xC3\xB6");
  EXPECT_EQ(to_utf8("\x80", "ISO-8859-1"), "\xE2\x82\xAC");
  EXPECT_EQ(to_utf8("\xC4\xE3", "GB2312"), "\xE4\xBD\xA0");
  EXPECT_EQ(to_utf8("\xC3\xA4", "us-ascii"), "\xC3\xA4");
  EXPECT_EQ(to_utf8("\xE4", "us-ascii"), "\xC3\xA4");
  EXPECT_EQ(to_utf8("\xE4", "x-no-such"), "\xC3\xA4");
  EXPECT_EQ(to_utf8("a\xFF"
                    "b\xC3",
                    "utf-8"),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD");
  EXPECT_TRUE(knows_charset("Shift_JIS"));
  EXPECT_FALSE(knows_charset("x-no-such"));
  EXPECT_FALSE(knows_charset(""));
}

TEST(Charset, characters_may_span_pieces) {
  for (const auto& [charset, text] : {std::pair<std::string, std::string>{"utf-8",
                                                                          "\xF0\x9F\x93\xAB\xC3\xA4"
                                                                          "a"},
                                      {"shift_jis", "\x93\xFA\x96{"},
                                      {"", "\xC3\xA4\xE2\x82\xAC"},
                                      {"utf-16", std::string("\xFF\xFE"
                                                             "a\0\x3D\xD8\xEB\xDC",
                                                             8)}}) {
    CharsetDecoder decoder(charset);
    std::string out;
    for (const char c : text) decoder.feed({&c, 1}, out);
    decoder.finish(out);
    EXPECT_EQ(out, to_utf8(text, charset)) << charset;
  }
}

// RFC 5051
TEST(Fold, treats_spellings_alike) {
  EXPECT_EQ(fold("HeLLo"), "hello");
  EXPECT_EQ(fold("STRASSE"), fold("stra\xC3\x9F"
                                  "e"));
  EXPECT_EQ(fold("\xC3\x84"), fold("a\xCC\x88"));
  EXPECT_EQ(fold("\xEF\xAC\x81"), "fi");
  EXPECT_EQ(fold("so\xC2\xAD"
                 "ft"),
            "soft");
}

}  // namespace
}  // namespace postern::mime
