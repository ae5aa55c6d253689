// Dates as IMAP writes them.
#pragma once
#include <cstdint>
#include <string>

#include "base/time.h"
#include "imap/grammar/cursor.h"

namespace postern::imap::grammar {

// A day without zone, counted from 1970-01-01.
struct Day {
  std::int64_t days = 0;
  friend auto operator<=>(const Day&, const Day&) = default;
};

Day date(Cursor&);        // date = date-text / DQUOTE date-text DQUOTE: 1-Feb-1994
Time date_time(Cursor&);  // date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE

// "01-Feb-1994 21:52:25 +0000": INTERNALDATE and SAVEDATE, without quotes.
void append_date_time(std::string& out, Time);

}  // namespace postern::imap::grammar
