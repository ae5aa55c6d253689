// The ValiMail suite for ARC: 171 chains and 17 seals.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "senderauth/arc.h"
#include "senderauth/dkim_sign.h"
#include "senderauth/results.h"
#include "support/signed_message.h"
#include "support/yaml_vectors.h"

namespace postern::senderauth {
namespace {

namespace json = boost::json;

std::string text(const json::value& value) {
  return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

test::FakeZone zone_of(const json::value& document) {
  test::FakeZone zone;
  if (const auto* records = document.as_object().if_contains("txt-records"); records && records->is_object())
    for (const auto& [name, record] : records->as_object()) {
      auto joined = text(record);
      std::erase(joined, '\n');
      if (dns::parse_name(std::string(name))) zone.txt(std::string(name), joined);
    }
  return zone;
}

struct Judged {
  std::string raw;
  mime::Message message;
  ArcChain chain;
  BodyHasher body;
  ArcVerdict verdict;
};

Judged judge(test::FakeZone& zone, std::string_view lines) {
  Judged all;
  all.raw = test::with_crlf(lines);
  all.message = mime::parse(all.raw);
  all.chain = arc_chain(all.message);
  all.body.want(kSignedForm);
  if (all.chain.usable()) all.body.want(all.chain.body_form());
  all.body.feed(test::body_of(all.message, all.raw));
  all.body.finish();
  all.verdict =
      zone.verdict([&](dns::Answers& answers) { return verify_arc(all.message, all.chain, all.body, Time{}, answers); });
  EXPECT_LE(zone.rounds, 1);
  return all;
}

TEST(Vectors, chains_have_the_status_that_the_suite_says) {
  const auto documents = test::yaml_vectors("arc/arc-draft-validation-tests.yml");
  if (!documents) return;
  std::size_t cases = 0;
  for (const auto& document : *documents) {
    for (const auto& [name, value] : document.at("tests").as_object()) {
      auto zone = zone_of(document);
      const auto expected = to_lower(trim(text(value.at("cv"))));
      const auto verdict = judge(zone, text(value.at("message"))).verdict;
      // An empty status is the suite's for a chain that was given up by its last sealer: RFC 8617 §5.2 step 2 calls it fail.
      EXPECT_EQ(senderauth::name(verdict.outcome), expected.empty() ? "fail" : expected) << name << ": " << verdict.reason;
      ++cases;
    }
  }
  EXPECT_EQ(cases, 171U);
}

// The value of one tag of a field, or of the whole field, without white space.
std::string tag(const std::string& fields, std::string_view name, std::string_view tag_name) {
  const auto parsed = mime::parse(fields + "\r\n");
  const auto tags = parse_tag_list(parsed.unfolded(0, name));
  const auto* found = tags ? tags->find(tag_name) : nullptr;
  return found ? without_blanks(*found) : "";
}

void compare_tags(const std::string& made, std::string_view field, const json::value& expected, const std::string& name) {
  const auto tags = parse_tag_list(text(expected));
  ASSERT_TRUE(tags) << name;
  for (const auto& one : tags->tags)
    EXPECT_EQ(tag(made, field, one.name), without_blanks(one.value)) << name << " " << field << " " << one.name;
}

TEST(Vectors, seals_are_those_of_the_suite) {
  const auto documents = test::yaml_vectors("arc/arc-draft-sign-tests.yml");
  if (!documents) return;
  std::size_t cases = 0;
  for (const auto& document : *documents) {
    const Signer signer{dns::parse_name(text(document.at("domain"))).value(), text(document.at("sel")),
                        PrivateKey::read(Secret(text(document.at("privatekey")))).value()};
    for (const auto& [key, value] : document.at("tests").as_object()) {
      const std::string name(key);
      auto zone = zone_of(document);
      const auto judged = judge(zone, text(value.at("message")));
      const ArcSealOptions options{.now = Time{value.at("t").as_int64() * 1000},
                                   .results = combined_results(judged.message, text(value.at("srv-id"))),
                                   .fields = split_value(text(value.at("sig-headers")), ':')};
      const auto made = seal_arc(judged.message, judged.chain, judged.verdict.outcome, judged.body, signer, options);
      ASSERT_TRUE(made) << name;
      ++cases;
      if (text(value.at("AS")).empty()) {
        EXPECT_EQ(*made, "") << name;
        continue;
      }
      compare_tags(*made, "ARC-Message-Signature", value.at("AMS"), name);
      compare_tags(*made, "ARC-Seal", value.at("AS"), name);
      const auto results = mime::parse(*made + "\r\n").unfolded(0, "ARC-Authentication-Results");
      EXPECT_EQ(without_blanks(results), without_blanks(text(value.at("AAR")))) << name;
    }
  }
  EXPECT_EQ(cases, 17U);
}

}  // namespace
}  // namespace postern::senderauth
