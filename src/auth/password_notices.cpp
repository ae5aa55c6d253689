// The schedule of notices, and what they say.
#include "auth/password_notices.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace postern::auth {
namespace {

using std::chrono::days;

constexpr std::uint32_t kLongestNotice = 365;

// Whether a day of the schedule has come since `after`.
bool has_come(const NoticeDays& schedule, Time end, Time after, Time now) {
  return std::ranges::any_of(schedule, [&](std::uint32_t before) {
    const auto day = end - days(before);
    return after < day && day <= now;
  });
}

std::uint32_t days_until(Time end, Time now) { return static_cast<std::uint32_t>(std::chrono::ceil<days>(end - now).count()); }

Said in_days(std::uint32_t n) { return n == 1 ? written<"within a day">() : written<"in {} days">(n); }

}  // namespace

std::string check_notice_day(std::string_view text) {
  const auto day = number<std::uint32_t>(text, kLongestNotice);
  return day && *day > 0 ? std::string() : fmt::format("must be a number of days, 1 to {}", kLongestNotice);
}

NoticeDays notice_days(const PasswordPolicy& policy) {
  NoticeDays out;
  for (const auto& text : policy.notices)
    if (const auto day = number<std::uint32_t>(text, kLongestNotice)) out.push_back(*day);
  return out;
}

std::optional<PasswordNotice> notice_due(const PasswordLife& life, const NoticeDays& schedule, Time since, Time told,
                                         Time now) {
  if (life.expires.ms == 0) return {};
  const bool expired = life.expired(now);
  const auto end = expired ? life.sending_stops : life.expires;
  if (now >= end) return {};
  // That it has expired is told at once, however short the grace is.
  const bool news = expired && std::max(since, told) < life.expires;
  if (!news && !has_come(schedule, end, std::max(since, told), now)) return {};
  return PasswordNotice{expired, days_until(end, now), end};
}

Writing text_of(const PasswordNotice& notice, const std::string& address) {
  const auto when = in_days(notice.days);
  const auto last = written<
      "Nobody asks for your password by mail. This message has no link: open the site or call the people that you know.">();
  if (notice.expired)
    return {written<"Your password has expired; sending stops {}">(when),
            {written<"The password of {} has expired.">(address),
             written<"Until {} it goes on working. After that the account receives and shows mail, and sends none, until it "
                     "has a new password.">(notice.end),
             last}};
  return {
      written<"Your password expires {}">(when),
      {written<"The password of {} expires on\n{}.">(address, notice.end), written<"Set a new one before that day.">(), last}};
}

}  // namespace postern::auth
