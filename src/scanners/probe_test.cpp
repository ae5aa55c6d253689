// Programs that are there, gone, hung, or others than was thought.
#include "scanners/probe.h"

#include <gtest/gtest.h>

#include "scanners/milter_packet.h"
#include "support/fake_scanner.h"

namespace postern::scanners {
namespace {

using namespace std::chrono_literals;
using test::Asker;
using test::FakeScanner;

std::string options(std::uint32_t version) {
  std::string data, out;
  for (const auto n : {version, 0x21U, 0U}) append_number(data, n);
  append_packet(out, 'O', data);
  return out;
}

// A question in text, whole.
bool is_question(std::string_view heard) { return heard.ends_with("\r\n\r\n"); }

class ProbeTest : public testing::Test {
 protected:
  // What is found of the one scanner that the settings name.
  Opinion found(Clock::duration patience = 10s) {
    const auto opinions = asker.finish(probe(asker.connector, settings, net::in(patience)));
    EXPECT_EQ(opinions.size(), 1u);
    return opinions.empty() ? Opinion{} : opinions.front();
  }
  Asker asker;
  Settings settings;
};

TEST_F(ProbeTest, nobody_is_asked_where_none_is_named) {
  EXPECT_TRUE(asker.finish(probe(asker.connector, settings, net::in(10s))).empty());
}

TEST_F(ProbeTest, clamd_is_pinged) {
  FakeScanner clamd(
      {.enough = [](std::string_view heard) { return heard.size() >= 6; }, .reply = std::string("PONG\0", 5), .step = 1});
  settings.clamav = clamd.place_text();
  const auto opinion = found();
  EXPECT_EQ(opinion.scanner, "clamav");
  EXPECT_EQ(opinion.verdict, Verdict::passes) << opinion.words;
  EXPECT_EQ(clamd.heard(), std::string("zPING\0", 6)) << "and is shown no message";
}

TEST_F(ProbeTest, rspamd_is_there_whatever_it_answers_over_http) {
  for (const auto* status : {"200 OK", "403 Forbidden"}) {
    FakeScanner rspamd({.enough = is_question, .reply = std::string("HTTP/1.1 ") + status + "\r\nContent-Length: 0\r\n\r\n"});
    settings.rspamd = rspamd.place_text();
    EXPECT_EQ(found().verdict, Verdict::passes) << status;
    EXPECT_TRUE(rspamd.heard().starts_with("GET /ping HTTP/1.1\r\n")) << rspamd.heard();
  }
}

TEST_F(ProbeTest, spamd_is_pinged) {
  FakeScanner spamd({.enough = is_question, .reply = "SPAMD/1.5 0 PONG\r\n"});
  settings.spamd = spamd.place_text();
  EXPECT_EQ(found().verdict, Verdict::passes);
  EXPECT_EQ(spamd.heard(), "PING SPAMC/1.5\r\n\r\n");
}

TEST_F(ProbeTest, a_milter_agrees_on_its_options_and_hears_no_more) {
  FakeScanner milter({.enough = [](std::string_view heard) { return heard.size() >= 17; }, .reply = options(6), .step = 1});
  settings.milters = {{.place = milter.place_text()}};
  const auto opinion = found();
  EXPECT_EQ(opinion.scanner, milter.place_text());
  EXPECT_EQ(opinion.verdict, Verdict::passes) << opinion.words;
  EXPECT_EQ(milter.heard().size(), 17u);
}

TEST_F(ProbeTest, a_milter_that_does_not_agree_is_not_there) {
  for (const auto& reply : {options(1), std::string("HTTP/1.1 400 Bad Request\r\n\r\n")}) {
    FakeScanner milter({.reply = reply});
    settings.milters = {{.place = milter.place_text()}};
    EXPECT_EQ(found().verdict, Verdict::unknown) << reply;
  }
}

TEST_F(ProbeTest, one_that_hangs_lies_or_is_gone_is_not_there) {
  struct Row {
    test::Manners manners;
    Clock::duration patience;
    const char* words;
  };
  const Row rows[] = {{{.reply = "", .hangs = true}, 50ms, "Timed out"},
                      {{.reply = "", .reads_on = false}, 10s, "The connection was closed before an answer"},
                      {{.reply = std::string("ERROR\0", 6)}, 10s, "something else answers there"},
                      {{.reply = std::string(1'000'000, 'x')}, 10s, "The answer has no end"}};
  for (const auto& [manners, patience, words] : rows) {
    FakeScanner clamd(manners);
    settings.clamav = clamd.place_text();
    const auto opinion = found(patience);
    EXPECT_EQ(opinion.verdict, Verdict::unknown);
    EXPECT_EQ(opinion.words, words);
  }
  EXPECT_EQ(found().words, "Connection refused") << "the last of them has gone";
}

TEST_F(ProbeTest, all_are_asked_side_by_side) {
  FakeScanner hangs({.reply = "", .hangs = true});
  FakeScanner clamd({.reply = std::string("PONG\0", 5)});
  settings.clamav = clamd.place_text();
  settings.rspamd = settings.spamd = hangs.place_text();
  settings.milters = {{.place = hangs.place_text()}};
  const auto begun = Clock::now();
  const auto opinions = asker.finish(probe(asker.connector, settings, net::in(200ms)));
  EXPECT_LT(Clock::now() - begun, 5s);
  ASSERT_EQ(opinions.size(), 4u);
  EXPECT_EQ(opinions[0].verdict, Verdict::passes) << opinions[0].words;
  for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(opinions[i].words, "Timed out") << opinions[i].scanner;
}

}  // namespace
}  // namespace postern::scanners
