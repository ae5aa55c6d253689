// What is a feed and what is none: signatures, forms, limits.
#include "releases/feed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "base/text.h"
#include "releases/signature.h"
#include "support/signed_feed.h"

namespace postern::releases {
namespace {

using test::feed_of;
using test::release;

const test::FeedSigner kSigner;

std::string why_not(const Result<Feed>& feed) { return feed ? "it is taken" : feed.error().text; }

TEST(Version, is_three_numbers_and_nothing_else) {
  EXPECT_EQ(parse_version("0.1.0"), (Version{{0, 1, 0}}));
  EXPECT_EQ(parse_version("99999.10.2")->text(), "99999.10.2");
  for (const char* wrong : {"", "1", "1.2", "1.2.3.4", "1.2.", ".2.3", "1..3", "01.2.3", "1.2.03", "v1.2.3", "1.2.3-rc1",
                            "1.2.3 ", " 1.2.3", "-1.2.3", "+1.2.3", "1.2.100000", "1.2.99999999999999999999", "1,2,3", "1.2.x"})
    EXPECT_FALSE(parse_version(wrong)) << wrong;
  EXPECT_LT(parse_version("0.9.10"), parse_version("0.10.0"));
  EXPECT_LT(parse_version("0.10.0"), parse_version("1.0.0"));
}

TEST(Version, the_programs_own_is_one) { EXPECT_GT(own_version(), Version{}); }

// RFC 8032 §7.1, tests 1 and 2.
TEST(Signature, of_the_rfc_holds_and_no_other) {
  const auto key = from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c").value();
  const auto good = from_hex(
                        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
                        .value();
  EXPECT_TRUE(is_signed("\x72", good, key));
  EXPECT_FALSE(is_signed("\x73", good, key));
  EXPECT_FALSE(is_signed("", good, key));
  EXPECT_FALSE(is_signed("\x72", good.substr(1), key));
  EXPECT_FALSE(is_signed("\x72", good + "x", key));
  EXPECT_FALSE(is_signed("\x72", good, key.substr(1)));
  EXPECT_FALSE(is_signed("\x72", good, ""));
  EXPECT_FALSE(is_signed("\x72", std::string(kSignatureSize, '\0'), std::string(kKeySize, '\0'))) << "a key of small order";
}

TEST(Feed, says_which_releases_there_are) {
  const auto feed = read_feed(kSigner.sign(feed_of(7, release("0.2.0") + "," + release("0.10.0", true) + "," + release("0.1.0"),
                                                   "2026-09-01", "2026-12-01")),
                              kSigner.octets());
  ASSERT_TRUE(feed) << feed.error().text;
  EXPECT_EQ(feed->serial, 7u);
  EXPECT_EQ(date_of(feed->issued), "2026-09-01");
  EXPECT_EQ(rfc3339(feed->expires), "2026-12-01T00:00:00.000Z");
  ASSERT_EQ(feed->releases.size(), 3u);
  EXPECT_EQ(feed->releases[0].version.text(), "0.10.0") << "the highest first";
  EXPECT_TRUE(feed->releases[0].security);
  EXPECT_EQ(feed->releases[0].notes, "https://releases.example/0.10.0");
  EXPECT_EQ(feed->releases[2].version.text(), "0.1.0");
  EXPECT_EQ(newer(*feed, Version{{0, 2, 0}}).size(), 1u);
  EXPECT_EQ(newer(*feed, Version{{0, 10, 0}}).size(), 0u);
  EXPECT_EQ(newer(*feed, Version{}).size(), 3u);
}

TEST(Feed, an_empty_list_and_a_release_without_notes_are_fine) {
  EXPECT_TRUE(parse_feed(feed_of(1, "")));
  EXPECT_TRUE(parse_feed(feed_of(1, R"({"version": "1.0.0", "date": "2026-09-01", "security": false})")));
  EXPECT_TRUE(parse_feed(feed_of(1, R"({"version": "1.0.0", "date": "2026-09-01", "security": false, "later": [1]})")))
      << "what a later program says besides";
}

TEST(Feed, holds_until_the_day_it_expires) {
  const auto feed = parse_feed(feed_of(1, "", "2026-09-01", "2026-09-02")).value();
  const auto end = parse_date("2026-09-02").value();
  EXPECT_FALSE(feed.is_expired(end - std::chrono::milliseconds(1)));
  EXPECT_TRUE(feed.is_expired(end));
}

TEST(Feed, without_a_good_signature_is_not_even_parsed) {
  const auto json = feed_of(7, release("0.2.0", true));
  const auto good = kSigner.sign(json);
  ASSERT_TRUE(read_feed(good, kSigner.octets()));
  auto flipped = good;
  flipped.back() = ' ';
  auto other_signature = good;
  other_signature[5] = other_signature[5] == 'A' ? 'B' : 'A';
  const struct {
    const char* what;
    std::string document;
    std::string key;
    const char* why;
  } table[] = {
      {"another octet", flipped, kSigner.octets(), "The feed is not signed by releases.key"},
      {"an octet more", good + "\n", kSigner.octets(), "The feed is not signed by releases.key"},
      {"an octet less", good.substr(0, good.size() - 1), kSigner.octets(), "The feed is not signed by releases.key"},
      {"nothing behind it", good.substr(0, 89), kSigner.octets(), "The feed is not signed by releases.key"},
      {"another signature", other_signature, kSigner.octets(), "The feed is not signed by releases.key"},
      {"somebody else's", test::FeedSigner(2).sign(json), kSigner.octets(), "The feed is not signed by releases.key"},
      {"somebody else's key", good, test::FeedSigner(2).octets(), "The feed is not signed by releases.key"},
      {"no key", good, "", "The feed is not signed by releases.key"},
      {"not signed and not JSON", std::string(88, 'A').replace(86, 2, "==") + "\n{{{{", kSigner.octets(),
       "The feed is not signed by releases.key"},
      {"unsigned", json, kSigner.octets(), "The feed does not begin with a signature"},
      {"empty", "", kSigner.octets(), "The feed does not begin with a signature"},
      {"a line of CR LF", std::string(good).replace(88, 1, "\r\n"), kSigner.octets(),
       "The feed does not begin with a signature"},
      {"base64 that is none", std::string(good).replace(3, 1, "!"), kSigner.octets(),
       "The feed does not begin with a signature"},
      {"too long", kSigner.sign(json + std::string(kMostFeed, ' ')), kSigner.octets(), "The feed is larger than it may be"},
  };
  for (const auto& row : table) EXPECT_EQ(why_not(read_feed(row.document, row.key)), row.why) << row.what;
}

TEST(Feed, that_is_signed_and_wrong_is_refused_with_the_reason) {
  const auto with = [](std::string_view name, std::string_view value) {
    auto one = release("1.0.0");
    const auto at = one.find(std::string("\"") + std::string(name) + "\":");
    const auto end = std::min(one.find(", ", at), one.find('}', at));
    return one.replace(at, end - at, "\"" + std::string(name) + "\": " + std::string(value));
  };
  const std::string no_form = "The feed is of no form that is understood here", no_serial = "The feed has no serial number",
                    no_days = "The feed does not say from when until when it holds", no_list = "The feed lists no releases",
                    no_version = "The feed names a version that is none", no_date = "A release of the feed has no date",
                    no_security = "A release of the feed does not say whether it closes a hole",
                    no_notes = "The notes of a release of the feed have no https address";
  auto other_format = feed_of(1, ""), words = feed_of(1, ""), fraction = feed_of(1, "");
  other_format.replace(other_format.find("releases 1"), 10, "releases 2");
  words.replace(words.find("1, "), 1, R"("1")");
  fraction.replace(fraction.find("1, \"issued"), 1, "1.5");
  std::string many;
  for (std::size_t i = 0; i <= kMostReleases; ++i) many += (i == 0 ? "" : ",") + release("1.0." + std::to_string(i));
  const struct {
    std::string document;
    std::string why;
  } table[] = {
      {"", no_form},
      {"[]", no_form},
      {"{}", no_form},
      {"{", no_form},
      {feed_of(1, "") + "x", no_form},
      {other_format, no_form},
      {R"({"format": "postern releases 1"})", no_serial},
      {std::string(100'000, '['), no_form},
      {feed_of(1, "[[[[1]]]]"), no_form},
      {feed_of(0, ""), no_serial},
      {feed_of(-1, ""), no_serial},
      {words, no_serial},
      {fraction, no_serial},
      {feed_of(1, "", "2026-09-01", "2026-09-01"), no_days},
      {feed_of(1, "", "2026-09-02", "2026-09-01"), no_days},
      {feed_of(1, "", "2026-02-30"), no_days},
      {feed_of(1, "", "2026-13-01"), no_days},
      {feed_of(1, "", "2026-09-1"), no_days},
      {feed_of(1, "", "2026-09-01T00:00:00Z"), no_days},
      {feed_of(1, "", "+026-09-01"), no_days},
      {R"({"format": "postern releases 1", "serial": 1, "issued": "2026-09-01", "expires": "2026-12-01"})", no_list},
      {R"({"format": "postern releases 1", "serial": 1, "issued": "2026-09-01", "expires": "2026-12-01", "releases": {}})",
       no_list},
      {feed_of(1, "1"), "The feed lists something that is no release"},
      {feed_of(1, with("version", R"("1.0")")), no_version},
      {feed_of(1, with("version", R"("1.0.0-rc1")")), no_version},
      {feed_of(1, with("version", "1")), no_version},
      {feed_of(1, with("version", "\"" + std::string(1000, '1') + "\"")), no_version},
      {feed_of(1, with("date", R"("soon")")), no_date},
      {feed_of(1, with("security", R"("no")")), no_security},
      {feed_of(1, with("security", "0")), no_security},
      {feed_of(1, with("notes", R"("http://releases.example/")")), no_notes},
      {feed_of(1, with("notes", R"("javascript:alert")")), no_notes},
      {feed_of(1, with("notes", "\"https://releases.example/" + std::string(kLongestNotes, 'x') + "\"")), no_notes},
      {feed_of(1, with("notes", "7")), no_notes},
      {feed_of(1, release("1.0.0") + "," + release("1.0.0", true)), "The feed lists a version twice"},
      {feed_of(1, many), "The feed lists more releases than it may"},
      {feed_of(1, "") + std::string(kMostFeed, ' '), "The feed is larger than it may be"},
  };
  for (const auto& row : table) EXPECT_EQ(why_not(parse_feed(row.document)), row.why) << row.document.substr(0, 300);
}

}  // namespace
}  // namespace postern::releases
