// Cutting and cleaning.
#include "reports/word.h"

#include <algorithm>

#include "base/text.h"

namespace postern::reports {
namespace {

bool is_inside_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string word(std::string_view text) {
  auto size = std::min(text.size(), kLongestWord);
  while (size > 0 && size < text.size() && is_inside_character(text[size])) --size;
  auto out = printable(text.substr(0, size), kLongestWord);
  if (!is_utf8(out)) std::ranges::replace_if(out, [](char c) { return static_cast<unsigned char>(c) > 0x7E; }, '?');
  return std::string(trim(out));
}

}  // namespace postern::reports
