// Search, previews and the digest.
#include "mime/digest.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "mime/preview.h"
#include "mime/sample_messages.h"
#include "mime/search.h"

namespace postern::mime {
namespace {

bool body_has(const std::string& raw, std::string_view text) {
  const Needle needle(text);
  const bool parsed = body_contains(parse(raw), raw, needle);
  EXPECT_EQ(body_contains(raw, needle), parsed) << raw;
  return parsed;
}

TEST(Search, plain_text_in_any_case) {
  const std::string raw = "Subject: Alpha\r\n\r\nThe quick BROWN fox\r\n";
  EXPECT_TRUE(body_has(raw, "brown FOX"));
  EXPECT_TRUE(body_has(raw, ""));
  EXPECT_FALSE(body_has(raw, "alpha"));
  EXPECT_FALSE(body_has(raw, "br\xC3\xB6wn"));
  EXPECT_TRUE(text_contains(raw, Needle("alpha")));
  EXPECT_TRUE(text_contains(raw, Needle("subject: al")));
}

TEST(Search, encoded_bodies_are_decoded_and_folded) {
  EXPECT_TRUE(body_has(
      "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=FC=\r\n=DFe\r\n",
      "gr\xC3\xBCsse"));
  EXPECT_TRUE(body_has("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZQ==\r\n",
                       "GR\xC3\x9CSSE"));
  EXPECT_FALSE(
      body_has("Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZQ==\r\n", "R3L"));
  EXPECT_TRUE(
      body_has("Content-Type: text/plain; charset=utf-16be\r\nContent-Transfer-Encoding: base64\r\n\r\nAGgAaQ==\r\n", "hi"));
  EXPECT_TRUE(
      body_has("Subject: x\r\n\r\nGr\xC3\xBC\xC3\x9F"
               "e",
               "gr\xC3\xBC\xC3\x9F"
               "E"));
}

TEST(Search, inner_headers_belong_to_the_body) {
  EXPECT_TRUE(body_has(kForwarded, "inner one"));
  EXPECT_TRUE(body_has(kForwarded, "x.png"));
  EXPECT_FALSE(body_has(kForwarded, "outer"));
  EXPECT_FALSE(body_has(kForwarded, "aaaa"));
}

TEST(Search, long_texts_are_searched_across_their_pieces) {
  std::string raw = "Content-Type: text/plain; charset=utf-8\r\n\r\n";
  const auto start = raw.size();
  while (raw.size() < start + 65'530) raw += "\xC3\xA4\xC3\xB6 ";
  raw += "Nadel im Heu";
  while (raw.size() < start + 200'000) raw += "\xC3\xA4";
  EXPECT_TRUE(body_has(raw, "nadel im heu"));
  EXPECT_TRUE(body_has(raw, "\xC3\xA4\xC3\xA4\xC3\xA4"));
  EXPECT_FALSE(body_has(raw, "nadel im heuhaufen"));
  std::string plain = "Subject: x\r\n\r\n" + std::string(8185, 'x') + "Needle" + std::string(9000, 'y');
  EXPECT_TRUE(body_has(plain, "needle"));
  EXPECT_TRUE(body_has(plain, "x" + std::string("needle") + std::string(8000, 'y')));
}

TEST(Search, text_without_spaces_is_handed_on_piece_by_piece) {
  std::string raw = "Content-Type: text/plain; charset=utf-8\r\n\r\n ";
  for (int i = 0; i < 500'000; ++i) raw += "\xC3\xA4";
  std::size_t octets = 0, longest = 0;
  EXPECT_TRUE(search_text(parse(raw), 0, raw, [&](std::string_view piece) {
    octets += piece.size();
    longest = std::max(longest, piece.size());
    return true;
  }));
  EXPECT_EQ(octets, 1'000'001u);
  EXPECT_LE(longest, 128u * 1024);
}

TEST(Search, long_needles_are_found_in_texts_made_of_their_beginnings) {
  const std::string text(100'000, 'x');
  const Needle needle(std::string(4'000, 'x') + "y");
  EXPECT_FALSE(needle.in_ascii(text));
  EXPECT_TRUE(needle.in_ascii(text + "y"));
}

TEST(Search, header_fields_are_decoded) {
  const auto m = parse("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nX-Empty:\r\n\r\n");
  EXPECT_TRUE(header_contains(m, "subject", Needle("GR\xC3\x9CSSE")));
  EXPECT_TRUE(header_contains(m, "X-Empty", Needle("")));
  EXPECT_FALSE(header_contains(m, "X-Missing", Needle("")));
  EXPECT_TRUE(text_contains("Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\nx", Needle("gr\xC3\xBC\xC3\x9F"
                                                                                    "e")));
}

std::string preview_of(const std::string& raw) { return digest(parse(raw), raw).preview; }

TEST(Preview, is_the_first_words_of_the_first_text) {
  EXPECT_EQ(preview_of("Subject: x\r\n\r\n> quoted\r\n\r\nHello,\r\n  world\t!\r\n"), "Hello, world !");
  EXPECT_EQ(preview_of(kTwoParts), "first line");
  EXPECT_EQ(preview_of("Content-Type: text/html\r\n\r\n<style>p{}</style><!-- a > b --><p>Tom &amp; "
                       "J&#233;r&ocirc;me&lt;3</p><script>x<y</script>"),
            "Tom & J\xC3\xA9r&ocirc;me<3");
  EXPECT_EQ(preview_of("Content-Type: image/png\r\n\r\nx"), "");
  EXPECT_EQ(preview_of("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZQ==\r\n"),
            "Gr\xC3\xBC\xC3\x9F"
            "e");
}

TEST(Preview, holds_two_hundred_characters) {
  std::string raw = "Content-Type: text/plain; charset=utf-8\r\n\r\n";
  for (int i = 0; i < 20'000; ++i) raw += "\xC3\xA4";
  const auto words = preview_of(raw);
  EXPECT_EQ(words.size(), 400u);
  EXPECT_TRUE(is_utf8(words));
}

TEST(Preview, hostile_html_is_read_in_one_pass) {
  std::string open, styles;
  for (int i = 0; i < 300'000; ++i) open += "<a", styles += "<style";
  EXPECT_EQ(html_to_text(open).find('<'), std::string::npos);
  EXPECT_LE(html_to_text(styles).size(), 10u);
  EXPECT_EQ(html_to_text(std::string(1'000'000, '&')).size(), 1'000'000u);
}

TEST(Digest, gathers_what_the_store_keeps) {
  const std::string raw =
      "Received: by x\r\nFrom: a@b.example\r\nSubject: Re: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nDate: Fri, 21 Nov 1997 09:55:06 "
      "-0600\r\nMessage-ID: <1@x>\r\n"
      "In-Reply-To: <0@x> <9@x>\r\nX-Mailer: y\r\n\r\nHi\r\n";
  const auto d = digest(parse(raw), raw);
  EXPECT_EQ(d.message_id, "1@x");
  EXPECT_EQ(d.references, std::vector<std::string>{"0@x"});
  EXPECT_EQ(d.base_subject, "gru\xCC\x88sse");
  EXPECT_TRUE(d.is_reply);
  EXPECT_EQ(rfc3339(d.sent->at), "1997-11-21T15:55:06.000Z");
  EXPECT_EQ(d.header_cache.find("From: a@b.example\r\n"), 0u);
  EXPECT_EQ(d.header_cache.find("Received"), std::string::npos);
  EXPECT_EQ(d.header_cache.find("X-Mailer"), std::string::npos);
  EXPECT_EQ(d.preview, "Hi");
  EXPECT_FALSE(d.has_attachment);
}

TEST(Digest, attachments_are_told_from_what_is_shown) {
  EXPECT_TRUE(has_attachment(parse(kForwarded)));
  EXPECT_FALSE(has_attachment(parse(kTwoParts)));
  EXPECT_TRUE(has_attachment(parse("Content-Type: application/pdf\r\n\r\nx")));
  EXPECT_FALSE(
      has_attachment(parse("Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: "
                           "text/html\r\n\r\nx\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--")));
}

}  // namespace
}  // namespace postern::mime
