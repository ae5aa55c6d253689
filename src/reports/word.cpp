// Cutting and cleaning.
#include "reports/word.h"

#include <algorithm>

#include "base/text.h"

namespace postern::reports {
std::string word(std::string_view text) {
  auto out = printable(cut(text, kLongestWord), kLongestWord);
  if (!is_utf8(out)) std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) > 0x7E; }, '?');
  return std::string(trim(out));
}

}  // namespace postern::reports
