// PKCS #12 (RFC 7292): made here with OpenSSL as other servers write it, opened, and refused.
#include "tls/pkcs12.h"

#include <gtest/gtest.h>
#include <openssl/pkcs12.h>

#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "tls/openssl.h"

namespace postern::tls {
namespace {

constexpr Time kMadeAt{1'790'000'000'000};
constexpr int kRounds = 0x10001;  // as DER it is 02 03 01 00 01, which can be found and made more

using OwnedFile = Owned<PKCS12, PKCS12_free>;

void free_certificates(STACK_OF(X509) * all) { sk_X509_free(all); }

struct Signed {
  OwnedKey key{EVP_EC_gen("P-256")};
  OwnedCertificate certificate{X509_new()};
};

// By itself where there is no issuer.
Signed made(const std::string& name, const Signed* issuer = nullptr) {
  Signed out;
  auto* it = out.certificate.get();
  static long serial = 1;
  X509_set_version(it, X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(it), serial++);
  ASN1_TIME_set(X509_getm_notBefore(it), kMadeAt.seconds() - 3600);
  ASN1_TIME_set(X509_getm_notAfter(it), kMadeAt.seconds() + 86'400);
  X509_set_pubkey(it, out.key.get());
  X509_NAME_add_entry_by_NID(X509_get_subject_name(it), NID_commonName, MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.data()), static_cast<int>(name.size()), -1, 0);
  const auto& above = issuer == nullptr ? out : *issuer;
  X509_set_issuer_name(it, X509_get_subject_name(above.certificate.get()));
  X509_sign(it, above.key.get(), EVP_sha256());
  return out;
}

struct Protection {
  const char* passphrase = "correct horse";
  int cipher = NID_aes_256_cbc;  // -1: none
  int mac_rounds = kRounds;      // -1: there is no MAC
  int rounds = kRounds;          // of the certificates, and of the key
};

std::string written(const Signed& leaf, const std::vector<const Signed*>& others, Protection how = {}) {
  const Owned<STACK_OF(X509), free_certificates> above(sk_X509_new_null());
  for (const auto* one : others) sk_X509_push(above.get(), one->certificate.get());
  const OwnedFile file(PKCS12_create(how.passphrase, "mail", leaf.key.get(), leaf.certificate.get(), above.get(), how.cipher,
                                     how.cipher, how.rounds, how.mac_rounds, 0));
  unsigned char* bytes = nullptr;
  const int size = file ? i2d_PKCS12(file.get(), &bytes) : 0;
  std::string out(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size > 0 ? size : 0));
  OPENSSL_free(bytes);
  return out;
}

std::vector<std::string> names(const std::string& chain) {
  std::vector<std::string> out;
  const OwnedBio in(BIO_new_mem_buf(chain.data(), static_cast<int>(chain.size())));
  while (const OwnedCertificate one{PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)}) {
    std::string name(64, '\0');
    name.resize(static_cast<std::size_t>(X509_NAME_get_text_by_NID(X509_get_subject_name(one.get()), NID_commonName,
                                                                   name.data(), static_cast<int>(name.size()))));
    out.push_back(name);
  }
  return out;
}

std::string why_not(std::string_view octets, const std::string& passphrase) {
  const auto identity = identity_of_pkcs12(octets, Secret(passphrase));
  return identity ? "it was opened" : identity.error().text;
}

class Pkcs12 : public testing::Test {
 protected:
  Signed root = made("root"), between = made("between", &root), leaf = made("mail.example.org", &between);
};

TEST_F(Pkcs12, is_the_certificate_of_the_key_and_those_above_it) {
  for (const int cipher : {NID_aes_256_cbc, NID_pbe_WithSHA1And3_Key_TripleDES_CBC}) {
    const auto identity = identity_of_pkcs12(written(leaf, {&root, &between}, {.cipher = cipher}), Secret("correct horse"));
    ASSERT_TRUE(identity) << identity.error().text;
    EXPECT_EQ(names(identity->chain), (std::vector<std::string>{"mail.example.org", "between"}))
        << "a root is known, or is not trusted";
    EXPECT_TRUE(check_identity(*identity, kMadeAt));
  }
}

TEST_F(Pkcs12, what_signed_itself_is_opened_when_it_is_the_servers) {
  const auto identity = identity_of_pkcs12(written(root, {}), Secret("correct horse"));
  ASSERT_TRUE(identity) << identity.error().text;
  EXPECT_EQ(names(identity->chain), std::vector<std::string>{"root"});
}

TEST_F(Pkcs12, needs_no_passphrase_where_there_is_none) {
  for (const char* none : {"", static_cast<const char*>(nullptr)})
    EXPECT_TRUE(identity_of_pkcs12(written(leaf, {}, {.passphrase = none, .cipher = -1}), Secret("")));
}

TEST_F(Pkcs12, says_what_is_wrong) {
  const auto file = written(leaf, {&between});
  for (const auto* other : {"", "Correct horse", "correct horse "})
    EXPECT_EQ(why_not(file, other).substr(0, 27), "The passphrase is wrong, or");
  EXPECT_EQ(why_not("-----BEGIN CERTIFICATE-----", ""), "This is no PFX (PKCS #12) file");
  EXPECT_EQ(why_not("", ""), "This is no PFX (PKCS #12) file");
  EXPECT_EQ(why_not(std::string(kLargestPkcs12 + 1, '0'), ""), "The file is too large for a PFX");
  auto without_key = made("other", &root);
  without_key.key.reset();
  EXPECT_EQ(why_not(written(without_key, {&root}), "correct horse"), "The file has no private key: export it with its key");
  for (std::size_t cut = 0; cut < file.size(); cut += 97)
    EXPECT_NE(why_not(file.substr(0, cut), "correct horse"), "it was opened");
}

// The certificates are in one safe, the key in another, and the MAC is over both: each says how often its key is derived.
TEST_F(Pkcs12, asks_for_no_more_work_than_is_bearable) {
  const std::string rounds("\x02\x03\x01\x00\x01", 5), more("\x02\x03\x7F\xFF\xFF", 5);
  std::size_t tried = 0;
  for (const int cipher : {NID_aes_256_cbc, NID_pbe_WithSHA1And3_Key_TripleDES_CBC}) {
    for (const int mac : {kRounds, -1}) {
      const auto file = written(leaf, {}, {.cipher = cipher, .mac_rounds = mac});
      for (auto at = file.rfind(rounds); at != file.npos; at = at == 0 ? file.npos : file.rfind(rounds, at - 1)) {
        auto greedy = file;
        greedy.replace(at, more.size(), more);
        const auto why = why_not(greedy, "correct horse");
        // What is within the MAC has changed: that is seen first.
        EXPECT_EQ(why, mac == -1 || at == file.rfind(rounds) ? "The file asks for too much work to be opened"
                                                             : why_not(file, "wrong"));
        ++tried;
      }
    }
  }
  EXPECT_EQ(tried, 10u);
}

TEST_F(Pkcs12, asks_for_no_more_work_in_all_than_is_bearable) {
  const auto file = written(leaf, {}, {.rounds = static_cast<int>(kMostRounds / 2)});
  EXPECT_EQ(why_not(file, "correct horse"), "The file asks for too much work to be opened");
}

TEST_F(Pkcs12, holds_no_more_than_a_server_needs) {
  const std::vector<const Signed*> many(kMostBags, &between);
  EXPECT_EQ(why_not(written(leaf, many, {.cipher = -1}), "correct horse"), "The file asks for too much work to be opened");
}

}  // namespace
}  // namespace postern::tls
