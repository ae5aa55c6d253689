// What the openspf suite does not say of SPF: how the DNS is asked, which limits hold, and what is told.
#include "senderauth/spf.h"

#include <gtest/gtest.h>

#include <array>
#include <utility>

#include "dns/reverse.h"
#include "senderauth/spf_macro.h"
#include "senderauth/spf_record.h"
#include "support/fake_zone.h"

namespace postern::senderauth {
namespace {

IpAddress ip_of(std::string_view text) { return IpAddress::parse(text).value(); }

SpfVerdict check(test::FakeZone& zone, std::string sender, std::string_view ip = "192.0.2.1") {
  const SpfQuery query{
      .ip = ip_of(ip), .helo = "mail.helo.example", .sender = std::move(sender), .receiver = "mx.here.example", .now = {}};
  return zone.verdict([&](dns::Answers& answers) { return check_spf(query, answers); });
}

// RFC 7208 §7.4
TEST(SpfMacro, expands_the_examples_of_the_rfc) {
  const MacroValues values{.ip = ip_of("192.0.2.3"),
                           .local = "strong-bad",
                           .sender_domain = "email.example.com",
                           .domain = "email.example.com",
                           .helo = "h",
                           .receiver = "r"};
  const std::array<std::pair<const char*, const char*>, 18> examples{{
      {"%{s}", "strong-bad@email.example.com"},
      {"%{o}", "email.example.com"},
      {"%{d}", "email.example.com"},
      {"%{d4}", "email.example.com"},
      {"%{d3}", "email.example.com"},
      {"%{d2}", "example.com"},
      {"%{d1}", "com"},
      {"%{dr}", "com.example.email"},
      {"%{d2r}", "example.email"},
      {"%{l}", "strong-bad"},
      {"%{l-}", "strong.bad"},
      {"%{lr}", "strong-bad"},
      {"%{lr-}", "bad.strong"},
      {"%{l1r-}", "strong"},
      {"%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"},
      {"%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"},
      {"%{lr-}.lp.%{ir}.%{v}._spf.%{d2}", "bad.strong.lp.3.2.0.192.in-addr._spf.example.com"},
      {"%{d99999999999999999999}", "email.example.com"},
  }};
  for (const auto& [text, expected] : examples) {
    ASSERT_TRUE(is_macro_string(text, MacroUse::domain_spec)) << text;
    EXPECT_EQ(expand_macros(text, values), expected) << text;
  }
  MacroValues six = values;
  six.ip = ip_of("2001:db8::cb01");
  EXPECT_EQ(expand_macros("%{ir}.%{v}._spf.%{d2}", six),
            "1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6._spf.example.com");
}

// RFC 7208 §7.1, §7.2, §7.3
TEST(SpfMacro, refuses_what_is_no_macro) {
  for (const auto* bad : {"%", "%{", "%{d", "%{}", "%{d0}", "%{x}", "%{dx}", "%(d)", "%{d}%", "a b", "%{c}", "%{t}", "\x80"})
    EXPECT_FALSE(is_macro_string(bad, MacroUse::domain_spec)) << bad;
  EXPECT_TRUE(is_macro_string("%{c} at %{t} by %{r}", MacroUse::explanation));
  for (const auto* bad : {"", "museum", "a.1", "a.-b", "a.b-", "a..", "%{d}x", "a.b/", "a.b%{d}x"})
    EXPECT_FALSE(is_domain_spec(bad)) << bad;
  for (const auto* good : {"a.b", "a.b.", "%{d}", "x%{d}.b1", ".b"}) EXPECT_TRUE(is_domain_spec(good)) << good;
}

// RFC 7208 §12
TEST(SpfRecord, is_read_term_by_term) {
  const auto record = parse_spf_record("v=spf1 A:%{d}/24//64 ~IP6:2001:db8::/32 ?ptr  x=y redirect=a.example exp=b.example ");
  ASSERT_TRUE(record);
  ASSERT_EQ(record->directives.size(), 3U);
  EXPECT_EQ(record->directives[0].domain_spec, "%{d}");
  EXPECT_EQ(record->directives[0].v4_bits, 24U);
  EXPECT_EQ(record->directives[0].v6_bits, 64U);
  EXPECT_EQ(record->directives[1].v6_bits, 32U);
  EXPECT_EQ(record->directives[1].outcome, Outcome::softfail);
  EXPECT_EQ(record->directives[2].outcome, Outcome::neutral);
  EXPECT_EQ(record->redirect, "a.example");
  EXPECT_EQ(record->explanation, "b.example");
  for (const auto* bad :
       {"a/08", "a//", "ip4:1.2.3", "ip4:01.2.3.4", "ip6:1.2.3.4", "ip4:1.2.3.4/33", "ip6:::/129", "-", "+x=y", "a=%",
        "redirect=", "redirect=a.b redirect=a.b", "exp=a.b exp=a.b", "include", "exists", "all:a.b"})
    EXPECT_FALSE(parse_spf_record(std::string("v=spf1 ") + bad)) << bad;
}

TEST(Spf, asks_for_all_exchanges_at_once) {
  test::FakeZone zone;
  zone.txt("many.example", "v=spf1 mx -all");
  for (int i = 0; i < 10; ++i)
    zone.add("many.example", dns::Type::mx, dns::Mx{1, dns::parse_name("mx" + std::to_string(i) + ".example").value()});
  zone.address("mx9.example", "192.0.2.1");
  EXPECT_EQ(check(zone, "a@many.example").outcome, Outcome::pass);
  EXPECT_EQ(zone.rounds, 3);
  EXPECT_EQ(zone.asked.size(), 12U);
}

// RFC 7208 §2.4
TEST(Spf, null_reverse_path_is_judged_by_the_name_of_the_helo) {
  test::FakeZone zone;
  zone.txt("mail.helo.example", "v=spf1 exists:%{l}.%{o} -all");
  zone.address("postmaster.mail.helo.example", "127.0.0.1");
  const auto verdict = check(zone, "");
  EXPECT_EQ(verdict.outcome, Outcome::pass);
  EXPECT_EQ(verdict.domain, "mail.helo.example");
  EXPECT_EQ(verdict.mechanism, "exists:%{l}.%{o}");
}

TEST(Spf, looks_up_the_a_labels_of_a_domain) {
  test::FakeZone zone;
  zone.txt("xn--bcher-kva.example", "v=spf1 -all");
  const auto verdict = check(zone,
                             "a@B\xC3\xBC"
                             "cher.example");
  EXPECT_EQ(verdict.outcome, Outcome::fail);
  EXPECT_EQ(verdict.domain, "xn--bcher-kva.example");
}

// RFC 7208 §4.6.4
TEST(Spf, limits_are_told) {
  test::FakeZone zone;
  zone.txt("loop.example", "v=spf1 include:loop.example -all");
  zone.txt("void.example", "v=spf1 a:a.void.example exists:b.void.example mx:c.void.example +all");
  zone.txt("long.example", "v=spf1 " + std::string(kSpfLongestRecord, ' ') + "+all");
  EXPECT_EQ(check(zone, "a@loop.example").outcome, Outcome::permerror);
  EXPECT_EQ(check(zone, "a@loop.example").reason, "more than 10 terms that cause DNS queries");
  EXPECT_EQ(check(zone, "a@void.example").reason, "more than 2 void lookups");
  EXPECT_EQ(check(zone, "a@long.example").outcome, Outcome::permerror);
}

// RFC 7208 §6.2: the explanation comes from a stranger and ends in a reply.
TEST(Spf, explanation_is_one_short_line) {
  test::FakeZone zone;
  zone.txt("long.example", "v=spf1 -all exp=text.long.example");
  zone.txt("text.long.example", std::string(2000, 'x'));
  zone.txt("line.example", "v=spf1 -all exp=text.line.example");
  zone.txt("text.line.example", "a\r\n250 b");
  EXPECT_LE(check(zone, "a@long.example").explanation.size(), 520U);
  EXPECT_EQ(check(zone, "a@line.example").explanation, "");
  EXPECT_EQ(check(zone, "a@line.example").mechanism, "-all");
}

// A question that has no answer never makes a verdict better or final.
TEST(Spf, no_answer_to_any_question_is_temporary) {
  test::FakeZone zone;
  zone.txt("all.example", "v=spf1 a include:inc.example mx ptr exists:x.example redirect=last.example");
  zone.txt("inc.example", "v=spf1 a:a.inc.example -all");
  zone.address("all.example", "192.0.2.9");
  zone.address("a.inc.example", "192.0.2.9");
  zone.add("all.example", dns::Type::mx, dns::Mx{1, dns::parse_name("mx.example").value()});
  zone.address("mx.example", "192.0.2.9");
  zone.txt("last.example", "v=spf1 -all");
  EXPECT_EQ(check(zone, "a@all.example").outcome, Outcome::fail);
  const auto asked = zone.asked;
  for (const auto& lost : asked) {
    const SpfQuery query{.ip = ip_of("192.0.2.1"), .helo = "h.example", .sender = "a@all.example", .now = {}};
    dns::Answers answers;
    std::optional<SpfVerdict> verdict;
    while (!(verdict = check_spf(query, answers)))
      for (const auto& question : answers.take_wanted())
        answers.put(question, question == lost ? dns::Answer{} : zone.answer(question));
    EXPECT_EQ(verdict->outcome, lost.type == dns::Type::ptr ? Outcome::fail : Outcome::temperror) << lost.name.text();
  }
}

TEST(Spf, is_secure_when_all_answers_are) {
  const SpfQuery query{.ip = ip_of("192.0.2.1"), .helo = "h.example", .sender = "a@b.example", .now = {}};
  for (const bool second_secure : {true, false}) {
    dns::Answers answers;
    answers.put({dns::parse_name("b.example").value(), dns::Type::txt},
                {.status = dns::Status::found, .secure = true, .records = {std::string("v=spf1 a -all")}});
    answers.put({dns::parse_name("b.example").value(), dns::Type::a},
                {.status = dns::Status::found, .secure = second_secure, .records = {ip_of("192.0.2.1")}});
    const auto verdict = check_spf(query, answers);
    ASSERT_TRUE(verdict);
    EXPECT_EQ(verdict->outcome, Outcome::pass);
    EXPECT_EQ(verdict->secure, second_secure);
  }
}

}  // namespace
}  // namespace postern::senderauth
