// Passkeys against an authenticator in software: what is taken, and every kind of forgery. Its keys are those of RFC 9052 and RFC 9053,
// in CBOR (RFC 8949).
#include "auth/webauthn.h"

#include <gtest/gtest.h>

#include <functional>

#include "support/software_authenticator.h"

namespace postern::auth {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using Authenticator = test::SoftwareAuthenticator;
using Kind = Authenticator::Kind;

const WebauthnSite kSite{"mail.home.test", "https://mail.home.test:9998"};
const std::string kChallenge(kChallengeSize, 'c'), kOther(kChallengeSize, 'd');

Result<Passkey> registered(const Authenticator::Answer& a, const std::string& challenge = kChallenge) {
  return verify_registration(kSite, challenge, {a.client_data, a.attestation});
}
Result<std::uint32_t> asserted(const Passkey& key, const Authenticator::Answer& a, const std::string& challenge = kChallenge) {
  return verify_assertion(kSite, challenge, key, {a.client_data, a.authenticator_data, a.signature});
}
template <class T>
void refused(const Result<T>& done, std::string_view why) {
  ASSERT_FALSE(done) << why;
  EXPECT_EQ(done.error().kind, Failure::denied);
  EXPECT_EQ(done.error().text, "The passkey was not accepted") << "nothing tells what was wrong";
  EXPECT_NE(done.error().detail.find(why), std::string::npos) << done.error().detail;
}

class WebauthnTest : public testing::TestWithParam<Kind> {
 protected:
  Authenticator key_{GetParam(), kSite.id};
};
INSTANTIATE_TEST_SUITE_P(Kinds, WebauthnTest, testing::Values(Kind::es256, Kind::ed25519));

TEST_P(WebauthnTest, a_key_that_was_registered_signs_in_and_its_counter_grows) {
  const auto passkey = registered(key_.make(kChallenge, kSite.origin));
  ASSERT_TRUE(passkey) << passkey.error().detail;
  EXPECT_EQ(passkey->id, "credential 1");
  EXPECT_EQ(passkey->counter, 1u);
  const auto counter = asserted(*passkey, key_.sign(kChallenge, kSite.origin));
  ASSERT_TRUE(counter) << counter.error().detail;
  EXPECT_EQ(*counter, 2u);
}

TEST_P(WebauthnTest, one_that_does_not_count_signs_in_again_and_again) {
  key_.step = 0;
  const auto passkey = registered(key_.make(kChallenge, kSite.origin));
  ASSERT_TRUE(passkey);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(asserted(*passkey, key_.sign(kChallenge, kSite.origin)).value(), 0u);
}

TEST_P(WebauthnTest, a_counter_that_did_not_grow_is_a_copy) {
  auto passkey = registered(key_.make(kChallenge, kSite.origin)).value();
  const auto answer = key_.sign(kChallenge, kSite.origin);
  passkey.counter = asserted(passkey, answer).value();
  refused(asserted(passkey, answer), "counter");
  key_.step = 0;
  key_.counter = 0;
  refused(asserted(passkey, key_.sign(kChallenge, kSite.origin)), "counter");
}

TEST_P(WebauthnTest, what_another_site_has_asked_for_is_refused) {
  const auto passkey = registered(key_.make(kChallenge, kSite.origin)).value();
  for (const char* origin : {"https://mail.home.test", "http://mail.home.test:9998", "https://evil.test:9998",
                             "https://mail.home.test:9998.evil.test", ""}) {
    refused(asserted(passkey, key_.sign(kChallenge, origin)), "another site");
    refused(registered(key_.make(kChallenge, origin)), "another site");
  }
  key_.cross_origin = true;
  refused(asserted(passkey, key_.sign(kChallenge, kSite.origin)), "within another site");
  key_.cross_origin = false;
  key_.site_id = "home.test";
  refused(asserted(passkey, key_.sign(kChallenge, kSite.origin)), "made for another site");
  refused(registered(key_.make(kChallenge, kSite.origin)), "made for another site");
}

TEST_P(WebauthnTest, answers_its_own_challenge_of_its_own_kind_only) {
  const auto made = key_.make(kChallenge, kSite.origin);
  refused(registered(made, kOther), "another challenge");
  const auto passkey = registered(made).value();
  const auto answer = key_.sign(kChallenge, kSite.origin);
  refused(asserted(passkey, answer, kOther), "another challenge");
  refused(asserted(passkey, answer, ""), "another challenge");
  refused(asserted(passkey, key_.sign("", kSite.origin), ""), "another challenge");
  refused(asserted(passkey, key_.sign(kChallenge, kSite.origin, "webauthn.create")), "something else");
  auto as_made = made;
  as_made.client_data = answer.client_data;
  refused(registered(as_made), "something else");
}

TEST_P(WebauthnTest, nobody_present_or_nobody_known_is_refused) {
  const auto passkey = registered(key_.make(kChallenge, kSite.origin)).value();
  key_.present = false;
  refused(asserted(passkey, key_.sign(kChallenge, kSite.origin)), "present");
  refused(registered(key_.make(kChallenge, kSite.origin)), "present");
  key_.present = true;
  key_.verified = false;
  refused(asserted(passkey, key_.sign(kChallenge, kSite.origin)), "who it was");
  refused(registered(key_.make(kChallenge, kSite.origin)), "who it was");
}

TEST_P(WebauthnTest, a_signature_is_of_this_key_over_these_bytes) {
  const auto passkey = registered(key_.make(kChallenge, kSite.origin)).value();
  const auto good = key_.sign(kChallenge, kSite.origin);
  const auto bent = [&](const std::function<void(Authenticator::Answer&)>& bend) {
    auto answer = good;
    bend(answer);
    refused(asserted(passkey, answer), "signature");
  };
  bent([](auto& a) { a.signature.clear(); });
  bent([](auto& a) { a.signature.pop_back(); });
  bent([](auto& a) { a.signature += 'x'; });
  bent([](auto& a) { a.signature[a.signature.size() / 2] ^= 1; });
  bent([](auto& a) { a.authenticator_data[36] ^= 2; });  // the counter
  bent([](auto& a) { a.client_data.insert(a.client_data.size() - 1, " "); });
  Authenticator stranger(GetParam(), kSite.id);
  stranger.counter = 100;
  refused(asserted(passkey, stranger.sign(kChallenge, kSite.origin)), "signature");
  Authenticator other(GetParam() == Kind::es256 ? Kind::ed25519 : Kind::es256, kSite.id);
  other.counter = 100;
  refused(asserted(passkey, other.sign(kChallenge, kSite.origin)), "signature");
}

TEST_P(WebauthnTest, more_members_of_the_client_data_are_left_alone_and_damage_is_refused) {
  key_.more_members = R"(,"androidPackageName":"x","other_keys_can_be_added_here":"do not compare")";
  const auto passkey = registered(key_.make(kChallenge, kSite.origin)).value();
  auto answer = key_.sign(kChallenge, kSite.origin);
  EXPECT_TRUE(asserted(passkey, answer));
  for (const char* bad :
       {"", "{}", "[]", "\"x\"", "{\"type\":\"webauthn.get\"}", "{\"type\":1,\"challenge\":\"\",\"origin\":\"\"}"}) {
    answer.client_data = bad;
    refused(asserted(passkey, answer), "cannot be read");
  }
  answer.client_data = std::string(kLongestWebauthnPart + 1, '[');
  refused(asserted(passkey, answer), "too long");
}

TEST_P(WebauthnTest, every_cut_and_every_tail_of_a_registration_is_refused) {
  const auto good = key_.make(kChallenge, kSite.origin);
  for (std::size_t n = 0; n < good.attestation.size(); ++n) {
    auto cut = good;
    cut.attestation.resize(n);
    EXPECT_FALSE(registered(cut)) << n;
  }
  auto longer = good;
  longer.attestation += '\0';
  EXPECT_FALSE(registered(longer));
  key_.tail = "x";
  refused(registered(key_.make(kChallenge, kSite.origin)), "behind it");
  const auto passkey = registered(good).value();
  refused(asserted(passkey, key_.sign(kChallenge, kSite.origin)), "behind it");
}

TEST_P(WebauthnTest, a_credential_without_an_id_is_none) {
  key_.credential_id.clear();
  refused(registered(key_.make(kChallenge, kSite.origin)), "no key");
}

std::optional<CoseKey> key_of(std::string_view bytes) {
  CborReader in(bytes);
  auto key = read_cose_key(in);
  if (!in.done()) return {};
  return key;
}

TEST(CoseKey, of_another_kind_or_off_the_curve_is_none) {
  const auto es256 = Authenticator(Kind::es256, "x").cose_key();
  const auto ed25519 = Authenticator(Kind::ed25519, "x").cose_key();
  ASSERT_TRUE(key_of(es256));
  ASSERT_TRUE(key_of(ed25519));
  auto off = es256;
  off[off.size() - 1] ^= 1;
  EXPECT_FALSE(key_of(off)) << "no point of the curve";
  auto rs256 = es256;
  rs256[4] = '\x25';  // -6
  EXPECT_FALSE(key_of(rs256));
  auto x25519 = ed25519;
  x25519[6] = '\x04';
  EXPECT_FALSE(key_of(x25519));
  EXPECT_FALSE(key_of("\xA2\x01\x02\x01\x02"s)) << "a label twice";
}

TEST(Cbor, refuses_what_is_longer_than_need_be_endless_or_deep) {
  const auto fails = [](std::string_view bytes) {
    CborReader in(bytes);
    in.skip();
    return !in.done();
  };
  for (const auto& good :
       {"\x17"s, "\x18\x18"s, "\x19\x01\x00"s,
        "\x43"
        "abc"s,
        "\x63"
        "abc"s,
        "\x82\x01\x02"s, "\xA1\x01\x02"s, "\xF5"s, "\x81\x81\x81\x01"s, "\x1B\x00\x00\x00\x01\x00\x00\x00\x00"s})
    EXPECT_FALSE(fails(good)) << to_hex(good);
  for (const auto& bad :
       {""s, "\x18\x17"s, "\x19\x00\xFF"s, "\x1A\x00\x00\xFF\xFF"s, "\x1B\x00\x00\x00\x00\xFF\xFF\xFF\xFF"s, "\x1C"s,
        "\x5F\x41"
        "a\xFF"s,
        "\x9F\x01\xFF"s,
        "\x44"
        "abc"s,
        "\x82\x01"s, "\xC1\x01"s, "\x81\x81\x81\x81\x01"s, "\x98\x41"s + std::string(65, '\x01'),
        "\x5B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"s, "\x01\x01"s})
    EXPECT_TRUE(fails(bad)) << to_hex(bad);
  CborReader least("\x3B\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF"sv), less("\x3B\x80\x00\x00\x00\x00\x00\x00\x00"sv);
  EXPECT_EQ(least.integer(), INT64_MIN);
  EXPECT_EQ(less.integer(), 0);
  EXPECT_FALSE(less.ok());
}

}  // namespace
}  // namespace postern::auth
