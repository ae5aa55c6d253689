// Which TLS a host needs: policy by policy, and what happens where they meet (peers.md 3.2 row 32).
#include "smtp/client/security.h"

#include <gtest/gtest.h>

namespace postern::smtp::client {
namespace {

dns::Name named(std::string_view text) { return dns::parse_name(text).value(); }
std::string rdata(char usage, char selector = 1, char matching = 1) {
  return std::string{usage, selector, matching} + std::string(32, 'x');
}

struct Asked {
  Host host{.name = named("mx.far.example"), .preference = 10, .addresses = {}, .secure = true};
  dns::Name domain = named("far.example");
  StsPolicy policy{StsPolicy::Mode::enforce, {"mx.far.example"}, std::chrono::seconds(60)};

  Wishes wishes() { return {.host = host, .domain = domain}; }
  Wishes with_dane(Dane::Finding finding) {
    auto out = wishes();
    out.dane.finding = finding;
    if (finding == Dane::Finding::usable) out.dane.records = {*tls::parse_tlsa(rdata(3))};
    return out;
  }
};

// ---- TLSA records ----

std::optional<Dane> dane_by(const dns::Answer& answer, bool secure_host = true) {
  dns::Answers answers;
  answers.put({named("_25._tcp.mx.far.example"), dns::Type::tlsa}, answer);
  const Host host{.name = named("mx.far.example"), .preference = 0, .addresses = {}, .secure = secure_host};
  return dane_of(host, 25, answers);
}

// RFC 7672 §2.2
TEST(Dane, is_what_the_records_are) {
  using enum Dane::Finding;
  using dns::Status;
  EXPECT_EQ(dane_by({.status = Status::found, .secure = true, .records = {rdata(3), rdata(1)}})->finding, usable);
  EXPECT_EQ(dane_by({.status = Status::found, .secure = true, .records = {rdata(3), rdata(1)}})->records.size(), 1u);
  EXPECT_EQ(dane_by({.status = Status::found, .secure = true, .records = {rdata(0), rdata(1), rdata(3, 7)}})->finding,
            unusable);
  EXPECT_EQ(dane_by({.status = Status::found, .secure = false, .records = {rdata(3)}})->finding, none);
  EXPECT_EQ(dane_by({.status = Status::no_data, .secure = true})->finding, none);
  EXPECT_EQ(dane_by({.status = Status::no_name, .secure = false})->finding, none);
}

// RFC 7672 §2.1.2: who can make a look-up fail must not be able to take the records away.
TEST(Dane, a_look_up_that_fails_is_not_an_absence) {
  EXPECT_EQ(dane_by({.status = dns::Status::failed})->finding, Dane::Finding::failed);
  EXPECT_EQ(dane_by({.status = dns::Status::bogus})->finding, Dane::Finding::failed);
}

TEST(Dane, is_not_asked_for_where_the_way_to_the_host_was_not_proven) {
  dns::Answers answers;
  const Host host{.name = named("mx.far.example"), .preference = 0, .addresses = {}, .secure = false};
  EXPECT_EQ(dane_of(host, 25, answers)->finding, Dane::Finding::none);
  EXPECT_TRUE(answers.take_wanted().empty());
}

// ---- the table ----

TEST(Need, without_a_policy_it_is_tls_when_offered) {
  Asked asked;
  const auto need = need_of(asked.wishes());
  EXPECT_EQ(need.tls, Tls::offered);
  EXPECT_EQ(need.expected.by, tls::By::nothing);
  EXPECT_EQ(need.expected.server_name, "mx.far.example");
  EXPECT_EQ(need.because, Because::nothing);
}

TEST(Need, a_setting_is_kept) {
  Asked asked;
  auto wishes = asked.wishes();
  wishes.rule = TlsRule::never;
  EXPECT_EQ(need_of(wishes).tls, Tls::off);
  wishes.rule = TlsRule::encrypted;
  EXPECT_EQ(need_of(wishes).tls, Tls::required);
  EXPECT_FALSE(need_of(wishes).expected.must);
  wishes.rule = TlsRule::verified;
  EXPECT_EQ(need_of(wishes).expected.by, tls::By::name);
  EXPECT_TRUE(need_of(wishes).expected.must);
  EXPECT_EQ(need_of(wishes).expected.names, std::vector<std::string>{"mx.far.example"});
}

// RFC 7672 §3.2
TEST(Need, dane_names_the_host_and_the_domain) {
  Asked asked;
  const auto need = need_of(asked.with_dane(Dane::Finding::usable));
  EXPECT_EQ(need.tls, Tls::required);
  EXPECT_EQ(need.expected.by, tls::By::dane);
  EXPECT_TRUE(need.expected.must);
  EXPECT_EQ(need.expected.names, (std::vector<std::string>{"mx.far.example", "far.example"}));
  EXPECT_EQ(need.expected.tlsa.size(), 1u);
}

TEST(Need, dane_that_cannot_be_used_asks_for_encryption_alone) {
  Asked asked;
  const auto need = need_of(asked.with_dane(Dane::Finding::unusable));
  EXPECT_EQ(need.tls, Tls::required);
  EXPECT_EQ(need.expected.by, tls::By::nothing);
  EXPECT_EQ(need.because, Because::dane);
}

TEST(Need, dane_that_is_not_known_rules_the_host_out_for_now) {
  Asked asked;
  const auto need = need_of(asked.with_dane(Dane::Finding::failed));
  EXPECT_FALSE(need.may_be_used);
  EXPECT_FALSE(need.for_good);
}

// RFC 8461 §5
TEST(Need, an_enforced_policy_needs_its_hosts_by_name) {
  Asked asked;
  auto wishes = asked.wishes();
  wishes.sts = &asked.policy;
  const auto need = need_of(wishes);
  EXPECT_TRUE(need.expected.must);
  EXPECT_EQ(need.expected.by, tls::By::name);
  EXPECT_EQ(need.because, Because::mta_sts);
  asked.policy.mx = {"other.far.example"};
  EXPECT_FALSE(need_of(wishes).may_be_used);
}

TEST(Need, a_policy_under_test_is_looked_at_and_keeps_no_mail) {
  Asked asked;
  asked.policy.mode = StsPolicy::Mode::testing;
  auto wishes = asked.wishes();
  wishes.sts = &asked.policy;
  auto need = need_of(wishes);
  EXPECT_TRUE(need.may_be_used);
  EXPECT_EQ(need.tls, Tls::offered);
  EXPECT_EQ(need.expected.by, tls::By::name);
  EXPECT_FALSE(need.expected.must);
  asked.policy.mx = {"other.far.example"};
  need = need_of(wishes);
  EXPECT_TRUE(need.may_be_used);
  EXPECT_FALSE(need.reason.empty());
  asked.policy.mode = StsPolicy::Mode::none;
  EXPECT_EQ(need_of(wishes).expected.by, tls::By::nothing);
}

// RFC 8461 §2
TEST(Need, mta_sts_never_softens_dane) {
  Asked asked;
  for (const auto mode : {StsPolicy::Mode::none, StsPolicy::Mode::testing, StsPolicy::Mode::enforce}) {
    asked.policy.mode = mode;
    auto wishes = asked.with_dane(Dane::Finding::usable);
    wishes.sts = &asked.policy;
    wishes.rule = TlsRule::never;
    EXPECT_EQ(need_of(wishes).expected.by, tls::By::dane);
    wishes.dane.finding = Dane::Finding::failed;
    EXPECT_FALSE(need_of(wishes).may_be_used);
  }
}

TEST(Need, a_setting_never_softens_a_policy) {
  Asked asked;
  auto wishes = asked.wishes();
  wishes.sts = &asked.policy;
  for (const auto rule : {TlsRule::never, TlsRule::when_offered, TlsRule::encrypted, TlsRule::verified}) {
    wishes.rule = rule;
    EXPECT_TRUE(need_of(wishes).expected.must);
  }
}

// RFC 8689 §4.2.1
TEST(Need, requiretls_needs_a_host_whose_name_is_proven) {
  Asked asked;
  auto wishes = asked.wishes();
  wishes.require_tls = true;
  EXPECT_TRUE(need_of(wishes).expected.must);
  EXPECT_EQ(need_of(wishes).expected.by, tls::By::name);
  asked.host.secure = false;
  EXPECT_FALSE(need_of(wishes).may_be_used);
  EXPECT_TRUE(need_of(wishes).for_good);
  wishes.sts = &asked.policy;
  EXPECT_TRUE(need_of(wishes).may_be_used);
  asked.policy.mode = StsPolicy::Mode::testing;
  EXPECT_FALSE(need_of(wishes).may_be_used);
  auto dane = asked.with_dane(Dane::Finding::usable);
  dane.require_tls = true;
  EXPECT_EQ(need_of(dane).expected.by, tls::By::dane);
  EXPECT_EQ(need_of(dane).because, Because::require_tls);
}

TEST(Need, an_address_has_no_name_to_prove) {
  Asked asked;
  asked.host.name = {};
  auto wishes = asked.wishes();
  EXPECT_EQ(need_of(wishes).tls, Tls::offered);
  EXPECT_TRUE(need_of(wishes).expected.server_name.empty());
  wishes.rule = TlsRule::verified;
  EXPECT_FALSE(need_of(wishes).may_be_used);
}

}  // namespace
}  // namespace postern::smtp::client
