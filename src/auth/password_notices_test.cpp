// The schedule of notices about passwords that end, day by day.   H07
#include "auth/password_notices.h"

#include <gtest/gtest.h>

#include <vector>

namespace postern::auth {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr Time kSet{1'000'000'000'000};

PasswordLife life(int expires, int grace = 14) { return {kSet + days(expires), kSet + days(expires + grace)}; }

// The days on which a server that looks every day, but for those when it is down, tells something; and how many it says are left.
using Told = std::vector<std::pair<int, std::uint32_t>>;
Told told(const PasswordLife& life, int until, auto is_up, const NoticeDays& schedule = notice_days({})) {
  Told out;
  Time last{};
  for (int day = 0; day <= until; ++day) {
    if (!is_up(day)) continue;
    const auto now = kSet + days(day) + hours(1);
    const auto due = notice_due(life, schedule, kSet, last, now);
    if (!due) continue;
    out.emplace_back(day, due->days);
    last = now;
  }
  return out;
}
constexpr auto kAlways = [](int) { return true; };

TEST(PasswordNotices, come_on_the_days_of_the_schedule_and_again_before_sending_stops) {
  EXPECT_EQ(told(life(100), 200, kAlways),
            (Told{{72, 28}, {86, 14}, {93, 7}, {97, 3}, {98, 2}, {99, 1}, {100, 14}, {107, 7}, {111, 3}, {112, 2}, {113, 1}}));
}

TEST(PasswordNotices, that_were_missed_come_as_one_and_the_schedule_goes_on) {
  EXPECT_EQ(told(life(100), 99, [](int day) { return day < 70 || day > 94; }), (Told{{95, 5}, {97, 3}, {98, 2}, {99, 1}}));
  EXPECT_EQ(told(life(100), 120, [](int day) { return day > 105; }), (Told{{106, 8}, {107, 7}, {111, 3}, {112, 2}, {113, 1}}));
  EXPECT_EQ(told(life(100), 200, [](int day) { return day > 150; }), Told{}) << "what is over is told no more";
}

TEST(PasswordNotices, of_a_short_life_begin_when_there_is_something_to_tell) {
  EXPECT_EQ(told(life(10), 9, kAlways), (Told{{3, 7}, {7, 3}, {8, 2}, {9, 1}})) << "days before it was set are none";
  EXPECT_EQ(told(life(10, 0), 20, kAlways), (Told{{3, 7}, {7, 3}, {8, 2}, {9, 1}})) << "no grace, no second part";
  EXPECT_EQ(told({}, 1000, kAlways), Told{}) << "a password without an end";
}

TEST(PasswordNotices, an_end_that_an_administrator_sets_is_told_at_once) {
  const PasswordLife ended{kSet + days(50), kSet + days(50 + 5)};
  const auto due = notice_due(ended, notice_days({}), kSet, {}, kSet + days(50));
  ASSERT_TRUE(due);
  EXPECT_TRUE(due->expired);
  EXPECT_EQ(due->days, 5u);
  EXPECT_NE(text_of(*due, "ann@home.test").subject_in(Language::en).find("sending stops in 5 days"), std::string::npos);
}

TEST(PasswordNotices, H07_come_on_the_days_that_are_set_in_whatever_order_they_are_written) {
  EXPECT_EQ(told(life(100), 120, kAlways, {5, 30}), (Told{{70, 30}, {95, 5}, {100, 14}, {109, 5}}));
  EXPECT_EQ(told(life(100), 120, [](int day) { return day < 60 || day > 96; }, {5, 30, 30}),
            (Told{{97, 3}, {100, 14}, {109, 5}}))
      << "those that were missed come as one";
  EXPECT_EQ(told(life(100), 120, kAlways, {}), (Told{{100, 14}})) << "that it has expired is told in any case";
}

TEST(PasswordNotices, H07_a_schedule_is_of_days) {
  EXPECT_EQ(notice_days({}), (NoticeDays{28, 14, 7, 3, 2, 1})) << "as shipped";
  for (const char* good : {"1", "365"}) EXPECT_EQ(check_notice_day(good), "") << good;
  for (const char* bad : {"", "0", "366", "-1", "1d", " 1", "99999999999"}) EXPECT_NE(check_notice_day(bad), "") << bad;
}

TEST(PasswordNotices, say_what_ends_when_and_give_no_link) {
  const PasswordNotice soon{.expired = false, .days = 1, .end = kSet};
  const auto said = text_of(soon, "ann@home.test");
  const auto text = said.text_in(Language::en);
  EXPECT_EQ(said.subject_in(Language::en), "Your password expires within a day");
  EXPECT_NE(text.find("ann@home.test"), std::string::npos);
  EXPECT_NE(text.find(rfc5322_date(kSet)), std::string::npos);
  EXPECT_EQ(text.find("http"), std::string::npos);
  EXPECT_EQ(said.subject_in(Language::de), "Ihr Passwort läuft innerhalb eines Tages ab");
  EXPECT_NE(said.text_in(Language::de).find(date_in(Language::de, kSet)), std::string::npos);
}

}  // namespace
}  // namespace postern::auth
