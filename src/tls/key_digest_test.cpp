// Digests as openssl makes them.
#include "tls/key_digest.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "support/seeded_random.h"
#include "tls/certificate.h"

namespace postern::tls {
namespace {

// openssl x509 -pubkey | openssl pkey -pubin -outform DER | openssl dgst -sha256
constexpr std::string_view kChain = R"(-----BEGIN CERTIFICATE-----
MIIBiDCCAS+gAwIBAgIUcOjA+fEk4uaG7UPZARbrdl8PnbcwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwObWFpbC5ob21lLnRlc3QwIBcNMjYxMTI2MjI0MDI1WhgPMjEy
NjExMDIyMjQwMjVaMBkxFzAVBgNVBAMMDm1haWwuaG9tZS50ZXN0MFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEEqf+QvjEaxc0IT1kIflrHbDPPndtEMImoq4+cV7F
kITQFADBmdXVySCvcj4fN5I7+TtN+2oIAY482J9pmGr1taNTMFEwHQYDVR0OBBYE
FCQPl9ydTliaJC+FqRZKAmJagWL5MB8GA1UdIwQYMBaAFCQPl9ydTliaJC+FqRZK
AmJagWL5MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIge8FMwnUj
PhCH5YKxLVLblOjpN3yEZJA7zmcE04GCcdsCIHNpFsaAS4XwJucuYfxHwCCd4+G2
k7JyHb/CA4wN4d+h
-----END CERTIFICATE-----
)";

// RFC 7671 §5.1
TEST(KeyDigest, is_that_of_the_key_in_the_certificate) {
  EXPECT_EQ(to_hex(key_digest(kChain).value()), "401b21445fa91c51f70a836d31a0d534e35f30119a5b88a6d0ab15bc0d7e1da6");
}

TEST(KeyDigest, is_of_the_key_and_not_of_the_certificate) {
  test::SeededRandom random(1);
  const auto one =
      make_self_signed({.names = {"mail.home.test"}, .addresses = {}}, Time{1'790'000'000'000}, 30, random).value();
  const auto other =
      make_self_signed({.names = {"mail.home.test"}, .addresses = {}}, Time{1'790'000'000'000}, 30, random).value();
  EXPECT_EQ(key_digest(one.chain).value().size(), 32u);
  EXPECT_EQ(key_digest(one.chain).value(), key_digest(one.chain + other.chain).value());
  EXPECT_NE(key_digest(one.chain).value(), key_digest(other.chain).value());
}

TEST(KeyDigest, is_none_without_a_certificate) {
  EXPECT_EQ(key_digest("").error().kind, Failure::invalid);
  EXPECT_EQ(key_digest("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").error().kind, Failure::invalid);
}

}  // namespace
}  // namespace postern::tls
