// Search in the list of common words, and the disguises that are seen through.
#include "auth/password_words.h"

#include <algorithm>
#include <string>

#include "auth/sasl_prep.h"
#include "base/text.h"

namespace postern::auth {
namespace {

constexpr std::size_t kMostDecoration = 4;  // so many digits and symbols around a word do not make it less common

bool is_letter(char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

// "dragon2026!" -> "dragon"; empty when there is more around it than a few.
std::string_view inner_word(std::string_view text) {
  const auto first = std::ranges::find_if(text, is_letter);
  const auto last = std::find_if(text.rbegin(), std::make_reverse_iterator(first), is_letter).base();
  const std::string_view word(first, last);
  return text.size() - word.size() <= kMostDecoration ? word : std::string_view();
}

// The letters that digits and symbols are written for; `one` is what a 1 stands for.
std::string undisguised(std::string_view text, char one) {
  constexpr std::string_view kWritten = "0345789@$!|", kMeant = "oeastbgasil";
  std::string out(text);
  for (auto& c : out) {
    if (c == '1') c = one;
    if (const auto at = kWritten.find(c); at != kWritten.npos) c = kMeant[at];
  }
  return out;
}

}  // namespace

bool is_common_word(std::string_view word) {
  if (word.empty() || word.find('\n') != word.npos) return false;
  std::size_t low = 0, high = kCommonWords.size();  // the beginnings of lines between which it would stand
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    const auto before = middle == 0 ? kCommonWords.npos : kCommonWords.rfind('\n', middle - 1);
    const auto begin = before == kCommonWords.npos ? 0 : before + 1;
    const auto end = kCommonWords.find('\n', begin);
    const auto there = kCommonWords.substr(begin, end - begin);
    if (there == word) return true;
    if (there < word)
      low = end + 1;
    else
      high = begin;
  }
  return false;
}

bool is_common_password(std::string_view password) {
  const auto folded = fold_case(password);
  const auto is_word = [](std::string_view text) {
    return is_common_word(text) || is_common_word(undisguised(text, 'l')) || is_common_word(undisguised(text, 'i'));
  };
  return is_word(folded) || is_word(inner_word(folded));
}

}  // namespace postern::auth
