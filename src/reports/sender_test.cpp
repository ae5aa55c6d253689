// Who is sent which report, when, and what becomes of it when that fails.
#include "reports/sender.h"

#include <gtest/gtest.h>

#include "base/run_here.h"
#include "events/table.h"
#include "kv/open.h"
#include "mime/message.h"
#include "mime/transfer.h"
#include "reports/packing.h"
#include "support/event_list.h"
#include "support/manual_time.h"
#include "support/seeded_random.h"
#include "support/zone_resolver.h"

namespace postern::reports {
namespace {

using namespace std::chrono_literals;

Result<http::Reply> nobody_is_called(const http::Outgoing&) { return fail(Failure::unavailable, "Nobody is called"); }

// A server whose clock says the morning of the 26th, and what it has collected of the 25th.
struct World {
  std::unique_ptr<kv::Store> kv = kv::open_memory().value();
  test::ManualTime time{begin_of("2026-11-26") + 2h};
  test::SeededRandom random{7};
  test::ZoneResolver dns;
  EventList events;
  std::vector<Letter> posted;
  std::vector<http::Outgoing> called;
  Result<void> post_answer = {};
  Result<http::Reply> web_answer = http::Reply{201, ""};
  Collected<TlsReport> collected{*kv, "tls"};
  Sender<TlsReport> sender{{.dns = dns,
                            .time = time,
                            .random = random,
                            .events = events,
                            .reporter = [] { return Reporter{"Home", "home.test", "mail.home.test"}; },
                            .post = [this](Letter letter) { return post(std::move(letter)); },
                            .call =
                                [this](const http::Outgoing& request) {
                                  called.push_back(request);
                                  return web_answer;
                                }},
                           collected,
                           tls_kind()};

  Task<Result<void>> post(Letter letter) {
    if (post_answer) posted.push_back(std::move(letter));
    co_return post_answer;
  }
  void collect(const Day& day, std::string domain = "far.example", std::size_t details = 1) {
    TlsPolicy policy{.type = "sts", .domain = domain};
    policy.successes = 3;
    policy.failures = details;
    for (std::size_t i = 0; i < details; ++i) {
      policy.details.push_back({.result = "certificate-expired", .sessions = 1});
      policy.details.back().reason = std::to_string(i * 7919);
    }
    collected.note({day, std::move(domain)}, {.policies = {policy}});
    EXPECT_TRUE(run_here(collected.flush()));
  }
  Sent send(const Day& last = "2026-11-25") { return run_here(sender.send(last)).value(); }
};

void wants(World& world, std::string_view rua, std::string_view domain = "far.example") {
  world.dns.zone.txt("_smtp._tls." + std::string(domain), "v=TLSRPTv1; rua=" + std::string(rua));
}

TEST(Sender, mails_what_was_collected_to_who_asks_for_it) {
  World world;
  wants(world, "mailto:tls@far.example");
  world.collect("2026-11-25");
  EXPECT_EQ(world.send().reports, 1u);
  ASSERT_EQ(world.posted.size(), 1u);
  const auto& letter = world.posted[0];
  EXPECT_EQ(letter.to.text(), "tls@far.example");
  EXPECT_EQ(letter.file_name, "home.test!far.example!1795564800!1795651199.json.gz");
  const auto report = TlsReport::read(unpack(letter.file).value()).value();
  EXPECT_EQ(report.organization, "Home");
  EXPECT_EQ(report.contact, "postmaster@home.test");
  EXPECT_EQ(report.id, "2026-11-25_far.example@mail.home.test");
  EXPECT_EQ(report.policies[0].failures, 1u);
  EXPECT_EQ(world.events.last(events::Event::report_sent, events::Key::domain), "far.example");
  EXPECT_EQ(world.send().reports, 0u);  // and once only
}

TEST(Sender, tells_nobody_who_does_not_ask) {
  World world;
  world.collect("2026-11-25");
  wants(world, "mailto:tls@near.example", "near.example");
  wants(world, "mailto:tls@near.example", "near.example");  // two records are none
  world.collect("2026-11-25", "near.example");
  EXPECT_EQ(world.send().unasked, 2u);
  EXPECT_TRUE(world.posted.empty());
  EXPECT_TRUE(run_here(world.collected.waiting("2026-11-25", 9)).value().empty());
}

TEST(Sender, leaves_the_day_that_is_not_over) {
  World world;
  wants(world, "mailto:tls@far.example");
  world.collect("2026-11-26");
  EXPECT_EQ(world.send().reports, 0u);
  EXPECT_EQ(world.send("2026-11-26").reports, 1u);
}

TEST(Sender, posts_to_a_web_server_and_tries_again_what_it_does_not_take) {
  World world;
  wants(world, "https://reports.far.example/v1,mailto:tls@far.example");
  world.collect("2026-11-25");
  world.web_answer = http::Reply{503, ""};
  EXPECT_EQ(world.send().waiting, 1u);
  EXPECT_EQ(world.posted.size(), 1u);
  ASSERT_EQ(world.called.size(), 1u);
  EXPECT_EQ(world.called[0].url.host, "reports.far.example");
  EXPECT_EQ(world.called[0].headers, (decltype(http::Outgoing::headers){{"Content-Type", "application/tlsrpt+gzip"}}));
  world.web_answer = http::Reply{200, ""};
  EXPECT_EQ(world.send().reports, 1u);
  EXPECT_EQ(world.posted.size(), 1u);  // who has it is not told twice
  EXPECT_EQ(world.called.size(), 2u);
}

TEST(Sender, gives_up_after_a_day_and_says_so) {
  World world;
  world.dns.zone.fail("_smtp._tls.far.example");
  world.collect("2026-11-25");
  EXPECT_EQ(world.send().waiting, 1u);
  world.time.pass(25h);
  EXPECT_EQ(world.send().waiting, 1u);
  world.time.pass(2h);
  EXPECT_EQ(world.send().given_up, 1u);
  EXPECT_EQ(world.events.count(events::Event::report_given_up), 1u);
  EXPECT_TRUE(run_here(world.collected.waiting("2026-11-25", 9)).value().empty());
}

TEST(Sender, keeps_to_the_size_that_is_wanted) {
  World world;
  wants(world, "mailto:tls@far.example!1k");
  world.collect("2026-11-25", "far.example", 200);
  const auto sent = world.send();
  EXPECT_EQ(sent.reports, 0u);
  EXPECT_EQ(sent.waiting, 0u);
  EXPECT_TRUE(world.posted.empty());
}

TEST(Sender, stops_between_two_domains) {
  World world;
  SenderPorts ports{.dns = world.dns,
                    .time = world.time,
                    .random = world.random,
                    .events = world.events,
                    .reporter = [] { return Reporter{}; },
                    .post = [&](Letter letter) { return world.post(std::move(letter)); },
                    .call = nobody_is_called,
                    .goes_on = [] { return false; }};
  Sender<TlsReport> stopping(std::move(ports), world.collected, tls_kind());
  world.collect("2026-11-25");
  EXPECT_EQ(run_here(stopping.send("2026-11-25")).value().unasked, 0u);
  EXPECT_EQ(run_here(world.collected.waiting("2026-11-25", 9)).value().size(), 1u);
}

// RFC 8460 §5.3
TEST(Letter, is_a_multipart_report_with_one_packed_file) {
  World world;
  wants(world, "mailto:tls@far.example");
  world.collect("2026-11-25");
  world.send();
  const auto whole = compose(world.posted.at(0), world.random, world.time.now());
  const auto message = mime::parse(whole);
  EXPECT_EQ(message.unfolded(0, "Subject"),
            "Report Domain: far.example Submitter: home.test Report-ID: <2026-11-25_far.example@mail.home.test>");
  EXPECT_EQ(message.unfolded(0, "TLS-Report-Domain"), "far.example");
  EXPECT_EQ(message.unfolded(0, "TLS-Report-Submitter"), "home.test");
  EXPECT_EQ(message.unfolded(0, "To"), "<tls@far.example>");
  ASSERT_EQ(message.parts.size(), 3u);
  EXPECT_TRUE(message.parts[0].type.is("multipart", "report"));
  EXPECT_TRUE(message.parts[2].type.is("application", "tlsrpt+gzip"));
  const auto& body = message.parts[2].body;
  const auto file = mime::decode_transfer(mime::Encoding::base64, whole.substr(body.start, body.size()));
  EXPECT_EQ(file, world.posted[0].file);
  for (std::size_t at = 0, end = 0; (end = whole.find("\r\n", at)) != whole.npos; at = end + 2) EXPECT_LE(end - at, 120u);
}

// The same for aggregate reports, and who may be sent them.
struct DmarcWorld : World {
  Collected<DmarcReport> counted{*kv, "dmarc"};
  std::optional<senderauth::PublicSuffixes> suffixes = senderauth::PublicSuffixes::read("example\ncom\n").value();

  Sent send_for(const std::string& rua, const std::string& domain = "far.example") {
    dns.zone.txt("_dmarc." + domain, "v=DMARC1; p=reject; rua=" + rua);
    DmarcReport one{.published = {.domain = domain, .p = "reject"}};
    one.rows.push_back({.source = "192.0.2.1", .count = 2, .disposition = "reject"});
    counted.note({"2026-11-25", domain}, one);
    EXPECT_TRUE(run_here(counted.flush()));
    SenderPorts ports{.dns = dns,
                      .time = time,
                      .random = random,
                      .events = events,
                      .reporter = [] { return Reporter{"Home", "home.test", "mail.home.test"}; },
                      .post = [this](Letter letter) { return post(std::move(letter)); },
                      .call = nobody_is_called};
    Sender<DmarcReport> by(std::move(ports), counted, dmarc_kind(suffixes ? &*suffixes : nullptr));
    return run_here(by.send("2026-11-25")).value();
  }
};

// RFC 9990 §3
TEST(DmarcSender, mails_an_aggregate_report) {
  DmarcWorld world;
  EXPECT_EQ(world.send_for("mailto:dmarc@far.example!1m").reports, 1u);
  const auto& letter = world.posted.at(0);
  EXPECT_EQ(letter.file_name, "home.test!far.example!1795564800!1795651199.xml.gz");
  EXPECT_EQ(letter.subject,
            "Report Domain: far.example Submitter: home.test Report-ID: <2026-11-25_far.example@mail.home.test>");
  const auto report = DmarcReport::read(unpack(letter.file).value()).value();
  EXPECT_EQ(report.email, "postmaster@home.test");
  EXPECT_EQ(report.begin, begin_of("2026-11-25"));
  EXPECT_EQ(report.rows.at(0).count, 2u);
}

// RFC 7489 §7.1: nobody can have reports sent to somebody else who does not want them.
TEST(DmarcSender, asks_a_foreign_destination_whether_it_wants_them) {
  DmarcWorld world;
  world.dns.zone.txt("far.example._report._dmarc.reports.com", "v=DMARC1;");
  world.dns.zone.txt("far.example._report._dmarc.other.com", "v=spf1 -all");
  EXPECT_EQ(world.send_for("mailto:a@reports.com,mailto:b@other.com,mailto:c@victim.com,https://far.example/").reports, 1u);
  EXPECT_EQ(world.posted.at(0).to.text(), "a@reports.com");
}

TEST(DmarcSender, knows_destinations_of_the_same_organisation) {
  DmarcWorld world;
  EXPECT_EQ(world.send_for("mailto:a@mail.far.example", "far.example").reports, 1u);
  EXPECT_EQ(world.send_for("mailto:a@near.example", "sub.near.example").reports, 1u);
  EXPECT_EQ(world.send_for("mailto:a@other.example", "third.example").reports, 0u);
  world.suffixes.reset();
  EXPECT_EQ(world.send_for("mailto:a@fourth.example", "sub.fourth.example").reports, 0u);
}

TEST(DmarcSender, waits_while_the_dns_does_not_say_whether_they_are_wanted) {
  DmarcWorld world;
  world.dns.zone.fail("far.example._report._dmarc.reports.com");
  EXPECT_EQ(world.send_for("mailto:a@reports.com").waiting, 1u);
  EXPECT_TRUE(world.posted.empty());
}

TEST(NextSending, is_at_a_random_moment_of_the_first_hours) {
  test::SeededRandom random(1);
  const auto now = begin_of("2026-11-26") + 13h;
  std::set<std::int64_t> moments;
  for (int i = 0; i < 50; ++i) {
    const auto next = next_sending(now, false, random);
    EXPECT_GE(next, begin_of("2026-11-27"));
    EXPECT_LT(next, begin_of("2026-11-27") + 4h);
    moments.insert(next.ms);
    EXPECT_LT(first_sending(begin_of("2026-11-27") + 3h, random), begin_of("2026-11-27") + 4h);
    EXPECT_LT(first_sending(now, random), now + 30min);
    EXPECT_GE(first_sending(now, random), now);
    const auto again = next_sending(now, true, random);
    EXPECT_GE(again, now + 1h);
    EXPECT_LT(again, now + 2h);
  }
  EXPECT_GT(moments.size(), 40u);
}

}  // namespace
}  // namespace postern::reports
