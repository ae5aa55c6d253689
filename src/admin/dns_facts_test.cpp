// What the audit learns of the DNS.   H34
#include "admin/dns_facts.h"

#include <gtest/gtest.h>

#include "admin/audit_run.h"
#include "support/admin_world.h"

namespace postern::admin {
namespace {

class DnsFacts : public OperationsTest {
 protected:
  audit::Outcome outcome(std::string_view check) {
    auto here = world.world();
    for (auto& row : audit_of(here).rows)
      if (row.check.id == check) return row.outcome;
    return audit::not_checked(Said::declared("there is no such check"));
  }
  audit::State state(std::string_view check) { return outcome(check).state; }
  std::string host() {
    auto here = world.world();
    return here.surroundings ? here.surroundings().host_name : "localhost";
  }
};

TEST_F(DnsFacts, H34_without_a_domain_nothing_is_asked) {
  for (const auto* check : {"dns.mx", "dns.spf", "dns.dkim", "dns.dmarc", "dns.reverse"})
    EXPECT_EQ(state(check), audit::State::not_checked) << check;
}

TEST_F(DnsFacts, H34_records_that_are_missing_are_told_in_the_words_of_a_zone_file) {
  must("domain.create", {{"name", "home.test"}});
  must("dkim.rotate", {{"domain", "home.test"}});
  for (const auto* check : {"dns.mx", "dns.spf", "dns.dkim", "dns.dmarc", "dns.reverse"})
    EXPECT_EQ(state(check), audit::State::failed) << check;
  const auto spf = outcome("dns.spf").found;
  ASSERT_EQ(spf.size(), 1u);
  EXPECT_EQ(spf[0].english(), "home.test lacks: home.test. IN TXT \"v=spf1 mx -all\"");
  EXPECT_EQ(spf[0].values.at(0), Said::value("home.test")) << "the page leads there by it";
  EXPECT_EQ(outcome("dns.dkim").found.size(), 2u);
  EXPECT_TRUE(outcome("dns.reverse").found.at(0).english().starts_with("there is no: "));
}

TEST_F(DnsFacts, H34_what_is_published_passes_also_in_the_owners_own_words) {
  must("domain.create", {{"name", "home.test"}});
  world.zone.zone.address(host(), "192.0.2.1");
  world.zone.zone.txt("others.test", "v=spf1 ip4:192.0.2.0/28 -all");
  world.zone.zone.txt("home.test", "v=spf1 include:others.test ~all");
  world.zone.zone.txt("_dmarc.home.test", "v=DMARC1; p=reject");
  world.zone.zone.txt("_smtp._tls.home.test", "v=TLSRPTv1; rua=https://reports.test/tls");
  world.zone.zone.add("home.test", dns::Type::mx, dns::Mx{10, dns::parse_name("elsewhere.test").value()});
  EXPECT_EQ(state("dns.spf"), audit::State::passed);
  EXPECT_EQ(state("dns.dmarc"), audit::State::passed);
  EXPECT_EQ(state("dns.tlsrpt"), audit::State::passed);
  EXPECT_EQ(outcome("dns.mx").found.size(), 1u) << "it names another host";
  EXPECT_EQ(outcome("dns.mx").found.at(0).english(),
            "home.test has MX 10 elsewhere.test., and lacks: home.test. IN MX 10 " + host() + ".");
}

TEST_F(DnsFacts, H34_the_owners_own_words_have_to_do_something) {
  must("domain.create", {{"name", "home.test"}});
  world.zone.zone.address(host(), "192.0.2.1");
  for (const auto* spf : {"v=spf1 +all", "v=spf1 ip4:192.0.2.1 ?all", "v=spf1 ip4:198.51.100.7 -all", "v=spf1 mx -all junk"}) {
    world.zone.zone.set_txt("home.test", spf);
    EXPECT_EQ(state("dns.spf"), audit::State::failed) << spf;
  }
  for (const auto* dmarc : {"v=DMARC1; p=none; rua=mailto:a@home.test", "v=DMARC1; p=reject; t=y", "v=DMARC1; nothing"}) {
    world.zone.zone.set_txt("_dmarc.home.test", dmarc);
    EXPECT_EQ(state("dns.dmarc"), audit::State::failed) << dmarc;
  }
  world.zone.zone.txt("_smtp._tls.home.test", "v=TLSRPTv1; nobody");
  EXPECT_EQ(state("dns.tlsrpt"), audit::State::failed);
}

TEST_F(DnsFacts, H34_what_cannot_be_judged_for_want_of_an_answer_is_not_wrong) {
  must("domain.create", {{"name", "home.test"}});
  world.zone.zone.address(host(), "192.0.2.1");
  world.zone.zone.txt("home.test", "v=spf1 include:others.test -all");
  world.zone.zone.fail("others.test");
  EXPECT_EQ(state("dns.spf"), audit::State::not_checked);
}

TEST_F(DnsFacts, H34_the_hosts_address_leads_back_to_its_name) {
  must("domain.create", {{"name", "home.test"}});
  world.zone.zone.address(host(), "192.0.2.1");
  EXPECT_EQ(state("dns.reverse"), audit::State::failed);
  world.zone.zone.add("1.2.0.192.in-addr.arpa", dns::Type::ptr, dns::parse_name("dsl-7.far.test").value());
  EXPECT_EQ(outcome("dns.reverse").found.at(0).english(),
            "there is PTR dsl-7.far.test., and not: 1.2.0.192.in-addr.arpa. IN PTR " + host() + ".");
  world.zone.zone.add("1.2.0.192.in-addr.arpa", dns::Type::ptr, dns::parse_name(host()).value());
  EXPECT_EQ(state("dns.reverse"), audit::State::passed);
}

TEST_F(DnsFacts, H34_what_the_dns_does_not_say_is_not_wrong) {
  must("domain.create", {{"name", "home.test"}});
  world.zone.zone.fail("home.test");
  EXPECT_EQ(state("dns.mx"), audit::State::not_checked);
}

// As one is whose keys could not be made with it.
TEST_F(DnsFacts, H34_a_domain_without_keys_is_not_said_to_publish_them) {
  ASSERT_TRUE(run_here(world.directory->create_domain(address::parse_domain("home.test").value())));
  EXPECT_EQ(state("dns.dkim"), audit::State::not_checked);
}

}  // namespace
}  // namespace postern::admin
