// date and date-time of RFC 9051 §9.
#include "imap/grammar/datetime.h"

#include <array>
#include <chrono>

#include "base/text.h"

namespace postern::imap::grammar {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

unsigned digits(Cursor& in, std::size_t n, unsigned max) {
  const auto value = number<unsigned>(in.take(n), max);
  if (!value) in.fail("Wrong date");
  return value.value_or(0);
}

unsigned month(Cursor& in) {
  const auto text = in.take(3);
  for (unsigned m = 0; m < kMonths.size(); ++m)
    if (equal_nocase(text, kMonths[m])) return m + 1;
  in.fail("Wrong month");
  return 1;
}

// The rest of a date, "-" date-month "-" date-year, behind its day.
std::int64_t days_of(Cursor& in, unsigned day) {
  in.expect('-');
  const auto m = month(in);
  in.expect('-');
  const auto y = digits(in, 4, 9999);
  const std::chrono::year_month_day ymd{std::chrono::year(static_cast<int>(y)), std::chrono::month(m), std::chrono::day(day)};
  if (!ymd.ok()) in.fail("No such day");
  if (!in.ok()) return 0;
  return std::chrono::sys_days(ymd).time_since_epoch().count();
}

// zone = ("+" / "-") 4DIGIT, in seconds east of UTC
std::int64_t zone(Cursor& in) {
  const bool west = in.peek() == '-';
  if (!in.skip('-')) in.expect('+');
  const auto hours = digits(in, 2, 23);
  const auto minutes = digits(in, 2, 59);
  const auto seconds = static_cast<std::int64_t>(hours) * 3600 + static_cast<std::int64_t>(minutes) * 60;
  return west ? -seconds : seconds;
}

void two(std::string& out, unsigned n) {
  out += static_cast<char>('0' + n / 10 % 10);
  out += static_cast<char>('0' + n % 10);
}

}  // namespace

Day date(Cursor& in) {
  const bool quoted = in.skip('"');
  unsigned day = digits(in, 1, 9);
  if (is_digit(in.peek())) day = day * 10 + digits(in, 1, 9);
  const Day found{days_of(in, day)};
  if (quoted) in.expect('"');
  return in.ok() ? found : Day{};
}

Time date_time(Cursor& in) {
  in.expect('"');
  const bool one_digit = in.skip(' ');
  const auto days = days_of(in, digits(in, one_digit ? 1 : 2, 31));
  in.space();
  const auto hour = digits(in, 2, 23);
  in.expect(':');
  const auto minute = digits(in, 2, 59);
  in.expect(':');
  const auto second = digits(in, 2, 60);
  in.space();
  const auto east = zone(in);
  in.expect('"');
  if (!in.ok()) return {};
  return Time{(days * 86400 + hour * 3600 + minute * 60 + second - east) * 1000};
}

void append_date_time(std::string& out, Time t) {
  const auto seconds = t.seconds();
  const auto days = seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400;
  const auto of_day = static_cast<unsigned>(seconds - days * 86400);
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(days))};
  const auto year = static_cast<unsigned>(static_cast<int>(ymd.year()));
  two(out, static_cast<unsigned>(ymd.day()));
  out += '-';
  out += kMonths[static_cast<unsigned>(ymd.month()) - 1];
  out += '-';
  two(out, year / 100);
  two(out, year % 100);
  out += ' ';
  two(out, of_day / 3600);
  out += ':';
  two(out, of_day / 60 % 60);
  out += ':';
  two(out, of_day % 60);
  out += " +0000";
}

}  // namespace postern::imap::grammar
