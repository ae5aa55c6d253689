// Certificates: made, read, refused; what Python's strict defaults say of them is asked in net/tls_test.cpp.
#include "tls/certificate.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/random.h"

namespace postern::tls {
namespace {

constexpr Time kNow{1'790'000'000'000};
constexpr std::int64_t kDay = 86'400'000;

Identity made(Time now = kNow, std::uint32_t days = 30) {
  return make_self_signed({{"mail.example.org", "imap.example.org"}, {std::string("\x7f\0\0\1", 4)}}, now, days,
                          system_random())
      .value();
}

TEST(Certificate, is_made_with_names_and_dates) {
  const auto facts = facts_of(made().chain);
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->names, (std::vector<std::string>{"mail.example.org", "imap.example.org"}));
  EXPECT_EQ(facts->not_after.ms, kNow.ms + 30 * kDay);
  EXPECT_LT(facts->not_before, kNow);
  EXPECT_EQ(facts->fingerprint.size(), 64u);
}

TEST(Certificate, has_no_name_that_no_host_can_have) {
  const auto odd = make_self_signed({{"mail.example.org", "*.example.org", "<img src=x>", "a b.test",
                                      std::string("good.test\0.evil.test", 20), "\xFF\xFE.test", "\xE2\x80\xAE.test"},
                                     {}},
                                    kNow, 30, system_random());
  EXPECT_EQ(facts_of(odd.value().chain)->names, (std::vector<std::string>{"mail.example.org", "*.example.org"}));
}

TEST(Certificate, no_two_are_alike) { EXPECT_NE(facts_of(made().chain)->fingerprint, facts_of(made().chain)->fingerprint); }

TEST(Certificate, a_good_pair_passes) { EXPECT_TRUE(check_identity(made(), kNow)); }

TEST(Certificate, says_what_is_wrong) {
  auto mixed = made();
  mixed.key = made().key;
  EXPECT_EQ(check_identity(mixed, kNow).error().text, "The private key does not belong to the certificate");
  EXPECT_EQ(check_identity(made(Time{kNow.ms - 40 * kDay}), kNow).error().text.substr(0, 26), "The certificate expired on");
  EXPECT_EQ(check_identity(made(Time{kNow.ms + 2 * kDay}), kNow).error().text.substr(0, 32),
            "The certificate is not valid bef");
  auto no_key = made();
  no_key.key = Secret("nothing");
  EXPECT_EQ(check_identity(no_key, kNow).error().text, "There is no private key in PEM form without a passphrase");
  EXPECT_EQ(check_identity({"nothing", made().key}, kNow).error().text, "There is no certificate in PEM form");
}

class Folder {
 public:
  Folder()
      : path_(std::filesystem::path(testing::TempDir()) / ("tls-" + std::to_string(system_random().below(1'000'000'000)))) {
    std::filesystem::create_directory(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::filesystem::path write(const char* name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

TEST(Certificate, is_loaded_from_files) {
  const Folder folder;
  const auto identity = made();
  const auto chain = folder.write("chain.pem", identity.chain), key = folder.write("key.pem", identity.key.reveal());
  EXPECT_TRUE(load_identity(chain, key, kNow));
  const auto swapped = load_identity(key, chain, kNow);
  ASSERT_FALSE(swapped);
  EXPECT_NE(swapped.error().text.find("key.pem"), std::string::npos);
  EXPECT_EQ(load_identity("/nowhere/chain.pem", key, kNow).error().kind, Failure::not_found);
  EXPECT_EQ(load_identity(folder.write("large.pem", std::string(300'000, 'x')), key, kNow).error().kind, Failure::too_large);
}

TEST(Identity, what_was_read_of_one_is_read_no_more) {
  auto identity = made();
  const auto read = read_identity(identity);
  ASSERT_TRUE(read);
  EXPECT_NE(read_identity(identity).value(), *read);
  identity.read = *read;
  EXPECT_EQ(read_identity(identity).value(), *read);
  EXPECT_TRUE(check_identity(identity, kNow));
}

}  // namespace
}  // namespace postern::tls
