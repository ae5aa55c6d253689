// Keys of domains, and what the DNS is to have, by operations.
#include <gtest/gtest.h>

#include <algorithm>

#include "address/domain.h"
#include "admin/domain_records.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class DkimOperations : public testing::Test {
 protected:
  DkimOperations() { at.must("domain.create", {{"name", "home.test"}}); }
  json::array keys() { return at.must("dkim.show", {{"domain", "home.test"}}).as_array(); }
  // The presence of each record of a purpose.
  std::string presence(std::string_view purpose) {
    std::string out;
    for (const auto& row : at.must("domain.dns", {{"name", "home.test"}}).as_array())
      if (row.at("purpose").as_string().starts_with(purpose)) out += std::string(row.at("dns").as_string()) + " ";
    return out;
  }
  // The purposes of the records without which no mail comes in or is believed.
  std::string required() {
    std::string out;
    for (const auto& row : at.must("domain.dns", {{"name", "home.test"}}).as_array())
      if (row.at("required").as_bool()) out += std::string(row.at("purpose").as_string()) + "; ";
    return out;
  }
  AdminWorld at;
};

TEST_F(DkimOperations, what_mail_needs_is_told_from_what_makes_it_safer) {
  const auto domain = at.directory->snapshot()->domain(address::parse_domain("home.test").value());
  std::string others;
  for (const auto& one : needed_records(*domain, {.host = "mail.home.test"}))
    if (one.begins == "v=spf1" && !is_required(one, *domain)) others += one.purpose.english();
  EXPECT_EQ(others, "SPF: that reports of this server are its own");
  EXPECT_EQ(required(),
            "MX: where mail goes; SPF: who may send; DKIM: pending RSA key; DKIM: pending Ed25519 key; "
            "DMARC: what is done with forgeries; ");
}

TEST_F(DkimOperations, keys_are_made_shown_without_their_secret_and_sign_when_they_are_seen) {
  ASSERT_EQ(keys().size(), 2U) << "made with the domain";
  const auto first = keys();
  at.must("dkim.rotate", {{"domain", "home.test"}});
  ASSERT_EQ(keys().size(), 2U);
  EXPECT_NE(keys(), first);
  EXPECT_FALSE(json::serialize(keys()).contains("PRIVATE"));
  for (const auto& key : keys()) {
    EXPECT_EQ(key.at("stage"), "pending");
    at.zone.zone.txt(key.at("name").as_string(), std::string(key.at("record").as_string()));
  }
  at.must("dkim.check", {{"domain", "home.test"}});
  for (const auto& key : keys()) EXPECT_EQ(key.at("stage"), "active");
  EXPECT_EQ(at.call("dkim.show", {{"domain", "nobody.test"}}).error().kind, Failure::not_found);
}

TEST_F(DkimOperations, a_domain_of_a_plan_has_keys_as_any_other) {
  at.must("server.apply", {{"plan", R"({"domains": [{"name": "planned.test"}]})"}});
  EXPECT_EQ(at.must("dkim.show", {{"domain", "planned.test"}}).as_array().size(), 2U);
}

TEST_F(DkimOperations, the_records_that_a_domain_needs_are_told_with_what_the_dns_has) {
  EXPECT_EQ(presence("MX"), "missing ");
  EXPECT_EQ(presence("DKIM"), "missing missing ");
  at.zone.zone.add("home.test", dns::Type::mx, dns::Mx{10, dns::parse_name("localhost").value()});
  at.zone.zone.txt("home.test", "google-site-verification=x");
  at.zone.zone.txt("home.test", "v=spf1 include:elsewhere.test ~all");
  at.zone.zone.fail("_dmarc.home.test");
  EXPECT_EQ(presence("MX"), "there ");
  EXPECT_EQ(presence("SPF"), "other ");
  EXPECT_EQ(presence("DMARC"), "unknown ");
  EXPECT_EQ(presence("TLSRPT"), "missing ");
  at.zone.zone.address("localhost", "192.0.2.1");
  at.zone.zone.txt("elsewhere.test", "v=spf1 ip4:192.0.2.1 -all");
  EXPECT_EQ(presence("SPF"), "own ") << "it lets this server send, and nobody else";
  for (const auto& row : at.must("domain.dns", {{"name", "home.test"}}).as_array())
    if (row.at("purpose").as_string().starts_with("SPF: who"))
      EXPECT_EQ(row.at("published"), (json::array{"\"v=spf1 include:elsewhere.test ~all\""})) << "and nothing of another kind";
}

// Our own addresses cannot be asked for: what lets strangers in is wrong all the same.
TEST_F(DkimOperations, of_an_spf_that_cannot_be_judged_what_is_there_is_told) {
  at.zone.zone.fail("localhost");
  at.zone.zone.txt("home.test", "v=spf1 ip4:192.0.2.1 -all");
  EXPECT_EQ(presence("SPF: who"), "unknown ");
  const auto all = at.must("domain.dns", {{"name", "home.test"}});
  const auto spf = std::ranges::find_if(all.as_array(), [](const json::value& row) { return row.at("dns") == "unknown"; });
  ASSERT_NE(spf, all.as_array().end());
  EXPECT_EQ(spf->at("published"), (json::array{"\"v=spf1 ip4:192.0.2.1 -all\""}));
  at.zone.zone.txt("home.test", "v=spf1 +all");
  EXPECT_EQ(presence("SPF: who"), "other ") << "of two none counts";
}

// RFC 3597 §5
TEST(DomainRecords, of_a_strangers_zone_no_more_is_shown_than_can_be) {
  NeededRecord needed{.name = "home.test", .type = dns::Type::srv, .value = {}, .purpose = said<"x">(), .record = {}};
  const auto shown = [&](std::string rdata) {
    return published(needed, {.status = dns::Status::found, .records = {std::move(rdata)}});
  };
  EXPECT_EQ(shown(""), std::vector<std::string>{"\\# 0 "});
  EXPECT_EQ(shown(std::string("\0\0\0\1\0\1\x3f"
                              "a",
                              8)),
            std::vector<std::string>{"\\# 8 0000000100013f61"});
  needed.type = dns::Type::caa;
  EXPECT_EQ(shown("\x01\xff"
                  "a"),
            std::vector<std::string>{"\\# 3 01ff61"});
  needed.type = dns::Type::txt;
  EXPECT_LE(shown(std::string(60'000, '\x01')).front().size(), 1100U);
  dns::Answer many{.status = dns::Status::found};
  many.records.resize(500, std::string("v=spf1"));
  EXPECT_EQ(published(needed, many).size(), 10U);
}

// RFC 1034 §3.6.2, RFC 8659 §4
TEST(DomainRecords, are_rows_of_a_zone_file) {
  const directory::Domain domain{.id = DomainId(1), .name = address::parse_domain("home.test").value(), .created = {}};
  signing::DomainKeys keys;
  signing::add(keys, {.selector = "s", .made = {}, .since = {}, .record = "v=DKIM1; p=" + std::string(300, 'A')});
  const Publication told{.host = "mail.home.test",
                         .keys = keys,
                         .policy = {smtp::client::StsPolicy::Mode::testing, {"mail.home.test"}, std::chrono::hours(24)},
                         .key_digest = std::string("\0\xFF", 2),
                         .authorities = {"letsencrypt.org"}};
  std::string zone;
  for (const auto& one : needed_records(domain, told)) {
    zone += zone_row(one) + "\n";
    EXPECT_EQ(published(one, {.status = dns::Status::found, .records = {one.record}}), std::vector{one.value})
        << "as others see it";
  }
  EXPECT_TRUE(
      zone.starts_with("home.test. IN MX 10 mail.home.test.\nhome.test. IN TXT \"v=spf1 mx -all\"\n"
                       "mail.home.test. IN TXT \"v=spf1 a -all\"\n"))
      << zone;
  EXPECT_TRUE(zone.contains("s._domainkey.home.test. IN TXT \"v=DKIM1; p=" + std::string(244, 'A') + "\" \"" +
                            std::string(56, 'A') + "\"\n"));
  for (const auto* row :
       {"_imaps._tcp.home.test. IN SRV 0 1 993 mail.home.test.\n", "mta-sts.home.test. IN CNAME mail.home.test.\n",
        "_mta-sts.home.test. IN TXT \"v=STSv1; id=",
        "_smtp._tls.home.test. IN TXT \"v=TLSRPTv1; rua=mailto:postmaster@home.test\"\n",
        "_25._tcp.mail.home.test. IN TLSA 3 1 1 00ff\n", "autoconfig.home.test. IN CNAME mail.home.test.\n",
        "autodiscover.home.test. IN CNAME mail.home.test.\n", "home.test. IN CAA 0 issue \"letsencrypt.org\"\n",
        "home.test. IN CAA 0 iodef \"mailto:postmaster@home.test\"\n"})
    EXPECT_TRUE(zone.contains(row)) << row << zone;
}

}  // namespace
}  // namespace postern::admin
