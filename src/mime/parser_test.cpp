// Structure, offsets, splits, limits and hostile messages.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "mime/message.h"
#include "mime/sample_messages.h"

namespace postern::mime {
namespace {

std::string_view cut(std::string_view raw, Range r) { return raw.substr(r.start, r.size()); }

// One line a part: where it lies, what it is.
std::string outline(const Message& m) {
  std::string out;
  for (const auto& p : m.parts)
    out += fmt::format("{} {}/{} [{},{}) [{},{}) {}\n", p.depth, p.type.type, p.type.subtype, p.header.start, p.header.end,
                       p.body.start, p.body.end, p.lines);
  return out;
}

Message parse_in_pieces(std::string_view raw, std::size_t piece) {
  Parser parser;
  for (std::size_t at = 0; at < raw.size(); at += piece) parser.feed(raw.substr(at, piece));
  return parser.finish();
}

TEST(Parser, single_text_part_has_header_with_blank_line_and_body) {
  const std::string raw = "Subject: hi\r\nTo: a@b\r\n\r\none\r\ntwo\r\n";
  const auto m = parse(raw);
  ASSERT_EQ(m.parts.size(), 1u);
  EXPECT_EQ(cut(raw, m.parts[0].header), "Subject: hi\r\nTo: a@b\r\n\r\n");
  EXPECT_EQ(cut(raw, m.parts[0].body), "one\r\ntwo\r\n");
  EXPECT_EQ(m.parts[0].lines, 2u);
  EXPECT_EQ(m.unfolded(0, "SUBJECT"), "hi");
  EXPECT_EQ(m.header_text(0), "Subject: hi\r\nTo: a@b\r\n\r\n");
}

// RFC 2046 §5.1.1
TEST(Parser, line_end_before_a_delimiter_belongs_to_it) {
  const std::string raw = kTwoParts;
  const auto m = parse(raw);
  ASSERT_EQ(m.parts.size(), 3u);
  EXPECT_EQ(cut(raw, m.parts[1].body), "first\r\nline");
  EXPECT_EQ(m.parts[1].lines, 1u);
  EXPECT_EQ(cut(raw, m.parts[2].header), "Content-Type: text/html\r\n\r\n");
  EXPECT_EQ(cut(raw, m.parts[2].body), "<p>second</p>\r\n");
  EXPECT_EQ(m.parts[0].first_child, 1u);
  EXPECT_EQ(m.parts[1].next, 2u);
  EXPECT_EQ(m.parts[0].body.end, raw.size());
}

TEST(Parser, part_without_body_takes_no_blank_line_from_the_delimiter) {
  const std::string raw =
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nX: y\r\n\r\n--b\r\n\r\n--b\r\n--b\r\nX: z\r\n--b--\r\n";
  const auto m = parse(raw);
  ASSERT_EQ(m.parts.size(), 5u);
  EXPECT_EQ(cut(raw, m.parts[1].header), "X: y\r\n");
  EXPECT_EQ(cut(raw, m.parts[2].header), "");
  EXPECT_EQ(cut(raw, m.parts[4].header), "X: z");
  for (PartIndex i = 1; i < 5; ++i) EXPECT_EQ(m.parts[i].body.size(), 0u);
  EXPECT_EQ(m.unfolded(4, "x"), "z");
}

// RFC 2046 §5.2.1
TEST(Parser, enclosed_message_is_a_part_of_its_own) {
  const std::string raw = kForwarded;
  const auto m = parse(raw);
  ASSERT_EQ(m.parts.size(), 6u);
  EXPECT_EQ(m.parts[2].inside, Inside::message);
  EXPECT_EQ(cut(raw, m.parts[3].header).substr(0, 14), "Subject: inner");
  EXPECT_EQ(m.parts[2].body.start, m.parts[3].header.start);
  EXPECT_EQ(m.parts[2].body.end, m.parts[3].body.end);
  EXPECT_EQ(cut(raw, m.parts[4].body), "inner one");
}

// RFC 2046 §5.1.5
TEST(Parser, digest_parts_are_messages_unless_they_say_otherwise) {
  const auto m = parse(
      "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\ntext\n--b\nContent-Type: "
      "text/plain\n\nplain\n--b--\n");
  ASSERT_EQ(m.parts.size(), 4u);
  EXPECT_EQ(m.parts[1].inside, Inside::message);
  EXPECT_EQ(m.unfolded(2, "Subject"), "one");
  EXPECT_TRUE(m.parts[3].type.is("text", "plain"));
}

TEST(Parser, longest_open_boundary_wins_and_the_innermost_of_equal_ones) {
  const auto m = parse(
      "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; "
      "boundary=ab\n\n--ab\n\nx\n--ab--\n--a\n\ny\n--a--\n");
  ASSERT_EQ(m.parts.size(), 4u);
  EXPECT_EQ(m.parts[3].parent, 0u);
  const auto same = parse(
      "Content-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: multipart/mixed; "
      "boundary=a\n\n--a\n\nx\n--a--\nend\n--a--\n");
  ASSERT_EQ(same.parts.size(), 3u);
  EXPECT_EQ(same.parts[2].parent, 1u);
}

TEST(Parser, missing_close_delimiter_ends_at_the_outer_delimiter) {
  const std::string raw =
      "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; "
      "boundary=i\n\n--i\n\nx\n--o\n\ny\n--o--\n";
  const auto m = parse(raw);
  ASSERT_EQ(m.parts.size(), 4u);
  EXPECT_EQ(cut(raw, m.parts[2].body), "x");
  EXPECT_EQ(cut(raw, m.parts[3].body), "y");
}

TEST(Parser, binary_bodies_keep_bare_line_ends_and_nul) {
  std::string raw = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Transfer-Encoding: binary\r\n\r\n";
  const std::string body("\r\r\n\0\n\r--b\r\0-\r\r", 15);
  raw += body + "\r\n--b--\r\n";
  const auto m = parse(raw);
  ASSERT_EQ(m.parts.size(), 2u);
  EXPECT_EQ(cut(raw, m.parts[1].body), body);
  EXPECT_TRUE(m.has_nul);
}

TEST(Parser, every_split_gives_the_same_message) {
  for (const auto& raw : sample_messages()) {
    const auto whole = parse(raw);
    for (const std::size_t piece : {1u, 2u, 3u, 7u, 64u}) {
      const auto split = parse_in_pieces(raw, piece);
      EXPECT_EQ(outline(split), outline(whole)) << raw;
      EXPECT_EQ(split.headers, whole.headers);
      EXPECT_EQ(split.fields.size(), whole.fields.size());
      EXPECT_EQ(split.lines, whole.lines);
    }
  }
}

// What no leaf and no header holds: delimiter lines with the line end before them, preambles and epilogues.
void expect_tiled(const std::string& raw, const Message& m) {
  for (const auto& p : m.parts) {
    EXPECT_LE(p.header.start, p.header.end);
    EXPECT_EQ(p.header.end, p.body.start);
    EXPECT_LE(p.body.start, p.body.end);
    std::uint64_t at = p.body.start;
    std::string rebuilt;
    for (auto c = p.first_child; c != kNoPart; c = m.parts[c].next) {
      const auto& child = m.parts[c];
      ASSERT_GE(child.header.start, at);
      if (p.inside == Inside::message) {
        EXPECT_EQ(child.header.start, p.body.start);
        EXPECT_EQ(child.body.end, p.body.end);
      } else {
        EXPECT_NE(raw.substr(at, child.header.start - at).find("--"), raw.npos);
      }
      rebuilt += raw.substr(at, child.header.start - at);
      rebuilt += cut(raw, child.header);
      rebuilt += cut(raw, child.body);
      at = child.body.end;
    }
    rebuilt += raw.substr(at, p.body.end - at);
    EXPECT_EQ(rebuilt, cut(raw, p.body));
  }
  EXPECT_EQ(raw.substr(0, m.parts[0].header.end) + std::string(cut(raw, m.parts[0].body)), raw);
}

TEST(Parser, headers_and_bodies_of_all_parts_tile_the_message) {
  for (const auto& raw : sample_messages()) expect_tiled(raw, parse(raw));
}

TEST(Parser, kept_header_is_the_header) {
  for (const auto& raw : sample_messages()) {
    const auto m = parse(raw);
    for (PartIndex i = 0; i < m.parts.size(); ++i) EXPECT_EQ(m.header_text(i), cut(raw, m.parts[i].header));
  }
}

// RFC 5322 §2.2.3
TEST(Parser, fields_fold_and_bad_lines_are_passed_over) {
  const auto m = parse(" leading\r\nSubject : a\r\n\tb\r\nno colon here\r\n more\r\nTo:\r\n x\r\n\r\n");
  EXPECT_EQ(m.fields.size(), 2u);
  EXPECT_EQ(m.unfolded(0, "Subject"), "a\tb");
  EXPECT_EQ(m.unfolded(0, "To"), "x");
}

TEST(Parser, hops_are_counted) {
  EXPECT_EQ(received_count(parse("Received: a\nReceived: b\n c\nX-Received: d\n\nReceived: body\n")), 2u);
}

TEST(Parser, unknown_type_is_text_and_multipart_needs_a_boundary) {
  EXPECT_FALSE(parse("Content-Type: text\n\nx").parts[0].type_given);
  EXPECT_TRUE(parse("Content-Type: multipart/mixed\n\n--\n").parts[0].type.is("text", "plain"));
  EXPECT_EQ(parse("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nAAAA\n").parts[0].inside, Inside::leaf);
}

TEST(ParserLimits, depth_beyond_the_limit_is_a_leaf) {
  std::string raw;
  for (int i = 0; i < 10'000; ++i) raw += fmt::format("Content-Type: multipart/mixed; boundary=b{:05}\n\n--b{:05}\n", i, i);
  Parser parser;
  parser.feed(raw);
  EXPECT_LE(parser.work_for_test(), raw.size() * 2);
  const auto m = parser.finish();
  EXPECT_EQ(m.parts.size(), Limits{}.depth + 1);
  EXPECT_EQ(m.parts.back().inside, Inside::leaf);
  EXPECT_TRUE(m.cut);
  std::string messages;
  for (int i = 0; i < 10'000; ++i) messages += "Content-Type: message/rfc822\n\n";
  EXPECT_EQ(parse(messages).parts.size(), Limits{}.depth + 1);
}

TEST(ParserLimits, parts_beyond_the_limit_stay_in_the_last_one) {
  std::string raw = "Content-Type: multipart/mixed; boundary=b\n\n";
  for (int i = 0; i < 100'000; ++i) raw += "--b\n\nx\n";
  const auto m = parse(raw);
  EXPECT_EQ(m.parts.size(), Limits{}.parts);
  EXPECT_EQ(m.parts.back().body.end, raw.size());
  EXPECT_TRUE(m.cut);
}

TEST(ParserLimits, many_open_boundaries_cost_no_more_than_one) {
  std::string raw;
  const std::string same(150, 'x');
  for (int i = 0; i < 60; ++i) raw += fmt::format("Content-Type: multipart/mixed; boundary={0}{1}\n\n--{0}{1}\n", same, i);
  raw += "\n";
  for (int i = 0; i < 20'000; ++i) raw += "--" + same + "y\n";
  Parser parser;
  parser.feed(raw);
  EXPECT_LE(parser.work_for_test(), raw.size() * 2);
  EXPECT_EQ(parser.finish().parts.size(), 61u);
}

TEST(ParserLimits, headers_beyond_the_limit_are_measured_not_kept) {
  std::string raw = "Subject: kept\r\n";
  for (int i = 0; i < 100'000; ++i) raw += fmt::format("X-{}: {}\r\n", i, i);
  raw += "To: late\r\n\r\nbody";
  const auto m = parse(raw, {.header_bytes = 4096});
  EXPECT_LE(m.headers.size(), 4096u);
  EXPECT_TRUE(m.cut);
  EXPECT_EQ(m.parts[0].header.size(), raw.size() - 4);
  EXPECT_EQ(m.unfolded(0, "Subject"), "kept");
  EXPECT_LE(parse(raw).fields.size(), Limits{}.fields);
}

TEST(ParserLimits, giant_lines_are_not_held) {
  const std::string giant(3 << 20, 'x');
  const auto m = parse("Subject: " + giant + "\r\n " + giant + "\r\nTo: a@b\r\n\r\n" + giant);
  EXPECT_EQ(m.unfolded(0, "To"), "a@b");
  EXPECT_FALSE(m.find(0, "Subject"));
  EXPECT_EQ(m.parts[0].body.size(), giant.size());
  const std::string dashes = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--" + giant + "\r\n--b\r\n\r\nx\r\n--b--";
  Parser parser;
  for (std::size_t at = 0; at < dashes.size(); at += 1000) parser.feed(std::string_view(dashes).substr(at, 1000));
  EXPECT_EQ(parser.finish().parts.size(), 2u);
}

TEST(ParserLimits, parameters_beyond_the_limit_are_left_out) {
  std::string raw = "Content-Type: text/plain";
  for (int i = 0; i < 20'000; ++i) raw += fmt::format("; p{}=v", i);
  EXPECT_EQ(parse(raw + "\n\n").parts[0].type.parameters.size(), Limits{}.parameters);
}

}  // namespace
}  // namespace postern::mime
