// The schedule of notices, and what they say.
#include "auth/password_notices.h"

#include <fmt/format.h>

#include <algorithm>

namespace postern::auth {
namespace {

using std::chrono::days;

// Whether a day of the schedule has come since `after`.
bool has_come(Time end, Time after, Time now) {
  return std::ranges::any_of(kNoticeDays, [&](std::uint32_t before) {
    const auto day = end - days(before);
    return after < day && day <= now;
  });
}

std::uint32_t days_until(Time end, Time now) { return static_cast<std::uint32_t>(std::chrono::ceil<days>(end - now).count()); }

std::string in_days(std::uint32_t n) { return n == 1 ? "within a day" : fmt::format("in {} days", n); }

}  // namespace

std::optional<PasswordNotice> notice_due(const PasswordLife& life, Time since, Time told, Time now) {
  if (life.expires.ms == 0) return {};
  const bool expired = life.expired(now);
  const auto end = expired ? life.sending_stops : life.expires;
  if (now >= end) return {};
  // That it has expired is told at once, however short the grace is.
  const bool news = expired && std::max(since, told) < life.expires;
  if (!news && !has_come(end, std::max(since, told), now)) return {};
  return PasswordNotice{expired, days_until(end, now), end};
}

NoticeText text_of(const PasswordNotice& notice, const std::string& address) {
  const auto when = in_days(notice.days);
  const auto date = rfc5322_date(notice.end);
  if (notice.expired)
    return {
        fmt::format("Your password has expired; sending stops {}", when),
        fmt::format("The password of {} has expired.\r\n\r\nUntil {} it goes on working. After that the account receives\r\n"
                    "and shows mail, and sends none, until it has a new password.\r\n\r\n"
                    "Nobody asks for your password by mail. This message has no link: open the site\r\n"
                    "or call the people that you know.\r\n",
                    address, date)};
  return {fmt::format("Your password expires {}", when),
          fmt::format("The password of {} expires on\r\n{}.\r\n\r\nSet a new one before that day.\r\n\r\n"
                      "Nobody asks for your password by mail. This message has no link: open the site\r\n"
                      "or call the people that you know.\r\n",
                      address, date)};
}

}  // namespace postern::auth
