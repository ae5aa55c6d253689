// From opinions to a verdict, and the words that explain it.
// Use: const auto v = verdict(settings, opinions);  v.level, v.score;  field(v, settings)
// Promises: pure; the sum neither overflows nor depends on the order of the opinions.
#pragma once
#include <string>
#include <vector>

#include "judge/opinion.h"
#include "judge/settings.h"

namespace postern::judge {

struct Verdict {
  queue::Level level = queue::Level::none;
  Hundredths score = 0;
  Opinions opinions;  // the heaviest first
  // The fewest stages without which it would have gone to the inbox; empty when it goes there, or would not without all of them.
  std::vector<std::string> inbox_without;
};

Verdict verdict(const Settings&, Opinions);

// "12.50"
std::string points(Hundredths);
// The value of the header field, folded, with its last line end: level, sum, thresholds, what the inbox would have taken, and every
// opinion. ASCII, and bounded whatever the opinions are.
std::string field_value(const Settings&, const Verdict&);

}  // namespace postern::judge
