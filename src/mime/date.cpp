// Dates of header fields.
#include "mime/date.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.h"
#include "mime/lexer.h"

namespace postern::mime {
namespace {

constexpr std::array<std::string_view, 12> kMonthNames{"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
struct ZoneName {
  std::string_view name;
  int minutes;
};
// RFC 5322 §4.3. Single letters were defined wrongly in RFC 822 and count as unknown.
constexpr std::array<ZoneName, 13> kZones{{{"ut", 0},
                                           {"gmt", 0},
                                           {"utc", 0},
                                           {"z", 0},
                                           {"est", -300},
                                           {"edt", -240},
                                           {"cst", -360},
                                           {"cdt", -300},
                                           {"mst", -420},
                                           {"mdt", -360},
                                           {"pst", -480},
                                           {"pdt", -420},
                                           {"cet", 60}}};

unsigned month_named(std::string_view word) {
  for (unsigned i = 0; i < kMonthNames.size(); ++i)
    if (starts_nocase(word, kMonthNames[i])) return i + 1;
  return 0;
}

// obs-year: two digits below 50 are 20xx, other two and three digits add 1900 (RFC 5322 §4.3)
int full_year(std::string_view digits, unsigned year) {
  if (digits.size() == 2) return static_cast<int>(year < 50 ? 2000 + year : 1900 + year);
  return static_cast<int>(digits.size() == 3 ? 1900 + year : year);
}

struct Clock24 {
  unsigned hour = 0, minute = 0, second = 0;
};

// One number of a time of day; nothing when there is none or it is too large.
std::optional<unsigned> clock_number(Lexer& in, unsigned most) {
  in.skip_cfws();
  return number(in.run_until(":.,(+-"), most);
}

bool skip_clock_separator(Lexer& in) {
  in.skip_cfws();
  return in.skip(':') || in.skip('.');
}

// time-of-day = hour ":" minute [ ":" second ], with the CFWS around each that obs-hour and the others allow; some write dots.
// Nothing when there is none; the zone may follow all the same.
std::optional<Clock24> read_clock(Lexer& in) {
  const auto hour = clock_number(in, 23);
  std::optional<unsigned> minute, second = 0U;
  if (skip_clock_separator(in)) minute = clock_number(in, 59);
  if (minute && skip_clock_separator(in)) second = clock_number(in, 60);
  if (!hour || !minute || !second) return {};
  return Clock24{*hour, *minute, std::min(*second, 59U)};  // a leap second counts as the one before
}

// zone = ("+" / "-") 4DIGIT / obs-zone; false when it says nothing.
bool read_zone(std::string_view word, int& minutes) {
  const bool numeric = word.size() >= 5 && (word[0] == '+' || word[0] == '-');
  if (numeric) {
    std::string digits(word.substr(1));
    std::erase(digits, ':');
    const auto n = number(std::string_view(digits), 9959U);
    if (!n || digits.size() != 4 || *n % 100 > 59) return false;
    const auto size = static_cast<int>(*n / 100 * 60 + *n % 100);
    minutes = word[0] == '-' ? -size : size;
    return word != "-0000";
  }
  const auto* zone = std::ranges::find_if(kZones, [&](const ZoneName& z) { return equal_nocase(z.name, word); });
  if (zone == kZones.end()) return false;
  minutes = zone->minutes;
  return true;
}

// The words of a date, split at white space, commas, comments, and hyphens between day, month and year.
class DateWords {
 public:
  explicit DateWords(std::string_view text) : in_(text) {}
  std::string_view next(std::string_view stops = ",(") {
    do in_.skip_cfws();
    while (in_.skip(',') || (stops.contains('-') && (in_.skip('-') || in_.skip('/'))));
    const auto word = in_.run_until(stops);
    if (word.empty() && !in_.at_end()) in_.advance(1);
    return word;
  }
  Lexer& rest() { return in_; }

 private:
  Lexer in_;
};

std::optional<std::chrono::year_month_day> date_of(DateWords& words) {
  constexpr std::string_view kStops = ",(-/";
  auto word = words.next(kStops);
  unsigned month = 0;
  if (!word.empty() && is_alpha(word[0])) {
    month = month_named(word);  // "Mon, 1 Jan" or asctime's "Mon Jan 1"
    word = words.next(kStops);
    if (!word.empty() && is_alpha(word[0])) {
      month = month_named(word);
      word = words.next(kStops);
    } else {
      month = 0;
    }
  }
  const auto day = number(word, 31U);
  if (month == 0) month = month_named(words.next(kStops));
  const auto year_word = words.next(kStops);
  const auto year = number(year_word, 9999U);
  if (!day || !year || month == 0 || year_word.size() < 2) return {};
  const std::chrono::year_month_day date{std::chrono::year(full_year(year_word, *year)), std::chrono::month(month),
                                         std::chrono::day(*day)};
  if (!date.ok()) return {};
  return date;
}

}  // namespace

// date-time = [ day-of-week "," ] date time [CFWS]
std::optional<DateTime> parse_date(std::string_view text) {
  DateWords words(text.substr(0, 512));
  const auto date = date_of(words);
  if (!date) return {};
  const auto clock = read_clock(words.rest()).value_or(Clock24{});
  DateTime result;
  result.zone_known = read_zone(words.next(), result.zone_minutes);
  if (!result.zone_known) result.zone_minutes = 0;
  using namespace std::chrono;
  const auto local = sys_days(*date) + hours(clock.hour) + minutes(clock.minute) + seconds(clock.second);
  result.at = {duration_cast<milliseconds>(local.time_since_epoch() - minutes(result.zone_minutes)).count()};
  return result;
}

}  // namespace postern::mime
