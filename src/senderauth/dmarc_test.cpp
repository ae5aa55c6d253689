// DMARC: records, tree walks, alignment, and what is asked for.
#include "senderauth/dmarc.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/fake_zone.h"

namespace postern::senderauth {
namespace {

dns::Name name_of(std::string_view text) { return dns::parse_name(text).value(); }

SpfVerdict spf(std::string domain, Outcome outcome = Outcome::pass) {
  SpfVerdict verdict;
  verdict.outcome = outcome;
  verdict.domain = std::move(domain);
  return verdict;
}
DkimVerdict dkim(std::string domain, Outcome outcome = Outcome::pass) {
  DkimVerdict verdict;
  verdict.outcome = outcome;
  verdict.domain = std::move(domain);
  return verdict;
}
Authors author(std::string_view domain) { return {.fields = 1, .domains = {name_of(domain)}}; }

DmarcVerdict check(test::FakeZone& zone, const DmarcQuery& query) {
  return zone.verdict([&](dns::Answers& answers) { return check_dmarc(query, answers); });
}

// RFC 7489 §6.3, RFC 9989 §4.7
TEST(DmarcRecord, is_read_with_tolerance_behind_its_version) {
  const auto record = parse_dmarc_record(
      "v=DMARC1; P=Reject ;sp=quarantine; np=none; adkim=s; aspf=r; t=y; psd=n; pct=5; rf=afrf; ri=1; fo=1:d; unknown; "
      "rua=mailto:a@b.example!10m, https://x.example/, mailto:c@d.example;");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->policy, DmarcPolicy::reject);
  EXPECT_EQ(record->subdomains, DmarcPolicy::quarantine);
  EXPECT_EQ(record->unknown_subdomains, DmarcPolicy::none);
  EXPECT_EQ(record->dkim, Alignment::strict);
  EXPECT_EQ(record->spf, Alignment::relaxed);
  EXPECT_TRUE(record->testing);
  EXPECT_EQ(record->public_suffix, PublicSuffixFlag::no);
  EXPECT_EQ(record->failure_options, "1:d");
  EXPECT_EQ(record->aggregate_reports, (std::vector<std::string>{"a@b.example", "c@d.example"}));
  EXPECT_TRUE(parse_dmarc_record("v=DMARC1"));
  EXPECT_TRUE(parse_dmarc_record("v = DMARC1 ; p = none"));
  for (const auto* bad :
       {"", "p=none; v=DMARC1", "v=DMARC2; p=none", "v=dmarc1; p=none", "v=spf1 -all", ";v=DMARC1", "v=DMARC1; p=block"})
    EXPECT_FALSE(parse_dmarc_record(bad)) << bad;
}

TEST(DmarcRecord, with_a_wrong_policy_only_reports) {
  const auto record = parse_dmarc_record("v=DMARC1; p=reject; sp=never; rua=mailto:a@b.example");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->policy, DmarcPolicy::none);
  EXPECT_FALSE(record->subdomains);
  EXPECT_FALSE(parse_dmarc_record("v=DMARC1; p=reject; sp=never; rua=mailto:nobody"));
}

TEST(DmarcRecord, report_addresses_are_bounded_and_clean) {
  std::string many = "v=DMARC1; p=none; rua=mailto:a b@c.example,mailto:<x@y.example>,mailto:@z,mailto:z@";
  for (int i = 0; i < 50; ++i) many += fmt::format(",mailto:r{}@x.example", i);
  EXPECT_EQ(parse_dmarc_record(many)->aggregate_reports.size(), kMostReportAddresses);
  EXPECT_EQ(parse_dmarc_record(many)->aggregate_reports.front(), "r0@x.example");
}

// RFC 9989 §4.10: the example of the text, with nine labels.
TEST(Dmarc, walks_up_the_tree_in_eight_questions_at_once) {
  test::FakeZone zone;
  EXPECT_EQ(check(zone, {.authors = author("mail.a.b.c.d.e.f.g.example.com"), .spf = {}, .dkim = {}}).outcome, Outcome::none);
  std::vector<std::string> names;
  for (const auto& question : zone.asked) names.push_back(question.name.text());
  EXPECT_EQ(names, (std::vector<std::string>{"_dmarc.mail.a.b.c.d.e.f.g.example.com", "_dmarc.c.d.e.f.g.example.com",
                                             "_dmarc.d.e.f.g.example.com", "_dmarc.e.f.g.example.com", "_dmarc.f.g.example.com",
                                             "_dmarc.g.example.com", "_dmarc.example.com", "_dmarc.com"}));
  EXPECT_EQ(zone.rounds, 1);
}

// RFC 9989 §4.10.2: the examples of the text.
TEST(Dmarc, finds_the_organisation) {
  struct Case {
    std::vector<std::pair<const char*, const char*>> records;
    const char* organisation;
    const char* policy;
  };
  const Case cases[] = {
      {{{"_dmarc.mail.example.com", "v=DMARC1"}, {"_dmarc.example.com", "v=DMARC1"}}, "example.com", "example.com"},
      {{{"_dmarc.mail.example.com", "v=DMARC1; psd=n"}, {"_dmarc.example.com", "v=DMARC1"}},
       "mail.example.com",
       "mail.example.com"},
      {{{"_dmarc.com", "v=DMARC1; psd=y"}}, "example.com", "com"},
      {{{"_dmarc.com", "v=DMARC1; psd=y"}, {"_dmarc.example.com", "v=DMARC1"}}, "example.com", "example.com"},
      {{{"_dmarc.a.mail.example.com", "v=DMARC1"}, {"_dmarc.example.com", "v=DMARC1"}}, "example.com", "a.mail.example.com"},
      {{{"_dmarc.a.mail.example.com", "v=DMARC1; psd=y"}, {"_dmarc.example.com", "v=DMARC1"}},
       "a.mail.example.com",
       "a.mail.example.com"},
      {{{"_dmarc.example.com", "v=DMARC1"}, {"_dmarc.example.com", "v=DMARC1"}}, "a.mail.example.com", ""},
      {{}, "a.mail.example.com", ""},
  };
  for (const auto& one : cases) {
    test::FakeZone zone;
    for (const auto& [name, record] : one.records) zone.txt(name, record);
    const auto verdict = check(zone, {.authors = author("a.mail.example.com"), .spf = {}, .dkim = {}});
    EXPECT_EQ(verdict.organisation.text(), one.organisation);
    EXPECT_EQ(verdict.policy_domain.text(), one.policy);
    EXPECT_EQ(verdict.outcome, *one.policy ? Outcome::fail : Outcome::none);
  }
}

TEST(Dmarc, what_is_aligned_is_known_where_there_is_no_record) {
  test::FakeZone zone;
  const auto aligned = [&](SpfVerdict s, std::vector<DkimVerdict> d) {
    const auto verdict = check(zone, {.authors = author("example.com"), .spf = std::move(s), .dkim = std::move(d)});
    EXPECT_EQ(verdict.outcome, Outcome::none);
    return std::pair(verdict.spf_aligned, verdict.dkim_aligned);
  };
  EXPECT_EQ(aligned(spf("example.com"), {dkim("other.example")}), std::pair(true, false));
  EXPECT_EQ(aligned(spf("other.example"), {dkim("example.com")}), std::pair(false, true));
  EXPECT_EQ(aligned(spf("example.com", Outcome::softfail), {dkim("example.com", Outcome::fail)}), std::pair(false, false));
  EXPECT_EQ(aligned(spf("notexample.com"), {dkim("com")}), std::pair(false, false));
}

TEST(Dmarc, alignment_is_of_organisations_or_strict) {
  test::FakeZone zone;
  zone.txt("_dmarc.example.com", "v=DMARC1; p=reject");
  zone.txt("_dmarc.strict.example", "v=DMARC1; p=reject; adkim=s; aspf=s");
  const auto outcome = [&](std::string_view from, SpfVerdict s, std::vector<DkimVerdict> d) {
    const auto verdict = check(zone, {.authors = author(from), .spf = std::move(s), .dkim = std::move(d)});
    EXPECT_EQ(verdict.outcome == Outcome::pass, verdict.spf_aligned || verdict.dkim_aligned);
    EXPECT_EQ(verdict.disposition, verdict.outcome == Outcome::pass ? DmarcPolicy::none : DmarcPolicy::reject);
    return verdict.outcome;
  };
  EXPECT_EQ(outcome("example.com", spf("bounce.example.com"), {}), Outcome::pass);
  EXPECT_EQ(outcome("news.example.com", spf("other.example"), {dkim("x.example"), dkim("example.com")}), Outcome::pass);
  EXPECT_EQ(outcome("example.com", spf("example.com", Outcome::softfail), {dkim("example.com", Outcome::fail)}), Outcome::fail);
  EXPECT_EQ(outcome("example.com", spf("notexample.com"), {dkim("com")}), Outcome::fail);
  EXPECT_EQ(outcome("strict.example", spf("a.strict.example"), {dkim("b.strict.example")}), Outcome::fail);
  EXPECT_EQ(outcome("strict.example", spf("strict.example"), {}), Outcome::pass);
  EXPECT_EQ(outcome("a.strict.example", spf("other.com"), {dkim("a.strict.example")}), Outcome::pass);
}

TEST(Dmarc, policy_is_for_the_domain_those_below_it_and_those_that_are_not_there) {
  test::FakeZone zone;
  zone.txt("_dmarc.example.com", "v=DMARC1; p=none; sp=quarantine; np=reject");
  zone.txt("_dmarc.test.example", "v=DMARC1; p=reject; t=y");
  zone.txt("_dmarc.mild.example", "v=DMARC1; p=quarantine; t=y");
  zone.address("there.example.com", "192.0.2.1");
  const auto disposition = [&](std::string_view from) {
    return check(zone, {.authors = author(from), .spf = {}, .dkim = {}}).disposition;
  };
  EXPECT_EQ(disposition("example.com"), DmarcPolicy::none);
  EXPECT_EQ(disposition("there.example.com"), DmarcPolicy::quarantine);
  EXPECT_EQ(disposition("nowhere.example.com"), DmarcPolicy::reject);
  EXPECT_EQ(disposition("test.example"), DmarcPolicy::quarantine);
  EXPECT_EQ(disposition("mild.example"), DmarcPolicy::none);
  EXPECT_EQ(disposition("a.test.example"), DmarcPolicy::quarantine);
}

TEST(Dmarc, public_suffix_list_speaks_for_domains_that_say_nothing) {
  test::FakeZone zone;
  zone.txt("_dmarc.news.example.com", "v=DMARC1; p=reject; psd=u");
  zone.txt("_dmarc.example.org", "v=DMARC1; p=reject");
  const auto list = PublicSuffixes::read("com\norg\n").value();
  const DmarcQuery query{.authors = author("example.org"), .spf = spf("a.example.org"), .dkim = {}, .suffixes = &list};
  EXPECT_EQ(check(zone, query).outcome, Outcome::pass);
  EXPECT_EQ(check(zone, {.authors = author("a.b.silent.com"), .spf = {}, .dkim = {}, .suffixes = &list}).organisation.text(),
            "silent.com");
}

TEST(Dmarc, no_answer_from_the_dns_is_temporary) {
  test::FakeZone zone;
  zone.fail("_dmarc.a.example.com");
  zone.txt("_dmarc.example.com", "v=DMARC1; p=reject");
  zone.fail("_dmarc.b.example.com");
  EXPECT_EQ(check(zone, {.authors = author("a.example.com"), .spf = {}, .dkim = {}}).outcome, Outcome::temperror);
  EXPECT_EQ(check(zone, {.authors = author("example.com"), .spf = spf("b.example.com"), .dkim = {}}).outcome,
            Outcome::temperror);
  EXPECT_EQ(
      check(zone, {.authors = author("example.com"), .spf = {}, .dkim = {dkim("example.com", Outcome::temperror)}}).outcome,
      Outcome::temperror);
  EXPECT_EQ(check(zone, {.authors = author("example.com"), .spf = spf("x.example", Outcome::temperror), .dkim = {}}).outcome,
            Outcome::fail);
}

TEST(Dmarc, what_is_not_known_above_the_authors_own_record_does_not_matter_to_him) {
  test::FakeZone zone;
  zone.txt("_dmarc.a.example.com", "v=DMARC1; p=reject");
  zone.fail("_dmarc.com");
  const auto of_itself = check(zone, {.authors = author("a.example.com"), .spf = {}, .dkim = {dkim("a.example.com")}});
  EXPECT_EQ(of_itself.outcome, Outcome::pass);
  EXPECT_TRUE(of_itself.organisation.is_root());
  const auto nobody = check(zone, {.authors = author("a.example.com"), .spf = {}, .dkim = {}});
  EXPECT_EQ(nobody.outcome, Outcome::fail);
  EXPECT_EQ(nobody.disposition, DmarcPolicy::reject);
  EXPECT_EQ(check(zone, {.authors = author("a.example.com"), .spf = {}, .dkim = {dkim("b.example.com")}}).outcome,
            Outcome::temperror)
      << "it may be of the same organisation";
}

Authors authors(const std::string& from) { return authors_of(mime::parse(from + "\r\n\r\n")); }

TEST(Dmarc, messages_without_one_author_domain_are_not_proven) {
  struct Case {
    std::string from, reason;
    DmarcPolicy disposition;
  };
  const Case cases[] = {
      {"Subject: x", "no From field", DmarcPolicy::none},
      {"From: a@b.example\r\nFrom: a@b.example", "several From fields", DmarcPolicy::reject},
      {"From: a@b.example, c@d.example", "several domains in From", DmarcPolicy::reject},
      {"From: nobody", "no domain in From", DmarcPolicy::none},
      {"From: a@[192.0.2.1]", "no domain in From", DmarcPolicy::none},
      {"From: a@b.example, nobody", "no domain in From", DmarcPolicy::none},
  };
  for (const auto& one : cases) {
    test::FakeZone zone;
    const auto verdict = check(zone, {.authors = authors(one.from), .spf = spf("b.example"), .dkim = {}});
    EXPECT_EQ(verdict.outcome, Outcome::permerror) << one.from;
    EXPECT_EQ(verdict.reason, one.reason) << one.from;
    EXPECT_EQ(verdict.disposition, one.disposition) << one.from;
  }
  EXPECT_EQ(authors("From: a@B.example, \"x, y\" <c@b.example>").domains, std::vector{name_of("b.example")});
  EXPECT_EQ(authors("From: a@b\xC3\xBC"
                    "cher.example")
                .domains,
            std::vector{name_of("xn--bcher-kva.example")});
}

}  // namespace
}  // namespace postern::senderauth
