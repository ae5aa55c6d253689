// spamd that answers well, slowly, with nonsense, or not at all.
#include "scanners/spamd.h"

#include <gtest/gtest.h>

#include "support/fake_scanner.h"

namespace postern::scanners {
namespace {

using namespace std::chrono_literals;
using test::Asker;
using test::FakeScanner;

constexpr std::string_view kSpam =
    "SPAMD/1.1 0 EX_OK\r\nContent-length: 20\r\nSpam: True ; 7.9 / 5.0\r\n\r\nGTUBE,MISSING_DATE\r\n";

// The opinion, or the error's text as one.
Opinion read(std::string_view bytes, std::size_t step) {
  SpamdReader reader;
  while (!bytes.empty()) {
    auto whole = reader.feed(bytes.substr(0, step));
    bytes.remove_prefix(std::min(step, bytes.size()));
    if (!whole) return unknown(kSpamd, whole.error().text);
    if (*whole) return reader.opinion();
  }
  return unknown(kSpamd, "more");
}

TEST(SpamdReader, gives_the_score_and_the_rules) {
  for (const std::size_t step : {1000UL, 1UL, 3UL}) {
    const auto opinion = read(kSpam, step);
    EXPECT_EQ(opinion.verdict, Verdict::passes);
    EXPECT_EQ(opinion.score, 790);
    EXPECT_EQ(opinion.words, "7.9 of 5.0: GTUBE,MISSING_DATE");
  }
  EXPECT_EQ(read("SPAMD/1.1 0 EX_OK\r\nSpam: False ; -1.5 / 5.0\r\n\r\n", 7).words, "-1.5 of 5.0");
}

TEST(SpamdReader, what_is_no_answer_is_none) {
  struct Case {
    std::string bytes, words;
  };
  for (const auto& [bytes, words] :
       {Case{"SPAMD/1.0 76 Bad header line\r\n\r\n", "76 Bad header line"},
        Case{"HTTP/1.1 200 OK\r\n\r\n", "It does not answer as spamd does"},
        Case{"SPAMD/1.1 x\r\n\r\n", "It does not answer as spamd does"}, Case{"SPAMD/1.1 0 EX_OK\r\n\r\n", "it gives no score"},
        Case{"SPAMD/1.1 0 EX_OK\r\nSpam: True ; nan / 5\r\n\r\n", "it gives no score"},
        Case{"SPAMD/1.1 0 EX_OK\r\nContent-length: 99999999\r\n\r\n", "The answer is larger than it may be"},
        Case{"SPAMD/1.1 0 EX_OK\r\nContent-length: -1\r\n\r\n", "The answer is larger than it may be"},
        Case{"SPAMD/1.1 0 EX_OK\r\nContent-length: 5\r\nSpam: True ; 1 / 2\r\n\r\nab", "more"},
        Case{std::string(100'000, 'x'), "The answer has no end"}})
    for (const std::size_t step : {1'000'000UL, 1UL, 3UL}) {
      EXPECT_EQ(read(bytes, step).verdict, Verdict::unknown);
      EXPECT_EQ(read(bytes, step).words, words) << step;
    }
}

TEST(Spamd, is_asked_for_the_rules_in_the_name_of_a_user) {
  FakeScanner spamd({.enough = [](std::string_view heard) { return heard.ends_with("\r\n\r\nb\r\n"); },
                     .reply = std::string(kSpam),
                     .step = 1});
  Asker asker;
  const auto text = test::text_of("Subject: a\r\n\r\nb\r\n");
  const auto opinion = asker.finish(ask_spamd(asker.connector, spamd.place(), "postern", text, net::in(10s)));
  EXPECT_EQ(opinion.score, 790) << opinion.words;
  EXPECT_EQ(spamd.heard(), "SYMBOLS SPAMC/1.5\r\nContent-length: 17\r\nUser: postern\r\n\r\nSubject: a\r\n\r\nb\r\n");
}

TEST(Spamd, that_hangs_meets_the_deadline) {
  FakeScanner spamd({.reply = "SPAMD/1.1 0", .hangs = true});
  Asker asker;
  const auto text = test::text_of("a\r\n");
  const auto opinion = asker.finish(ask_spamd(asker.connector, spamd.place(), "", text, net::in(50ms)));
  EXPECT_EQ(opinion.verdict, Verdict::unknown);
  EXPECT_EQ(opinion.words, "Timed out");
}

}  // namespace
}  // namespace postern::scanners
