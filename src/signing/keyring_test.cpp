// Keys over a store and a zone: made, waited for, signed with, replaced.
#include "signing/keyring.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "kv/open.h"
#include "senderauth/dkim_sign.h"
#include "support/event_list.h"
#include "support/manual_executor.h"
#include "support/manual_time.h"
#include "support/signed_message.h"
#include "support/zone_resolver.h"

namespace postern::signing {
namespace {

constexpr std::string_view kMessage = "From: ann@a.example\r\nSubject: x\r\n\r\nbody\r\n";

class KeyringTest : public testing::Test {
 protected:
  KeyringTest() { domain = run_here(directory->create_domain(address::parse_domain("a.example").value())).value(); }
  // "pending pending", in the order of the keys.
  std::string stages() {
    std::string out;
    for (const auto& key : run_here(keyring.keys(domain)).value().keys) out += std::string(name(key.stage)) + " ";
    return out;
  }
  void publish() {
    for (const auto& key : run_here(keyring.keys(domain)).value().keys)
      dns.zone.txt(key.selector + "._domainkey.a.example", key.record);
  }
  void tend() { ASSERT_TRUE(run_here(keyring.tend())); }
  std::string sign(const char* author = "a.example") {
    const auto message = mime::parse(kMessage);
    senderauth::BodyHasher body;
    body.want(senderauth::kSignedForm);
    body.feed("body\r\n");
    body.finish();
    return run_here(keyring.sign(address::parse_domain(author).value(), message, body));
  }
  // The algorithms that verify.
  std::string proven(const std::string& fields) {
    std::string out;
    for (const auto& one : test::verify_dkim(dns.zone, fields + std::string(kMessage), time.now()))
      if (one.outcome == senderauth::Outcome::pass) out += one.algorithm + " ";
    return out;
  }
  std::size_t told(events::Event event) const {
    const auto all = events.all();
    return static_cast<std::size_t>(std::ranges::count(all, event, &EventList::Kept::event));
  }

  test::ManualTime time;
  EventList events;
  test::ZoneResolver dns;
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  std::unique_ptr<directory::Directory> directory = run_here(directory::Directory::open(*kv, time)).value();
  auth::Sealer sealer{Secret(std::string(auth::kSealingKeySize, 'k')), system_random()};
  auth::HashPool pool{{}};
  config::Live<Settings> settings;
  Keyring keyring{{*kv, *directory, sealer, pool, dns, time, events}, settings};
  DomainId domain;
};

TEST_F(KeyringTest, first_keys_sign_once_the_dns_has_them_with_both_algorithms) {
  EXPECT_EQ(sign(), "") << "there are none";
  tend();
  EXPECT_EQ(stages(), "pending pending ");
  EXPECT_EQ(sign(), "") << "nobody could verify it";
  publish();
  tend();
  EXPECT_EQ(stages(), "active active ");
  EXPECT_EQ(proven(sign()), "rsa-sha256 ed25519-sha256 ");
  EXPECT_EQ(told(events::Event::dkim_key_changed), 4U);
  EXPECT_EQ(sign("elsewhere.example"), "");
}

TEST_F(KeyringTest, a_domain_begins_with_keys_and_keeps_them) {
  const auto first = run_here(keyring.begin(domain)).value();
  EXPECT_EQ(stages(), "pending pending ");
  EXPECT_EQ(run_here(keyring.begin(domain)).value(), first);
  tend();
  EXPECT_EQ(run_here(keyring.keys(domain)).value(), first) << "the clock has nothing to add";
  EXPECT_EQ(told(events::Event::dkim_key_changed), 2U);
}

// Who makes a domain is shown its records while the clock comes by.
TEST_F(KeyringTest, of_two_who_begin_together_one_makes_the_keys) {
  ManualExecutor executor;
  std::vector<DomainKeys> made;
  for (int i = 0; i < 2; ++i)
    executor.start(keyring.begin(domain), [&](const Result<DomainKeys>& keys) { made.push_back(keys.value()); });
  executor.run_until([&] { return made.size() == 2; });
  EXPECT_EQ(made[0], made[1]);
  EXPECT_EQ(made[0].keys.size(), 2U);
}

TEST_F(KeyringTest, the_old_keys_sign_until_the_dns_has_the_new_ones) {
  tend();
  publish();
  tend();
  const auto before = sign();
  time.pass(std::chrono::days(180));
  tend();
  EXPECT_EQ(stages(), "active active pending pending ");
  EXPECT_NE(proven(sign()), "");
  publish();
  tend();
  EXPECT_EQ(stages(), "retired retired active active ");
  EXPECT_EQ(proven(sign()), "rsa-sha256 ed25519-sha256 ");
  EXPECT_EQ(proven(before), "rsa-sha256 ed25519-sha256 ") << "what is on its way";
  time.pass(std::chrono::days(15));
  tend();
  EXPECT_EQ(stages(), "active active ");
}

TEST_F(KeyringTest, while_the_dns_is_down_nothing_changes) {
  tend();
  for (const auto& key : run_here(keyring.keys(domain)).value().keys) dns.zone.fail(key.selector + "._domainkey.a.example");
  tend();
  EXPECT_EQ(stages(), "pending pending ");
  ASSERT_TRUE(run_here(keyring.check(domain, true)));
  EXPECT_EQ(stages(), "active active ") << "an administrator said so";
}

TEST_F(KeyringTest, another_record_in_its_place_is_not_the_keys) {
  tend();
  for (const auto& key : run_here(keyring.keys(domain)).value().keys)
    dns.zone.txt(key.selector + "._domainkey.a.example", "v=DKIM1; p=AAAA");
  tend();
  EXPECT_EQ(stages(), "pending pending ");
}

TEST_F(KeyringTest, a_secret_that_does_not_open_is_told_and_mail_goes_on) {
  tend();
  publish();
  tend();
  const auth::Sealer other(Secret(std::string(auth::kSealingKeySize, 'x')), system_random());
  Keyring stranger({*kv, *directory, other, pool, dns, time, events}, settings);
  const auto message = mime::parse(kMessage);
  EXPECT_EQ(run_here(stranger.sign(address::parse_domain("a.example").value(), message, {})), "");
  EXPECT_EQ(told(events::Event::smtp_not_signed), 1U);
}

}  // namespace
}  // namespace postern::signing
