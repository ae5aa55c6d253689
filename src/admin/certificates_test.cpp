// The server's certificates: when the own one is made anew, which is the default, and files that are half replaced.
#include "admin/certificates.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/admin_world.h"

namespace postern::admin {
namespace {

using namespace std::chrono_literals;

class CertificatesTest : public testing::Test {
 protected:
  Certificates& it() { return *at.certificates; }
  std::string own() { return it().own_chain(); }
  tls::CertificateFacts own_facts() { return tls::facts_of(own()).value(); }
  Result<std::vector<Error>> load(std::vector<std::string> names) { return run_here(it().load(std::move(names))); }
  tls::Identity made(std::vector<std::string> names, std::uint32_t days = 90) {
    return tls::make_self_signed({std::move(names), {}}, at.time.now(), days, system_random()).value();
  }
  CertificateFile write(const tls::Identity& identity) {
    const CertificateFile file{(at.folder.path() / "chain.pem").string(), (at.folder.path() / "key.pem").string()};
    std::ofstream(file.chain) << identity.chain;
    std::ofstream(file.key) << identity.key.reveal();
    return file;
  }
  void use_files(std::vector<CertificateFile> files) {
    auto settings = *at.tls.current();
    settings.files = std::move(files);
    at.tls.set(settings);
  }
  std::string first() { return it().rows().front().source; }

  AdminWorld at;
};

TEST_F(CertificatesTest, the_own_one_is_made_once_and_kept) {
  const auto before = own();
  EXPECT_EQ(own_facts().names, std::vector<std::string>{"mail.home.test"});
  ASSERT_TRUE(run_here(it().reload()));
  EXPECT_EQ(own(), before);
}

TEST_F(CertificatesTest, who_has_signed_is_listed) {
  EXPECT_EQ(own_facts().issuer, "mail.home.test") << "it signs itself";
  EXPECT_EQ(at.must("certificate.list").at(0).at("issuer"), "mail.home.test");
}

TEST_F(CertificatesTest, the_own_one_is_made_anew_when_it_covers_too_little) {
  auto before = own();
  ASSERT_TRUE(load({"mail.home.test", "imap.home.test"}));
  EXPECT_NE(own(), before);
  EXPECT_EQ(own_facts().names, (std::vector<std::string>{"mail.home.test", "imap.home.test"}));

  before = own();
  ASSERT_TRUE(load({"mail.home.test"}));
  EXPECT_EQ(own(), before);  // it covers more than enough

  auto settings = *at.tls.current();
  settings.own_addresses = {"192.0.2.7", "2001:db8::7"};
  at.tls.set(settings);
  ASSERT_TRUE(run_here(it().reload()));
  EXPECT_NE(own(), before);
  EXPECT_EQ(own_facts().addresses.size(), 2u);

  before = own();
  ASSERT_TRUE(load({"other.home.test"}));  // another host name: another subject
  EXPECT_NE(own(), before);
  EXPECT_EQ(own_facts().names, std::vector<std::string>{"other.home.test"});
}

TEST_F(CertificatesTest, the_own_one_is_made_anew_thirty_days_before_its_end) {
  const auto before = own();
  at.time.pass(24h * (825 - 31));
  EXPECT_FALSE(it().is_due());
  ASSERT_TRUE(run_here(it().reload()));
  EXPECT_EQ(own(), before);
  at.time.pass(24h * 2);
  EXPECT_TRUE(it().is_due());
  ASSERT_TRUE(run_here(it().reload()));
  EXPECT_NE(own(), before);
  EXPECT_FALSE(it().is_due());
}

TEST_F(CertificatesTest, names_that_another_certificate_covers_need_no_own_one) {
  ASSERT_TRUE(run_here(it().install(made({"*.shop.test"}))));
  const auto before = own();
  ASSERT_TRUE(load({"mail.home.test", "www.shop.test"}));
  EXPECT_EQ(own(), before);
}

TEST_F(CertificatesTest, one_from_elsewhere_for_the_host_name_is_the_default) {
  ASSERT_TRUE(run_here(it().install(made({"other.test"}))));
  EXPECT_EQ(first(), "own");
  ASSERT_TRUE(run_here(it().install(made({"*.home.test"}))));
  EXPECT_EQ(first(), "installed");
  ASSERT_TRUE(run_here(it().remove("*.home.test")));
  EXPECT_EQ(first(), "own");
  EXPECT_EQ(run_here(it().remove("*.home.test")).error().kind, Failure::not_found);
}

TEST_F(CertificatesTest, H29_files_are_judged_before_they_are_used) {
  const auto file = write(made({"mail.home.test"}));
  EXPECT_TRUE(it().judge({.files = {file}, .own_addresses = {}}));
  const auto bad = it().judge({.files = {file, {file.key, file.chain}}, .own_addresses = {}});
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().text.find("key.pem"), std::string::npos);
  EXPECT_FALSE(it().judge({.files = {{"/nowhere/chain.pem", file.key}}, .own_addresses = {}}));
}

TEST_F(CertificatesTest, a_file_that_is_half_replaced_keeps_the_one_in_force) {
  const auto old = made({"mail.home.test"});
  use_files({write(old)});
  ASSERT_TRUE(run_here(it().reload())->empty());
  EXPECT_EQ(it().identities().front().chain, old.chain);

  const auto next = made({"mail.home.test"});
  std::ofstream(at.folder.path() / "chain.pem") << next.chain;  // the key still is the old one
  const auto problems = run_here(it().reload());
  ASSERT_EQ(problems->size(), 1u);
  EXPECT_NE(problems->front().text.find("stays in use"), std::string::npos) << problems->front().text;
  EXPECT_EQ(it().identities().front().chain, old.chain);

  std::ofstream(at.folder.path() / "key.pem") << next.key.reveal();
  EXPECT_TRUE(run_here(it().reload())->empty());
  EXPECT_EQ(it().identities().front().chain, next.chain);

  std::ofstream(at.folder.path() / "key.pem") << "nothing";
  at.time.pass(24h * 91);  // and when that one has ended, it is not used either
  EXPECT_EQ(run_here(it().reload())->size(), 1u);
  EXPECT_EQ(first(), "own");
}

TEST_F(CertificatesTest, a_certificate_without_a_name_cannot_be_installed) { EXPECT_FALSE(run_here(it().install(made({})))); }

TEST_F(CertificatesTest, the_observer_hears_of_each_change) {
  int told = 0;
  it().observe([&]() -> Result<void> {
    ++told;
    return {};
  });
  ASSERT_TRUE(run_here(it().install(made({"other.test"}))));
  ASSERT_TRUE(run_here(it().use_names({"mail.home.test"})));  // the same as before
  EXPECT_EQ(told, 1);
  ASSERT_TRUE(run_here(it().use_names({"mail.home.test", "imap.home.test"})));
  EXPECT_EQ(told, 2);
}

}  // namespace
}  // namespace postern::admin
