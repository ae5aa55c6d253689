// zxcvbn by its C library, with the score thresholds of the original.
#include "auth/strength.h"

#include <zxcvbn.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "base/text.h"

namespace postern::auth {
namespace {

constexpr std::size_t kLooked = 100;    // what the library examines in full; the time is quadratic in it
constexpr std::size_t kDecoration = 4;  // so many digits and symbols around a word do not make it less common
constexpr std::size_t kMostWords = 64;
constexpr int kShortestWord = 3;  // the dictionaries have single letters, also with others in their place
constexpr double kLog10Of2 = 0.301029995663981;
constexpr std::array<double, 4> kScores{3, 6, 8, 10};  // log10 of the guesses that end score 0, 1, 2, 3

struct FreeInfo {
  void operator()(ZxcMatch_t* info) const { ZxcvbnFreeInfo(info); }
};

bool is_word(const ZxcMatch_t& part) {
  const int kind = part.Type & ~MULTIPLE_MATCH;
  if (part.Length < kShortestWord) return false;
  return kind == DICTIONARY_MATCH || kind == DICT_LEET_MATCH || kind == USER_MATCH || kind == USER_LEET_MATCH;
}

bool has_letter(std::string_view s) {
  return std::ranges::any_of(s, [](char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; });
}

// One word, and little else.
bool is_decorated_word(std::string_view password, const ZxcMatch_t* parts) {
  std::size_t words = 0, decoration = 0, at = 0;
  for (const auto* part = parts; part; part = part->Next) {
    const auto length = static_cast<std::size_t>(part->Length);
    const auto text = password.substr(std::min(at, password.size()), length);
    at += length;
    if (is_word(*part))
      ++words;
    else if (has_letter(text))
      return false;
    else
      decoration += length;
  }
  return words == 1 && decoration <= kDecoration;
}

}  // namespace

Strength strength(std::string_view password, std::span<const std::string> words) {
  const std::string looked(password.substr(0, kLooked));
  std::vector<const char*> list;
  for (const auto& w : words.subspan(0, std::min(words.size(), kMostWords))) list.push_back(w.c_str());
  list.push_back(nullptr);

  ZxcMatch_t* parts = nullptr;
  const double bits = ZxcvbnMatch(looked.c_str(), list.data(), &parts);
  const std::unique_ptr<ZxcMatch_t, FreeInfo> owner(parts);

  Strength out;
  out.guesses_log10 = bits * kLog10Of2;
  out.score =
      static_cast<std::uint32_t>(std::ranges::count_if(kScores, [&](double least) { return out.guesses_log10 >= least; }));
  out.common = is_decorated_word(looked, parts);
  return out;
}

}  // namespace postern::auth
