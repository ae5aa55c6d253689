// Each stage over a made DNS, and all of them together within their time.
#include "judge/judge.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "config/table.h"
#include "judge/stages.h"
#include "support/manual_time.h"
#include "support/zone_resolver.h"

namespace postern::judge {
namespace {

using senderauth::Outcome;

class JudgeTest : public testing::Test {
 protected:
  JudgeTest() {
    envelope.reverse_path = address::parse_mailbox("ann@mail.far.example", address::Charset::ascii).value();
    envelope.origin.client_name = "mx.far.example";
    zone.address("mx.far.example", "192.0.2.7");
    zone.add("7.2.0.192.in-addr.arpa", dns::Type::ptr, dns::parse_name("mx.far.example").value());
    client("192.0.2.7");
  }
  void client(std::string_view ip) { facts.client = IpAddress::parse(ip).value(); }
  void message(std::string_view text) {
    raw = text;
    parsed = mime::parse(raw);
    const Read read = [this](std::uint64_t from, std::size_t n) -> Task<Result<std::string>> {
      co_return raw.substr(static_cast<std::size_t>(from), n);
    };
    facts.texts = run_here(texts_of(parsed, read)).value();
  }
  Opinions run(Stage stage) {
    facts.message = &parsed;
    facts.envelope = &envelope;
    facts.origin = origin ? &*origin : nullptr;
    const Rulebook rules(std::make_shared<const Settings>(settings));
    return zone.verdict([&](dns::Answers& answers) { return stage(facts, rules, answers); });
  }
  // Stage, points and words of what weighs.
  static std::string told(const Opinions& all) {
    std::string out;
    for (const auto& one : all) out += one.stage + (one.knows ? " " + points(one.weight) : " ?") + " " + one.words + "|";
    return out;
  }

  test::FakeZone zone;
  Settings settings;
  std::string raw = "From: ann@far.example\r\nSubject: hello\r\n\r\nbody\r\n";
  mime::Message parsed = mime::parse(raw);
  queue::Envelope envelope;
  std::optional<senderauth::Origin> origin;
  Facts facts;
};

// ---- origin ----

TEST_F(JudgeTest, mail_whose_domain_asks_for_quarantine_weighs_what_the_junk_mailbox_takes) {
  origin.emplace();
  origin->dmarc.outcome = Outcome::fail;
  origin->dmarc.disposition = senderauth::DmarcPolicy::quarantine;
  origin->dmarc.policy_domain = dns::parse_name("far.example").value();
  auto all = run(judge_origin);
  EXPECT_EQ(told(all), "dmarc 10.00 fail, far.example asks for quarantine|");
  EXPECT_EQ(action_of(settings, verdict(settings, std::move(all)).level), Action::junk);
  facts.vouched_for = true;
  EXPECT_EQ(run(judge_origin).front().weight, 0);
}

TEST_F(JudgeTest, proofs_weigh_as_they_came_out_and_what_the_dns_did_not_say_weighs_nothing) {
  origin.emplace();
  origin->spf.emplace();
  origin->spf->outcome = Outcome::softfail;
  origin->spf->domain = "far.example";
  auto& signature = origin->dkim.emplace_back();
  signature.outcome = Outcome::fail;
  signature.reason = "body hash";
  signature.domain = "far.example";
  EXPECT_EQ(told(run(judge_origin)),
            "spf 3.00 softfail: far.example|dkim 1.00 no signature is right, of far.example: body hash|dmarc 0.00 none|");
  origin->dkim.emplace_back().outcome = Outcome::pass;
  origin->spf->outcome = Outcome::temperror;
  origin->dmarc.outcome = Outcome::temperror;
  EXPECT_EQ(told(run(judge_origin)), "spf ? the DNS does not answer|dmarc ? the DNS does not answer|");
  origin->dmarc.outcome = Outcome::pass;
  EXPECT_EQ(run(judge_origin).back().weight, -kPoint);
}

// ---- the client ----

TEST_F(JudgeTest, an_address_without_a_name_weighs_and_one_with_a_chosen_name_does_not) {
  EXPECT_EQ(told(run(judge_client_name)), "");
  client("192.0.2.8");
  EXPECT_EQ(told(run(judge_client_name)), "client-name 3.00 the client's address has no name|");
  zone.fail("9.2.0.192.in-addr.arpa");
  client("192.0.2.9");
  EXPECT_EQ(told(run(judge_client_name)), "client-name ? the DNS does not answer|");
  client("2001:db8::8");
  EXPECT_EQ(run(judge_client_name).size(), 1u);
  client("127.0.0.8");
  EXPECT_TRUE(run(judge_client_name).empty()) << "this host itself";
}

TEST_F(JudgeTest, names_that_every_customer_gets_are_seen) {
  const std::pair<std::string_view, bool> names[] = {
      {"host-192-0-2-30.isp.example", true}, {"30.2.0.192.rev.isp.example", true}, {"c000021e.isp.example", true},
      {"x7.dyn.isp.example", true},          {"dsl-7.isp.example", true},          {"mx2.isp.example", false},
      {"out-30.mail.isp.example", false},    {"carpool.isp.example", false},       {"mail.dyn.example", false},
      {"2.0.mail.isp.example", false}};
  for (const auto& [name, generic] : names) {
    test::FakeZone fresh;
    zone = fresh;
    zone.add("30.2.0.192.in-addr.arpa", dns::Type::ptr, dns::parse_name(name).value());
    client("192.0.2.30");
    EXPECT_EQ(run(judge_client_name).size(), generic ? 1u : 0u) << name;
  }
}

TEST_F(JudgeTest, a_name_that_does_not_lead_back_weighs) {
  origin.emplace();
  origin->iprev.emplace().outcome = Outcome::fail;
  EXPECT_EQ(told(run(judge_client_name)), "client-name 2.00 mx.far.example does not lead back to the client|");
}

TEST_F(JudgeTest, what_a_client_calls_itself_is_to_have_an_address) {
  EXPECT_EQ(told(run(judge_helo)), "");
  for (const auto* bad : {"[192.0.2.7]", "192.0.2.7", "localhost", "nobody.example", "a b"}) {
    envelope.origin.client_name = bad;
    EXPECT_EQ(told(run(judge_helo)).substr(0, 9), "helo 2.00") << bad;
  }
  zone.fail("down.example");
  envelope.origin.client_name = "down.example";
  EXPECT_EQ(told(run(judge_helo)), "helo ? the DNS does not answer|");
  facts.ours = true;
  EXPECT_EQ(told(run(judge_helo)), "") << "users write from where they are";
}

// ---- lists ----

TEST_F(JudgeTest, a_list_of_addresses_is_asked_by_the_octets_backwards_or_by_nibbles) {
  settings.lists = {{.zone = "bl.example", .kind = ListKind::address, .answers = "127.0.0.2-127.0.0.4", .weight = 6},
                    {.zone = "bl.example", .kind = ListKind::address, .answers = "127.0.0.10", .weight = 2},
                    {.zone = "wl.example", .kind = ListKind::address, .answers = "", .weight = -4}};
  EXPECT_EQ(told(run(judge_lists)), "");
  zone.address("7.2.0.192.bl.example", "127.0.0.10");
  zone.address("7.2.0.192.bl.example", "127.0.0.3");
  zone.address("7.2.0.192.wl.example", "127.0.0.2");
  EXPECT_EQ(told(run(judge_lists)),
            "list bl.example 6.00 has 192.0.2.7: 127.0.0.3|list bl.example 2.00 has 192.0.2.7: 127.0.0.10|"
            "list wl.example -4.00 has 192.0.2.7: 127.0.0.2|");
  zone.asked.clear();
  run(judge_lists);
  EXPECT_EQ(zone.asked.size(), 2u) << "a zone is asked once";
  client("2001:db8::1");
  zone.address("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example", "127.0.0.2");
  EXPECT_EQ(told(run(judge_lists)), "list bl.example 6.00 has 2001:db8::1: 127.0.0.2|");
}

TEST_F(JudgeTest, a_list_that_is_down_parked_or_refuses_cannot_say) {
  settings.lists = {{.zone = "bl.example", .kind = ListKind::address, .answers = "", .weight = 6}};
  zone.fail("7.2.0.192.bl.example");
  EXPECT_EQ(told(run(judge_lists)), "list bl.example ? the DNS does not answer|");
  for (const auto* answer : {"203.0.113.5", "127.255.255.254"}) {
    test::FakeZone fresh;
    zone = fresh;
    zone.address("7.2.0.192.bl.example", answer);
    EXPECT_EQ(told(run(judge_lists)), "list bl.example ? the answer is not one of a list|") << answer;
  }
}

TEST_F(JudgeTest, lists_of_senders_and_links_are_asked_about_organisations_all_at_once) {
  settings.lists = {{.zone = "dbl.example", .kind = ListKind::sender, .answers = "", .weight = 5},
                    {.zone = "uri.example", .kind = ListKind::link, .answers = "&8", .weight = 4}};
  zone.address("far.example.dbl.example", "127.0.1.2");
  zone.address("bad.example.uri.example", "127.0.0.8");
  zone.address("1.2.0.192.uri.example", "127.0.0.2");
  message(
      "From: ann@far.example\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nhttp://192.0.2.1/\r\n--b\r\n"
      "Content-Type: text/html\r\nContent-Transfer-Encoding: "
      "base64\r\n\r\nPGEgaHJlZj0iaHR0cHM6Ly93d3cuYmFkLmV4YW1wbGUveCI+\r\n--b--\r\n");
  EXPECT_EQ(told(run(judge_lists)),
            "list dbl.example 5.00 has far.example: 127.0.1.2|list uri.example 4.00 has bad.example: 127.0.0.8|");
  EXPECT_EQ(zone.rounds, 1) << "everything was asked in one round";
}

// ---- the message ----

TEST_F(JudgeTest, rules_search_where_they_say_in_decoded_text) {
  settings.rules = {{.where = Where::subject, .pattern = "gr\xC3\xBC\xC3\x9F+e", .weight = 3, .words = "greeting"},
                    {.where = Where::header, .pattern = "^X-Mailer: Bulk", .weight = 2, .words = "bulk"},
                    {.where = Where::text, .pattern = "free\\s+money", .weight = 4, .words = "money"},
                    {.where = Where::from, .pattern = "@far", .weight = 1, .words = "far"},
                    {.where = Where::to, .pattern = "undisclosed", .weight = 1, .words = "to"}};
  message(
      "From: ann@far.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nX-Mailer:\r\n bulk 1\r\nContent-Transfer-Encoding: "
      "quoted-printable\r\n\r\nFREE =\r\n money\r\n");
  EXPECT_EQ(told(run(judge_rules)), "rule 3.00 greeting|rule 2.00 bulk|rule 4.00 money|rule 1.00 far|");
}

TEST_F(JudgeTest, trust_needs_a_proof_and_says_so) {
  settings.trusted_senders = {"Ann@far.example", ".near.example"};
  EXPECT_EQ(
      told(run(judge_trust)),
      "trust 0.00 ann@far.example is trusted by the server as ann@far.example, but neither SPF nor DKIM proves that it is "
      "from there|");
  EXPECT_FALSE(run(judge_trust).front().clears);
  origin.emplace();
  origin->dmarc.outcome = Outcome::pass;
  EXPECT_TRUE(run(judge_trust).front().clears);
  message("From: bob@far.example\r\n\r\n");
  EXPECT_TRUE(run(judge_trust).empty());
  message("From: bob@a.near.example\r\n\r\n");
  EXPECT_EQ(run(judge_trust).size(), 1u);
  message("From: ann@far.example, ann@far.example\r\n\r\n");
  EXPECT_TRUE(run(judge_trust).empty()) << "of several nobody knows which one is shown";
}

TEST_F(JudgeTest, who_is_blocked_by_those_who_get_it_is_named_as_what_keeps_it_out_of_the_inbox) {
  settings.blocked_senders = {"other.example"};
  const SenderLists anns{.trusted = {}, .blocked = {"far.example"}};
  facts.lists = {{"ann@home.test", &anns}};
  auto all = run(judge_trust);
  EXPECT_EQ(told(all), "block 0.00 ann@far.example is blocked by ann@home.test as far.example|");
  const auto v = verdict(settings, std::move(all));
  EXPECT_EQ(v.level, queue::Level::none);
  EXPECT_EQ(v.inbox_without, std::vector<std::string>{"block"});
  facts.lists.clear();
  EXPECT_TRUE(run(judge_trust).empty());
  settings.blocked_senders = {".far.example"};
  EXPECT_EQ(told(run(judge_trust)), "block 0.00 ann@mail.far.example is blocked by the server as .far.example|");
}

TEST_F(JudgeTest, the_test_string_is_found_in_any_text) {
  EXPECT_TRUE(run(judge_test_message).empty());
  message("From: a@far.example\r\n\r\nXJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n");
  EXPECT_EQ(verdict(settings, run(judge_test_message)).level, queue::Level::high);
}

// ---- all together ----

struct Silent final : dns::Resolver {
  using Resolver::ask;
  Task<dns::Answer> ask(dns::Question, Deadline until) override {
    last = until;
    co_return dns::Answer{};
  }
  Deadline last;
};

TEST_F(JudgeTest, a_dns_that_is_silent_makes_no_verdict_and_each_question_ends_by_the_deadline) {
  settings.lists = {{.zone = "bl.example", .kind = ListKind::address, .answers = "", .weight = 100}};
  Silent dns;
  test::ManualTime time;
  Judge judge({config::Live<Settings>(settings), dns, time});
  facts.message = &parsed;
  facts.envelope = &envelope;
  const auto v = run_here(judge.judge(facts, {}));
  EXPECT_EQ(v.score, 0);
  EXPECT_EQ(told(v.opinions),
            "client-name ? the DNS does not answer|helo ? the DNS does not answer|list bl.example ? the DNS does not answer|");
  EXPECT_EQ(dns.last, time.steady() + settings.patience);
}

TEST_F(JudgeTest, opinions_from_elsewhere_count_and_patterns_are_compiled_once_for_each_change_of_settings) {
  test::ZoneResolver dns;
  dns.zone = zone;
  test::ManualTime time;
  const config::Live<Settings> live(settings);
  Judge judge({live, dns, time});
  facts.message = &parsed;
  facts.envelope = &envelope;
  EXPECT_EQ(run_here(judge.judge(facts, {{.stage = "rspamd", .weight = 1100, .words = {}}})).level, queue::Level::medium);
  const auto before = judge.rulebook();
  EXPECT_EQ(judge.rulebook(), before);
  settings.rules = {{.where = Where::subject, .pattern = "hello", .weight = 25, .words = "hello"}};
  live.set(settings);
  EXPECT_NE(judge.rulebook(), before);
  EXPECT_EQ(run_here(judge.judge(facts, {})).level, queue::Level::high);
}

TEST_F(JudgeTest, text_is_read_within_limits) {
  std::string many = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (int i = 0; i < 50; ++i) many += "--b\r\n\r\n" + std::string(1000, 'x') + "\r\n";
  const auto m = mime::parse(many + "--b--\r\n");
  std::size_t most = 0;
  const Read read = [&](std::uint64_t from, std::size_t n) -> Task<Result<std::string>> {
    most = std::max(most, n);
    co_return many.substr(static_cast<std::size_t>(from), n);
  };
  EXPECT_EQ(run_here(texts_of(m, read, {.parts = 7, .octets = 100, .total = 10'000}))->size(), 7u);
  EXPECT_EQ(most, 100u);
  const auto few = run_here(texts_of(m, read, {.parts = 7, .octets = 100, .total = 250})).value();
  EXPECT_EQ(few.size(), 3u);
  EXPECT_EQ(few.back().utf8.size(), 50u);
}

TEST(SpamSettings, a_bad_row_is_refused_when_it_is_set) {
  const auto& table = config::table<Settings>();
  const auto refuses = [&](std::string_view key, std::string_view text) { return !config::parse(*table.find(key), text); };
  EXPECT_TRUE(refuses("rules", R"([{"where":"text","pattern":"(","weight":1,"words":"x"}])"));
  EXPECT_FALSE(refuses("rules", R"([{"where":"text","pattern":"a+","weight":1,"words":"x"}])"));
  EXPECT_TRUE(refuses("lists", R"([{"zone":"bl.example","kind":"address","answers":"10.0.0.1","weight":1}])"));
  EXPECT_FALSE(refuses("lists", R"([{"zone":"bl.example","kind":"address","answers":"127.0.0.2","weight":-1}])"));
  EXPECT_TRUE(refuses("trusted_senders", "a b"));
  EXPECT_TRUE(refuses("blocked_senders", "@far.example"));
  Settings s;
  s.low = 11;
  EXPECT_FALSE(table.check(&s).empty());
  s = {};
  s.blocked_action = Action::inbox;
  EXPECT_FALSE(table.check(&s).empty());
}

}  // namespace
}  // namespace postern::judge
