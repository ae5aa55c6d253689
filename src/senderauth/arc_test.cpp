// ARC: chains that we seal verify, whatever was there before; what is broken stays broken.
#include "senderauth/arc.h"

#include <gtest/gtest.h>

#include "senderauth/dkim_sign.h"
#include "support/signed_message.h"

namespace postern::senderauth {
namespace {

constexpr std::string_view kUnsealed =
    "From: Ann <ann@example.org>\r\nSubject: Lunch\r\nDate: Thu, 26 Nov 2026 12:00:00 +0000\r\n\r\nHello\r\n";

const PrivateKey& key() {
  static const PrivateKey kKey = PrivateKey::generate(KeyType::rsa, 2048).value();
  return kKey;
}

class Arc : public testing::Test {
 protected:
  Arc() { zone_.txt("s._domainkey.sealer.example", key_record_of(key())); }

  ArcVerdict verify(const std::string& raw) {
    read(raw);
    return zone_.verdict([&](dns::Answers& answers) { return verify_arc(message_, chain_, body_, Time{1'000'000}, answers); });
  }
  // The message with one set more in front.
  std::string sealed(const std::string& raw) {
    const auto verdict = verify(raw);
    const Signer signer{dns::parse_name("sealer.example").value(), "s", key()};
    return seal_arc(message_, chain_, verdict.outcome, body_, signer,
                    {.now = Time{1'000'000}, .results = "mx.sealer.example; spf=pass"})
               .value() +
           raw;
  }

  test::FakeZone zone_;

 private:
  void read(const std::string& raw) {
    message_ = mime::parse(raw);
    chain_ = arc_chain(message_);
    body_ = BodyHasher();
    body_.want(kSignedForm);
    if (chain_.usable()) body_.want(chain_.body_form());
    body_.feed(test::body_of(message_, raw));
    body_.finish();
  }

  mime::Message message_;
  ArcChain chain_;
  BodyHasher body_;
};

TEST_F(Arc, chains_grow_and_pass_with_all_keys_asked_at_once) {
  std::string raw(kUnsealed);
  for (std::size_t i = 1; i <= 3; ++i) {
    raw = sealed(raw);
    const auto verdict = verify(raw);
    EXPECT_EQ(verdict.outcome, Outcome::pass) << verdict.reason;
    ASSERT_EQ(verdict.links.size(), i);
    EXPECT_EQ(verdict.links.back().domain, "sealer.example");
    EXPECT_EQ(verdict.links.back().results, "mx.sealer.example; spf=pass");
    EXPECT_EQ(zone_.rounds, 1);
  }
}

// RFC 8617 §5.2: the newest message signature counts, the older ones do not.
TEST_F(Arc, a_list_that_changes_the_message_seals_it_anew) {
  auto raw = sealed(std::string(kUnsealed));
  raw.replace(raw.find("Subject: Lunch"), 14, "Subject: [list] Lunch");
  EXPECT_EQ(verify(raw).outcome, Outcome::fail);
  raw.replace(raw.find("Subject: [list] Lunch"), 21, "Subject: Lunch");
  EXPECT_EQ(verify(raw).outcome, Outcome::pass);
}

// RFC 8617 §5.1, §5.1.2
TEST_F(Arc, a_broken_chain_is_given_up_once) {
  auto raw = sealed(sealed(std::string(kUnsealed)));
  raw[raw.find("spf=pass") + 4] = 'f';
  EXPECT_EQ(verify(raw).outcome, Outcome::fail);
  const auto given_up = sealed(raw);
  EXPECT_TRUE(given_up.contains("cv=fail"));
  EXPECT_EQ(verify(given_up).outcome, Outcome::fail);
  EXPECT_EQ(sealed(given_up), given_up);
}

TEST_F(Arc, failures_of_the_dns_are_permanent) {
  const auto raw = sealed(std::string(kUnsealed));
  zone_ = test::FakeZone();
  zone_.fail("s._domainkey.sealer.example");
  EXPECT_EQ(verify(raw).outcome, Outcome::fail);
}

// RFC 8617 §4.2.1
TEST_F(Arc, instances_are_from_1_to_50) {
  for (const auto* instance : {"0", "51", "-1", "01x", "", "999999999999"}) {
    const auto raw = "ARC-Authentication-Results: i=" + std::string(instance) + "; x\r\n" + std::string(kUnsealed);
    EXPECT_EQ(verify(raw).outcome, Outcome::fail) << instance;
  }
  EXPECT_EQ(verify("ARC-Authentication-Results: i=50; x\r\n" + std::string(kUnsealed)).reason, "an ARC set is not complete");
  EXPECT_EQ(verify(std::string(kUnsealed)).outcome, Outcome::none);
}

}  // namespace
}  // namespace postern::senderauth
