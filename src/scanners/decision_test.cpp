// What follows from opinions, and that all are asked.
#include <gtest/gtest.h>

#include "scanners/clamav.h"
#include "scanners/rspamd.h"
#include "scanners/scanners.h"
#include "scanners/spamd.h"
#include "support/fake_scanner.h"

namespace postern::scanners {
namespace {

using namespace std::chrono_literals;

Opinion virus() { return {.scanner = "clamav", .verdict = Verdict::refuse, .words = "Eicar"}; }
Opinion says(std::string scanner, Verdict verdict) {
  return {.scanner = std::move(scanner), .verdict = verdict, .words = "so"};
}
Opinion scores(std::string scanner, std::int32_t score) {
  return {.scanner = std::move(scanner), .verdict = Verdict::passes, .words = "so", .score = score};
}

TEST(Decision, a_virus_is_refused_or_held) {
  Settings settings;
  auto decision = decide(settings, {virus()});
  EXPECT_EQ(decision.what, Consequence::refuse);
  EXPECT_EQ(decision.code, 550);
  EXPECT_EQ(decision.text, "The message contains a virus: Eicar");
  settings.infected = Infected::quarantine;
  decision = decide(settings, {virus()});
  EXPECT_EQ(decision.what, Consequence::quarantine);
  EXPECT_EQ(decision.reason, "clamav: Eicar");
}

TEST(Decision, who_does_not_answer_has_mail_put_off_or_taken) {
  Settings settings;
  settings.milters = {{"127.0.0.1:1", WhenDown::accept}, {"127.0.0.1:2", WhenDown::put_off}};
  const auto what = [&](const Opinion& opinion) { return decide(settings, {opinion}).what; };
  EXPECT_EQ(what(unknown("clamav", "down")), Consequence::put_off);
  EXPECT_EQ(decide(settings, {unknown("clamav", "down")}).code, 451);
  EXPECT_EQ(decide(settings, {unknown("clamav", "down")}).text, "Try again later");
  EXPECT_EQ(what(unknown("rspamd", "down")), Consequence::accept);
  EXPECT_EQ(what(unknown("spamd", "down")), Consequence::accept);
  EXPECT_EQ(what(unknown("127.0.0.1:1", "down")), Consequence::accept);
  EXPECT_EQ(what(unknown("127.0.0.1:2", "down")), Consequence::put_off);
  EXPECT_FALSE(decide(settings, {unknown("rspamd", "down")}).shares.at(0).knows);
  settings.spam_down = WhenDown::put_off;
  settings.clamav_down = WhenDown::accept;
  EXPECT_EQ(what(unknown("rspamd", "down")), Consequence::put_off);
  EXPECT_EQ(what(unknown("clamav", "down")), Consequence::accept);
}

TEST(Decision, what_will_never_be_known_is_not_waited_for) {
  EXPECT_EQ(decide({}, {never_known("clamav", "too large")}).what, Consequence::accept);
}

TEST(Decision, the_sternest_holds) {
  const auto milter = says("m", Verdict::quarantine);
  EXPECT_EQ(decide({}, {milter, unknown("clamav", "down")}).what, Consequence::put_off);
  EXPECT_EQ(decide({}, {unknown("clamav", "down"), milter}).reason, "clamav: down");
  EXPECT_EQ(decide({}, {unknown("clamav", "down"), says("m", Verdict::refuse)}).text, "The message is refused by policy");
  EXPECT_EQ(decide({}, {milter, says("n", Verdict::passes)}).what, Consequence::quarantine);
}

TEST(Decision, a_milter_says_in_its_own_words_why) {
  auto milter = says("m", Verdict::refuse);
  milter.code = 554;
  milter.text = "Not here";
  EXPECT_EQ(decide({}, {milter}).code, 554);
  EXPECT_EQ(decide({}, {milter}).text, "Not here");
}

TEST(Decision, scores_count_by_their_weights) {
  Settings settings;
  settings.rspamd_weight = 50;
  settings.spamd_weight = 1000;
  const auto decision = decide(settings, {scores("rspamd", 840), scores("spamd", 100'000'000), scores("m", 100)});
  EXPECT_EQ(decision.shares.at(0).weight, 420);
  EXPECT_EQ(decision.shares.at(1).weight, 100'000'000);
  EXPECT_EQ(decision.shares.at(2).weight, 0);
}

TEST(Decision, rspamd_acts_where_it_may) {
  Settings settings;
  EXPECT_EQ(decide(settings, {says("rspamd", Verdict::refuse)}).what, Consequence::accept);
  settings.rspamd_acts = true;
  EXPECT_EQ(decide(settings, {says("rspamd", Verdict::refuse)}).what, Consequence::refuse);
  EXPECT_EQ(decide(settings, {says("rspamd", Verdict::put_off)}).code, 451);
}

TEST(Decision, fields_are_added_by_those_names_alone_that_may_be) {
  auto milter = says("m", Verdict::passes);
  milter.fields = {{"x-a", "1"}, {"To", "2"}, {"DKIM-Signature", "3"}, {"X-Spam-Verdict", "4"}, {"X-B", "5"}};
  Settings settings;
  EXPECT_EQ(decide(settings, {milter}).fields, (std::vector<HeaderField>{{"x-a", "1"}, {"X-B", "5"}}));
  settings.fields = {"dkim-signature"};
  EXPECT_EQ(decide(settings, {milter}).fields, (std::vector<HeaderField>{{"DKIM-Signature", "3"}}));
}

TEST(Scanners, all_are_asked_side_by_side_and_none_beyond_the_deadline) {
  test::FakeScanner clamd({.enough = [](std::string_view heard) { return heard.ends_with(std::string_view("\0\0\0\0", 4)); },
                           .reply = std::string("stream: OK\0", 11)});
  test::FakeScanner hangs({.reply = "", .hangs = true});
  test::Asker asker;
  Settings settings;
  settings.clamav = clamd.place_text();
  settings.rspamd = settings.spamd = hangs.place_text();
  settings.milters = {{hangs.place_text(), WhenDown::accept}};
  const auto facts = test::some_facts();
  const auto text = test::text_of("Subject: a\r\n\r\nb\r\n");
  const auto begun = Clock::now();
  const auto opinions = asker.finish(ask(asker.connector, settings, facts, text, net::in(200ms)));
  EXPECT_LT(Clock::now() - begun, 5s);
  ASSERT_EQ(opinions.size(), 4u);
  EXPECT_EQ(opinions[0].verdict, Verdict::passes) << opinions[0].words;
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(opinions[i].words, "Timed out") << opinions[i].scanner;
}

TEST(Scanners, what_is_too_large_is_not_sent) {
  test::FakeScanner clamd({.reply = ""});
  test::Asker asker;
  Settings settings;
  settings.clamav = settings.rspamd = settings.spamd = clamd.place_text();
  settings.clamav_largest = settings.spam_largest = config::Octets{1024};
  const auto text = test::text_of(std::string(1025, 'x'));
  const auto facts = test::some_facts();
  const auto opinions = asker.finish(ask(asker.connector, settings, facts, text, net::in(10s)));
  ASSERT_EQ(opinions.size(), 3u);
  for (const auto& opinion : opinions) EXPECT_TRUE(opinion.lasting);
  EXPECT_EQ(clamd.heard(), "");
}

}  // namespace
}  // namespace postern::scanners
