// DKIM: what we sign verifies, what is not as the RFC says does not, and why.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

#include "base/text.h"
#include "senderauth/header_fields.h"
#include "senderauth/key_record.h"
#include "support/signed_message.h"

namespace postern::senderauth {
namespace {

constexpr std::string_view kMessage =
    "From: Ann <ann@example.org>\r\nTo: Bob <bob@example.net>\r\nSubject: Lunch\r\n  at noon\r\n"
    "Date: Thu, 26 Nov 2026 12:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nContent-Type: "
    "text/plain\r\n\r\nHello\r\n\r\nAnn\r\n";

const PrivateKey& rsa_key() {
  static const PrivateKey kKey = PrivateKey::generate(KeyType::rsa, 2048).value();
  return kKey;
}
const PrivateKey& ed25519_key() {
  static const PrivateKey kKey = PrivateKey::generate(KeyType::ed25519).value();
  return kKey;
}

Signer signer(std::string selector, const PrivateKey& key) {
  return {dns::parse_name("example.org").value(), std::move(selector), key};
}

test::FakeZone zone() {
  test::FakeZone all;
  all.txt("r._domainkey.example.org", key_record_of(rsa_key()));
  all.txt("e._domainkey.example.org", key_record_of(ed25519_key()));
  return all;
}

std::string double_signed() {
  const std::array signers{signer("r", rsa_key()), signer("e", ed25519_key())};
  return test::sign_dkim(kMessage, signers, {.now = Time{1'000'000}, .lifetime = std::chrono::hours(24)}).value() +
         std::string(kMessage);
}

// A message signed with the key over whatever tags stand in front of b=; "#" is the hash of the body.
std::string signed_with(std::string tags, const PrivateKey& key = ed25519_key(), std::string_view raw = kMessage) {
  const auto message = mime::parse(raw);
  BodyHasher body;
  const BodyForm form{tags.contains("c=relaxed/relaxed") ? Canonical::relaxed : Canonical::simple,
                      tags.contains("l=6") ? std::optional<std::uint64_t>(6) : std::nullopt};
  body.want(form);
  body.feed(test::body_of(message, raw));
  body.finish();
  if (const auto at = tags.find('#'); at != tags.npos) tags.replace(at, 1, to_base64(body.find(form)->sha256));
  const auto field = "DKIM-Signature: " + tags;
  const auto list = parse_tag_list(tags);
  const auto* names = list ? list->find("h") : nullptr;
  const auto header_form = tags.contains("c=relaxed") ? Canonical::relaxed : Canonical::simple;
  const auto hash = HeaderFields(message).hash(names ? split_value(to_lower(*names), ':') : std::vector<std::string>{},
                                               header_form, field + " b=");
  return field + " b=" + to_base64(key.sign(hash)) + "\r\n" + std::string(raw);
}

DkimVerdict only(const std::string& message, test::FakeZone all = zone(), Time now = Time{1'000'000}) {
  const auto verdicts = test::verify_dkim(all, message, now);
  EXPECT_EQ(verdicts.size(), 1U);
  return verdicts.empty() ? DkimVerdict{} : verdicts.front();
}

constexpr std::string_view kTags = "v=1; a=ed25519-sha256; d=example.org; s=e; h=from:to; bh=#;";

// RFC 8463 §3: both signatures stand side by side and neither needs the other.
TEST(Dkim, what_we_sign_verifies_with_both_keys) {
  auto all = zone();
  for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}}) {
    const auto verdicts = test::verify_dkim(all, double_signed(), Time{1'000'000}, piece);
    ASSERT_EQ(verdicts.size(), 2U);
    for (const auto& one : verdicts) EXPECT_EQ(one.outcome, Outcome::pass) << one.reason;
    EXPECT_EQ(verdicts[0].algorithm, "rsa-sha256");
    EXPECT_EQ(verdicts[1].algorithm, "ed25519-sha256");
    EXPECT_EQ(verdicts[0].identity, "@example.org");
    EXPECT_EQ(verdicts[0].key_bits, 2048U);
    EXPECT_EQ(verdicts[0].mark.size(), 8U);
    EXPECT_FALSE(verdicts[0].weak || verdicts[0].partial || verdicts[0].testing);
  }
  EXPECT_EQ(all.asked.size(), 4U);
  EXPECT_EQ(all.rounds, 1);  // both keys at once
}

TEST(Dkim, lines_of_our_fields_are_short) {
  const auto text = double_signed();
  for (std::size_t at = 0, end = 0; (end = text.find("\r\n", at)) != text.npos && end > at; at = end + 2)
    EXPECT_LE(end - at, 78U);
}

// RFC 6376 §8.15: what would be shown instead of what was signed.
TEST(Dkim, a_field_added_to_an_oversigned_one_fails) {
  for (const auto* added :
       {"From: Eve <eve@example.com>", "Subject: x", "To: x@y", "Cc: x@y", "Date: x", "Reply-To: x@y",
        "Content-Type: text/html", "Content-Transfer-Encoding: base64", "MIME-Version: 1.0", "Message-ID: <2@x>"}) {
    auto all = zone();
    for (const auto& one : test::verify_dkim(all, std::string(added) + "\r\n" + double_signed(), Time{1'000'000}))
      EXPECT_EQ(one.outcome, Outcome::fail) << added;
  }
  for (const auto* added : {"Received: by x", "List-Id: <x.y>", "X-Spam: no"}) {
    auto all = zone();
    for (const auto& one : test::verify_dkim(all, std::string(added) + "\r\n" + double_signed(), Time{1'000'000}))
      EXPECT_EQ(one.outcome, Outcome::pass) << added;
  }
}

TEST(Dkim, messages_without_one_from_are_not_signed) {
  const std::array signers{signer("e", ed25519_key())};
  EXPECT_FALSE(test::sign_dkim("To: a@b\r\n\r\nx\r\n", signers, {}));
  EXPECT_FALSE(test::sign_dkim("From: a@b\r\nFrom: c@d\r\n\r\nx\r\n", signers, {}));
  EXPECT_FALSE(test::sign_dkim("From: a@b\r\nX: " + std::string(300'000, 'x') + "\r\n\r\nx\r\n", signers, {}));
}

TEST(Dkim, changed_messages_fail) {
  auto changed = double_signed();
  changed[changed.find("Hello")] = 'J';
  auto all = zone();
  for (const auto& one : test::verify_dkim(all, changed, Time{1'000'000})) {
    EXPECT_EQ(one.outcome, Outcome::fail);
    EXPECT_EQ(one.reason, "body hash did not verify");
  }
  changed = double_signed();
  changed[changed.find("Lunch")] = 'H';
  for (const auto& one : test::verify_dkim(all, changed, Time{1'000'000})) EXPECT_EQ(one.reason, "signature did not verify");
}

// RFC 6376 §6.1.1: the words of what is wrong with a signature.
TEST(Dkim, signatures_are_read_strictly) {
  struct Case {
    std::string_view from, to, reason;
    Outcome outcome = Outcome::neutral;
  };
  const Case cases[] = {
      {"v=1; ", "", "signature missing required tag"},
      {"v=1;", "v=2;", "incompatible version"},
      {" s=e;", "", "signature missing required tag"},
      {" h=from:to;", "", "signature missing required tag"},
      {" bh=#;", "", "signature missing required tag"},
      {"h=from:to", "h=to:subject", "From field not signed", Outcome::permerror},
      {"h=from:to", "h=from:", "signature syntax error"},
      {"h=from:to", "h=", "signature syntax error"},
      {"a=ed25519-sha256", "a=rsa-sha1", "rsa-sha1 must not be used", Outcome::permerror},
      {"a=ed25519-sha256", "a=ed25519-sha512", "unknown algorithm"},
      {"s=e;", "s=e; s=e;", "signature syntax error"},
      {"s=e;", "s=e; i=@example.com;", "domain mismatch"},
      {"s=e;", "s=e; i=@notexample.org;", "domain mismatch"},
      {"s=e;", "s=e; i=example.org;", "domain mismatch"},
      {"s=e;", "s=e; c=relaxed/other;", "signature syntax error"},
      {"s=e;", "s=e; q=http;", "unknown query method"},
      {"s=e;", "s=e; t=soon;", "signature syntax error"},
      {"s=e;", "s=e; l=-1;", "signature syntax error"},
      {"s=e;", "s=e; t=100; x=100;", "signature syntax error"},
      {"s=e;", "s=e; x=999;", "signature expired", Outcome::policy},
      {"s=e;", "s=e;; ", "signature syntax error"},
      {"d=example.org", "d=.", "signature syntax error"},
      {"bh=#", "bh=AAAA", "signature syntax error"},
      {"bh=#", "bh=?", "signature syntax error"},
      {"s=e;", "s=none;", "no key for signature", Outcome::permerror},
      {"s=e;", "s=e; l=99999999999999999999999999;", "body is shorter than l= says", Outcome::permerror},
  };
  for (const auto& one : cases) {
    std::string tags(kTags);
    ASSERT_TRUE(tags.contains(one.from));
    tags.replace(tags.find(one.from), one.from.size(), one.to);
    const auto verdict = only(signed_with(tags));
    EXPECT_EQ(verdict.outcome, one.outcome) << tags;
    EXPECT_EQ(verdict.reason, one.reason) << tags;
  }
}

TEST(Dkim, signatures_that_are_odd_but_right_pass) {
  for (const std::string_view more : {"", "i=ann@mail.example.org;", "i=@example.org;", "unknown=x;", "q=dns/txt:other;",
                                      "t=1; x=1000;", "c=simple;", "c=relaxed/relaxed;", "c=relaxed;", "t=99999999;"}) {
    const auto verdict = only(signed_with(std::string(kTags) + " " + std::string(more)));
    EXPECT_EQ(verdict.outcome, Outcome::pass) << more << verdict.reason;
  }
  EXPECT_EQ(only(signed_with("v=1; a=ed25519-sha256; d=EXAMPLE.org; s=E;\r\n h= FROM :\r\n To:to:x-none; bh=#;")).outcome,
            Outcome::pass);
}

// RFC 6376 §8.2
TEST(Dkim, a_signature_over_a_part_of_the_body_is_marked) {
  const auto verdict = only(signed_with(std::string(kTags) + " l=6;"));
  EXPECT_EQ(verdict.outcome, Outcome::pass) << verdict.reason;
  EXPECT_TRUE(verdict.partial);
}

// RFC 6376 §3.6.1, §6.1.2, RFC 8301 §3.2
TEST(Dkim, keys_are_read_strictly) {
  const auto p = to_base64(ed25519_key().public_octets());
  struct Case {
    std::string record, reason;
    Outcome outcome = Outcome::permerror;
  };
  const Case cases[] = {
      {"v=DKIM1; k=ed25519; p=", "key revoked"},
      {"v=DKIM1; k=ed25519", "key syntax error"},
      {"v=DKIM2; k=ed25519; p=" + p, "key syntax error"},
      {"k=ed25519; v=DKIM1; p=" + p, "key syntax error"},
      {"k=ed25519; p=" + p + "AAAA", "key syntax error"},
      {"k=ed25519; p=?", "key syntax error"},
      {"v=spf1 -all", "key syntax error"},
      {"p=" + p, "inappropriate key algorithm"},
      {"k=ed25519; h=sha1; p=" + p, "inappropriate hash algorithm"},
      {"k=ed25519; s=tlsrpt; p=" + p, "key is not for email"},
      {"k=ed25519; t=y:s; p=" + p, "domain mismatch"},
      {"k=ed25519; h=sha1:sha256; s=x:email; n=note; p=" + p, "", Outcome::pass},
      {"k=ed25519; s=*; t=y; p=" + p, "", Outcome::pass},
  };
  for (const auto& one : cases) {
    test::FakeZone all;
    all.txt("e._domainkey.example.org", one.record);
    const auto verdict = only(signed_with(std::string(kTags) + " i=@mail.example.org;"), all);
    EXPECT_EQ(verdict.outcome, one.outcome) << one.record;
    EXPECT_EQ(verdict.reason, one.reason) << one.record;
    EXPECT_EQ(verdict.testing, one.record.contains("t=y")) << one.record;
  }
}

TEST(Dkim, short_rsa_keys_are_refused_and_middling_ones_marked) {
  std::string tags(kTags);
  tags.replace(tags.find("ed25519"), 7, "rsa");
  for (const std::size_t bits : {std::size_t{512}, std::size_t{1024}}) {
    const auto key = PrivateKey::generate(KeyType::rsa, bits).value();
    test::FakeZone all;
    all.txt("e._domainkey.example.org", key_record_of(key));
    const auto verdict = only(signed_with(tags, key), all);
    EXPECT_EQ(verdict.outcome, bits < 1024 ? Outcome::policy : Outcome::pass) << verdict.reason;
    EXPECT_EQ(verdict.weak, bits == 1024);
  }
}

TEST(Dkim, a_key_is_found_beside_a_wildcard_record) {
  test::FakeZone all;
  all.txt("e._domainkey.example.org", "v=spf1 -all");
  all.txt("e._domainkey.example.org", key_record_of(ed25519_key()));
  EXPECT_EQ(only(signed_with(std::string(kTags)), all).outcome, Outcome::pass);
}

TEST(Dkim, a_key_that_cannot_be_asked_for_is_temporary) {
  test::FakeZone all;
  all.fail("e._domainkey.example.org");
  const auto verdict = only(signed_with(std::string(kTags)), all);
  EXPECT_EQ(verdict.outcome, Outcome::temperror);
  EXPECT_EQ(verdict.reason, "key unavailable");
}

TEST(Dkim, looks_at_a_bounded_number_of_signatures) {
  std::string message(kMessage);
  for (std::size_t i = 0; i < 3 * kMostSignatures; ++i)
    message = fmt::format("DKIM-Signature: v=1; a=rsa-sha256; d=d{}.example; s=s; h=from; bh={}; b=AAAA; l={}\r\n", i,
                          to_base64(std::string(32, 'x')), i) +
              message;
  auto all = zone();
  EXPECT_EQ(test::verify_dkim(all, message).size(), kMostSignatures);
  EXPECT_EQ(all.asked.size(), kMostSignatures);
}

TEST(Dkim, keys_are_written_and_read) {
  for (const auto* key : {&rsa_key(), &ed25519_key()}) {
    const auto again = PrivateKey::read(key->pem());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->public_octets(), key->public_octets());
    EXPECT_EQ(again->type(), key->type());
  }
  EXPECT_FALSE(PrivateKey::read(Secret("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")));
  EXPECT_FALSE(PrivateKey::read(Secret("")));
  EXPECT_FALSE(PrivateKey::read(PrivateKey::generate(KeyType::rsa, 768).value().pem())) << "nobody would believe it";
}

TEST(Dkim, value_of_b_is_taken_out_and_nothing_else) {
  EXPECT_EQ(without_signature("X: a=b; b=abc=;\r\n d=e\r\n"), "X: a=b; b=;\r\n d=e\r\n");
  EXPECT_EQ(without_signature("X: bh=1; \r\n b =\r\n a b"), "X: bh=1; \r\n b =");
  EXPECT_EQ(without_signature("X: bb=1; B=2"), "X: bb=1; B=2");
}

}  // namespace
}  // namespace postern::senderauth
