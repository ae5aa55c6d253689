// Canonical forms and the hashes over them.
#include "senderauth/canonical.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/text.h"
#include "senderauth/body_hasher.h"

namespace postern::senderauth {
namespace {

std::string field(std::string_view text, Canonical form) {
  std::string out;
  append_canonical_field(out, text, form);
  return out;
}

std::string body(std::string_view text, Canonical form, std::size_t piece = std::numeric_limits<std::size_t>::max()) {
  std::string out;
  const auto sink = [&out](std::string_view octets) { out += octets; };
  BodyCanonicalizer canonicalizer(form);
  for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at))
    canonicalizer.feed(text.substr(at, piece), sink);
  canonicalizer.finish(sink);
  return out;
}

// RFC 6376 §3.4.5
TEST(Canonical, forms_of_the_example_of_the_rfc) {
  EXPECT_EQ(field("A: X\r\n", Canonical::relaxed), "a:X\r\n");
  EXPECT_EQ(field("B : Y\t\r\n\tZ  \r\n", Canonical::relaxed), "b:Y Z\r\n");
  EXPECT_EQ(field("B : Y\t\r\n\tZ  \r\n", Canonical::simple), "B : Y\t\r\n\tZ  \r\n");
  const std::string_view text = " C \r\nD \t E\r\n\r\n\r\n";
  EXPECT_EQ(body(text, Canonical::relaxed), " C\r\nD E\r\n");
  EXPECT_EQ(body(text, Canonical::simple), " C \r\nD \t E\r\n");
}

TEST(Canonical, fields_at_their_edges) {
  EXPECT_EQ(field("A:\r\n", Canonical::relaxed), "a:\r\n");
  EXPECT_EQ(field("A:  \r\n \r\n\t\r\n", Canonical::relaxed), "a:\r\n");
  EXPECT_EQ(field("A: b", Canonical::relaxed), "a:b\r\n");
  EXPECT_EQ(field("A: b\n", Canonical::simple), "A: b\r\n");
}

TEST(Canonical, bodies_at_their_edges) {
  for (const auto* none : {"", " ", "\t \r\n", "\r\n\r\n", " \r\n\t\r\n"})
    EXPECT_EQ(body(none, Canonical::relaxed), "") << none;
  EXPECT_EQ(body("", Canonical::simple), "\r\n");
  EXPECT_EQ(body("\r\n\r\n\r\n", Canonical::simple), "\r\n");
  EXPECT_EQ(body("a", Canonical::simple), "a\r\n");
  EXPECT_EQ(body("a", Canonical::relaxed), "a\r\n");
  EXPECT_EQ(body("a \r\n \r\n b \r\n\r\n", Canonical::relaxed), "a\r\n\r\n b\r\n");
  EXPECT_EQ(body("a\nb\rc\r", Canonical::simple), "a\nb\rc\r\r\n");
  EXPECT_EQ(body("a \r", Canonical::relaxed), "a \r\r\n");
}

TEST(Canonical, any_split_of_a_body_gives_the_same) {
  for (const std::string_view text : {" C \r\nD \t E\r\n\r\n\r\n", "a\r\r\n \r\n\r\nb  \r\n", "\r", "\r\n \r\n.\r\n", " \t a"})
    for (const auto form : {Canonical::simple, Canonical::relaxed})
      for (std::size_t piece = 1; piece <= text.size(); ++piece)
        EXPECT_EQ(body(text, form, piece), body(text, form)) << text << piece;
}

// RFC 6376 §3.4.3, §3.4.4
TEST(BodyHasher, hashes_of_an_empty_body_are_those_of_the_rfc) {
  BodyHasher hasher;
  hasher.want({Canonical::simple, {}});
  hasher.want({Canonical::relaxed, {}});
  hasher.finish();
  EXPECT_EQ(to_base64(hasher.find({Canonical::simple, {}})->sha256), "frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=");
  EXPECT_EQ(to_base64(hasher.find({Canonical::relaxed, {}})->sha256), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(BodyHasher, a_length_hashes_the_begin_and_counts_the_whole) {
  BodyHasher whole, begin;
  whole.want({Canonical::simple, {}});
  whole.feed("hello\r\n");
  whole.finish();
  begin.want({Canonical::simple, 7});
  begin.want({Canonical::simple, 100});
  for (const char c : std::string_view("hello\r\nthere\r\n\r\n")) begin.feed(std::string_view(&c, 1));
  begin.finish();
  EXPECT_EQ(begin.find({Canonical::simple, 7})->sha256, whole.find({Canonical::simple, {}})->sha256);
  EXPECT_EQ(begin.find({Canonical::simple, 7})->octets, 14U);
  EXPECT_EQ(begin.find({Canonical::simple, 8}), nullptr);
}

TEST(BodyHasher, takes_a_bounded_number_of_forms) {
  BodyHasher hasher;
  for (std::size_t i = 0; i < 3 * kMostBodyForms; ++i) hasher.want({Canonical::relaxed, i});
  EXPECT_EQ(hasher.find({Canonical::relaxed, 0}), nullptr);
  hasher.finish();
  EXPECT_NE(hasher.find({Canonical::relaxed, kMostBodyForms - 1}), nullptr);
  EXPECT_EQ(hasher.find({Canonical::relaxed, kMostBodyForms}), nullptr);
}

}  // namespace
}  // namespace postern::senderauth
