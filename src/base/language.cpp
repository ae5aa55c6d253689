// Looking texts up, and dates.
#include "base/language.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/heard.h"

namespace postern {
namespace {

constexpr std::array<std::string_view, 2> kNames{"en", "de"};

std::string_view form_in(Language language, std::string_view english) {
  if (language == Language::en) return english;
  const auto all = german_words();
  const auto found = std::ranges::lower_bound(all, english, {}, &Translated::english);
  return found != all.end() && found->english == english ? found->german : english;
}

}  // namespace

std::string_view name(Language language) { return kNames[static_cast<std::size_t>(language)]; }

std::optional<Language> language_named(std::string_view text) {
  const auto found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return {};
  return static_cast<Language>(found - kNames.begin());
}

std::string say(Language language, const Said& said) {
  if (said.at) return date_in(language, *said.at);
  if (said.is_heard) return heard(said.text, language);
  if (said.is_value) return said.text;
  const auto form = form_in(language, said.text);
  if (said.values.empty()) return std::string(form);
  std::vector<std::string> in;
  for (const auto& value : said.values) in.push_back(say(language, value));
  return detail::filled(form, in);
}

std::string date_in(Language language, Time at) {
  if (language == Language::en) return rfc5322_date(at);
  using namespace std::chrono;
  constexpr std::array<std::string_view, 7> kDays{"Sonntag",    "Montag",  "Dienstag", "Mittwoch",
                                                  "Donnerstag", "Freitag", "Samstag"};
  constexpr std::array<std::string_view, 12> kMonths{"Januar", "Februar", "M\u00E4rz", "April",   "Mai",      "Juni",
                                                     "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
  const sys_time<milliseconds> moment{milliseconds(at.ms)};
  const auto midnight = floor<days>(moment);
  const year_month_day date(midnight);
  const hh_mm_ss<milliseconds> clock(moment - midnight);
  return fmt::format("{}, {}. {} {}, {:02}:{:02} Uhr (UTC)", kDays[weekday(midnight).c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count());
}

}  // namespace postern
