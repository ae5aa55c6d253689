// clamd that answers well, slowly, early, with nonsense, or not at all.
#include "scanners/clamav.h"

#include <gtest/gtest.h>

#include "support/fake_scanner.h"

namespace postern::scanners {
namespace {

using namespace std::chrono_literals;
using test::Asker;
using test::FakeScanner;
using test::Manners;

std::string answer(std::string_view text) { return std::string(text) + '\0'; }
// Behind the last, empty chunk.
bool is_whole(std::string_view heard) { return heard.size() > 14 && heard.ends_with(std::string_view("\0\0\0\0", 4)); }

Opinion read(std::string_view text) {
  ClamavReader reader;
  EXPECT_TRUE(reader.feed(answer(text)).value());
  return reader.opinion();
}

TEST(ClamavReader, says_clean_infected_or_nothing) {
  EXPECT_EQ(read("stream: OK").verdict, Verdict::passes);
  EXPECT_EQ(read("stream: Eicar-Test-Signature FOUND").verdict, Verdict::refuse);
  EXPECT_EQ(read("stream: Eicar-Test-Signature FOUND").words, "Eicar-Test-Signature");
  EXPECT_EQ(read("stream: \x1B[2J FOUND").words, "?[2J");
  EXPECT_TRUE(read("INSTREAM size limit exceeded. ERROR").lasting);
  for (const auto* text : {"", "stream: ", "OK", "stream: OK FOUN", "stream: FOUND", "PONG", "stream: no memory ERROR",
                           "INSTREAM: Can't scan ERROR", "stream: OK\nstream: OK"}) {
    EXPECT_EQ(read(text).verdict, Verdict::unknown) << text;
    EXPECT_FALSE(read(text).lasting) << text;
  }
}

TEST(Clamav, is_given_the_message_in_chunks) {
  FakeScanner clamd({.enough = is_whole, .reply = answer("stream: OK")});
  Asker asker;
  const auto text = test::text_of("Subject: a\r\n\r\nb\r\n");
  const auto opinion = asker.finish(ask_clamav(asker.connector, clamd.place(), text, net::in(10s)));
  EXPECT_EQ(opinion.verdict, Verdict::passes) << opinion.words;
  EXPECT_EQ(clamd.heard(), std::string("zINSTREAM\0\0\0\0\x11Subject: a\r\n\r\nb\r\n\0\0\0\0", 35));
}

TEST(Clamav, answers_octet_by_octet) {
  FakeScanner clamd({.enough = is_whole, .reply = answer("stream: Win.Test FOUND"), .step = 1});
  Asker asker;
  const auto text = test::text_of(std::string(300'000, 'x'));
  const auto opinion = asker.finish(ask_clamav(asker.connector, clamd.place(), text, net::in(10s)));
  EXPECT_EQ(opinion.verdict, Verdict::refuse) << opinion.words;
  EXPECT_EQ(opinion.words, "Win.Test");
}

// It stops reading in the middle of a message that no buffer holds.
TEST(Clamav, that_has_seen_enough_is_understood) {
  for (const bool reads_on : {true, false}) {
    FakeScanner clamd({.enough = [](std::string_view heard) { return heard.size() > 1000; },
                       .reply = answer("INSTREAM size limit exceeded. ERROR"),
                       .reads_on = reads_on});
    Asker asker;
    const auto text = test::text_of(std::string(20'000'000, 'x'));
    const auto opinion = asker.finish(ask_clamav(asker.connector, clamd.place(), text, net::in(10s)));
    EXPECT_EQ(opinion.verdict, Verdict::unknown);
    EXPECT_TRUE(opinion.lasting) << opinion.words;
  }
}

TEST(Clamav, that_is_down_silent_or_lying_has_not_answered) {
  Asker asker;
  const auto text = test::text_of("a\r\n");
  const auto ask = [&](const Manners& manners, Clock::duration patience = 10s) {
    FakeScanner clamd(manners);
    return asker.finish(ask_clamav(asker.connector, clamd.place(), text, net::in(patience)));
  };
  for (const auto& [manners, patience, words] :
       {std::tuple{Manners{.enough = is_whole, .reply = "", .hangs = true}, Clock::duration(50ms), "Timed out"},
        std::tuple{Manners{.enough = is_whole, .reply = "stream: OK", .reads_on = false}, Clock::duration(10s),
                   "The connection was closed before an answer"},
        std::tuple{Manners{.enough = is_whole, .reply = answer("500 what?")}, Clock::duration(10s),
                   "it does not answer as clamd does"},
        std::tuple{Manners{.enough = is_whole, .reply = std::string(1'000'000, 'x')}, Clock::duration(10s),
                   "The answer has no end"}}) {
    const auto opinion = ask(manners, patience);
    EXPECT_EQ(opinion.verdict, Verdict::unknown);
    EXPECT_FALSE(opinion.lasting);
    EXPECT_EQ(opinion.words, words);
  }
}

TEST(Clamav, where_nobody_listens_there_is_no_answer) {
  Asker asker;
  const auto text = test::text_of("a\r\n");
  Place gone;
  {
    const FakeScanner clamd({.reply = ""});
    gone = clamd.place();
  }
  EXPECT_EQ(asker.finish(ask_clamav(asker.connector, gone, text, net::in(10s))).words, "Connection refused");
  EXPECT_EQ(asker.finish(ask_clamav(asker.connector, {"/nowhere/clamd.ctl", {}}, text, net::in(10s))).verdict,
            Verdict::unknown);
}

Task<Result<std::string>> broken_disk() { co_return fail(Failure::io, "Cannot read the message"); }

TEST(Clamav, is_not_asked_about_half_a_message) {
  FakeScanner clamd({.enough = is_whole, .reply = answer("stream: OK")});
  Asker asker;
  const Text text{100, [](std::uint64_t, std::size_t) { return broken_disk(); }};
  const auto opinion = asker.finish(ask_clamav(asker.connector, clamd.place(), text, net::in(10s)));
  EXPECT_EQ(opinion.verdict, Verdict::unknown);
  EXPECT_EQ(opinion.words, "Cannot read the message");
}

}  // namespace
}  // namespace postern::scanners
