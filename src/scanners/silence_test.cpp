// When a scanner is silent, and when it is not any more.
#include "scanners/silence.h"

#include <gtest/gtest.h>

#include "scanners/clamav.h"
#include "scanners/rspamd.h"

namespace postern::scanners {
namespace {

constexpr Time kNow{1'790'000'000'000};
constexpr auto kSecond = std::chrono::seconds(1);

class SilencesTest : public testing::Test {
 protected:
  SilencesTest() {
    settings.clamav = "127.0.0.1:3310";
    settings.rspamd = "127.0.0.1:11333";
  }
  std::vector<Silences::News> hears(const Opinion& opinion, std::chrono::milliseconds later = kSecond,
                                    Asked asked = Asked::of_message) {
    now = now + later;
    return silences.note(settings, settings, {opinion}, now, asked);
  }
  std::vector<Silences::News> finds(const Opinion& opinion) { return hears(opinion, kSecond, Asked::whether_there); }
  [[nodiscard]] std::size_t silent() const { return silences.of(settings).size(); }

  Opinion down = unknown(kClamav, "connection refused");
  Opinion answer{.scanner = std::string(kClamav), .verdict = Verdict::passes, .words = "no virus"};
  Settings settings;
  Silences silences;
  Time now = kNow;
};

TEST_F(SilencesTest, three_messages_in_a_row_without_an_answer_are_told_once_with_since_when_and_why) {
  EXPECT_TRUE(hears(down).empty());
  EXPECT_TRUE(hears(down).empty());
  EXPECT_EQ(silent(), 0u);
  const auto news = hears(down);
  ASSERT_EQ(news.size(), 1u);
  EXPECT_FALSE(news[0].answers);
  EXPECT_EQ(news[0].silence, (Silence{"clamav", kNow + kSecond, 3, "connection refused"}));
  EXPECT_TRUE(hears(down).empty()) << "once";
  EXPECT_EQ(silences.of(settings).at(0).messages, 4u);
}

TEST_F(SilencesTest, where_little_mail_comes_two_that_lie_far_apart_are_enough) {
  EXPECT_TRUE(hears(down).empty());
  EXPECT_EQ(hears(down, Silences::kApart).size(), 1u);
}

TEST_F(SilencesTest, two_that_lie_close_together_are_not_enough) {
  EXPECT_TRUE(hears(down).empty());
  EXPECT_TRUE(hears(down, Silences::kApart - kSecond).empty());
}

TEST_F(SilencesTest, an_answer_ends_it_and_is_told_when_the_silence_was) {
  hears(down);
  hears(down);
  EXPECT_TRUE(hears(answer).empty()) << "nobody was told that it was silent";
  hears(down);
  hears(down);
  EXPECT_EQ(silent(), 0u) << "counted from nothing";
  hears(down);
  EXPECT_EQ(silent(), 1u);
  answer.verdict = Verdict::refuse;
  const auto news = hears(answer);
  ASSERT_EQ(news.size(), 1u);
  EXPECT_TRUE(news[0].answers);
  EXPECT_EQ(news[0].silence.messages, 3u);
  EXPECT_EQ(silent(), 0u);
  EXPECT_TRUE(hears(answer).empty());
}

TEST_F(SilencesTest, a_message_that_is_too_large_for_it_neither_begins_a_silence_nor_ends_one) {
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(hears(never_known(kClamav, "too large")).empty());
  for (int i = 0; i < 3; ++i) hears(down);
  EXPECT_TRUE(hears(never_known(kClamav, "too large")).empty());
  EXPECT_EQ(silent(), 1u);
}

TEST_F(SilencesTest, each_is_counted_by_itself) {
  const auto other = unknown(kRspamd, "time is up");
  hears(down);
  hears(other);
  hears(down);
  hears(other);
  EXPECT_EQ(silent(), 0u);
  EXPECT_EQ(hears(down).size(), 1u);
  EXPECT_EQ(silent(), 1u);
  EXPECT_EQ(hears(other).size(), 1u);
  EXPECT_EQ(silent(), 2u);
}

TEST_F(SilencesTest, what_is_found_without_mail_counts_and_is_no_message) {
  EXPECT_TRUE(finds(down).empty());
  EXPECT_TRUE(hears(down).empty());
  const auto news = finds(down);
  ASSERT_EQ(news.size(), 1u);
  EXPECT_EQ(news[0].silence, (Silence{"clamav", kNow + kSecond, 1, "connection refused"}));
}

TEST_F(SilencesTest, one_that_was_gone_is_back_when_it_is_there_again) {
  hears(down);
  hears(down);
  hears(down);
  finds(down);
  const auto news = finds(answer);
  ASSERT_EQ(news.size(), 1u);
  EXPECT_TRUE(news[0].answers);
  EXPECT_EQ(silent(), 0u);
}

TEST_F(SilencesTest, one_that_is_there_all_the_time_and_says_nothing_of_mail_stays_silent) {
  for (int i = 0; i < 3; ++i) {
    hears(down);
    EXPECT_TRUE(finds(answer).empty());
  }
  EXPECT_EQ(silent(), 1u);
  EXPECT_EQ(hears(answer).size(), 1u);
  EXPECT_EQ(silent(), 0u);
}

TEST_F(SilencesTest, one_that_is_asked_no_more_or_elsewhere_is_silent_no_more) {
  for (int i = 0; i < 3; ++i) hears(down);
  ASSERT_EQ(silent(), 1u);
  const auto place = settings.clamav;
  settings.clamav = "";
  EXPECT_EQ(silent(), 0u);
  settings.clamav = "unix:/run/clamav/clamd.ctl";
  EXPECT_EQ(silent(), 0u);
  EXPECT_TRUE(hears(down).empty()) << "counted from nothing, there";
  settings.clamav = place;
  EXPECT_EQ(silent(), 0u);
}

TEST_F(SilencesTest, what_was_asked_by_settings_of_before_takes_nothing_back_and_counts_for_nothing) {
  Settings before = settings;
  before.clamav = "";
  before.rspamd = "127.0.0.1:1";
  for (int i = 0; i < 3; ++i) hears(down);
  const auto late = [&](const Opinion& opinion) {
    return silences.note(before, settings, {opinion}, now, Asked::whether_there);
  };
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(late(unknown(kRspamd, "no answer in time")).empty());
  EXPECT_TRUE(late(answer).empty());
  EXPECT_EQ(silent(), 1u);
}

TEST_F(SilencesTest, a_milter_is_known_by_where_it_listens) {
  settings.milters = {{.place = "unix:/run/a"}, {.place = "unix:/run/b"}};
  for (int i = 0; i < 3; ++i) hears(unknown("unix:/run/b", "no such file"));
  ASSERT_EQ(silent(), 1u);
  settings.milters.pop_back();
  EXPECT_EQ(silent(), 0u);
}

}  // namespace
}  // namespace postern::scanners
