// Opinions that are none, and what may be put into a header.
#include "scanners/opinion.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace postern::scanners {

std::string plain_words(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  std::string out(text.substr(0, kLongest));
  for (char& c : out)
    if (c < ' ' || c > '~') c = '?';
  return out;
}

std::optional<std::int32_t> hundredths(double value) {
  constexpr double kMost = 1'000'000;
  if (!(value >= -kMost && value <= kMost)) return {};  // nor NaN
  return static_cast<std::int32_t>(std::lround(value * 100));
}

std::optional<std::int32_t> hundredths(std::string_view text) {
  double value = 0;
  const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (bad != std::errc{} || end != text.data() + text.size()) return {};
  return hundredths(value);
}

Opinion unknown(std::string_view scanner, std::string_view why) {
  return {.scanner = std::string(scanner), .verdict = Verdict::unknown, .words = plain_words(why)};
}

Opinion never_known(std::string_view scanner, std::string_view why) {
  auto out = unknown(scanner, why);
  out.lasting = true;
  return out;
}

// ftext = %d33-57 / %d59-126
bool is_field_name(std::string_view name) {
  constexpr std::size_t kLongest = 76;
  return !name.empty() && name.size() <= kLongest &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c <= '~' && c != ':'; });
}

bool is_field_value(std::string_view value) {
  constexpr std::size_t kLongestLine = 900;  // with the name of the field
  while (true) {
    const auto end = value.find("\r\n");
    const auto line = value.substr(0, end);
    const auto is_plain = [](char c) { return (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') || c == '\t'; };
    if (line.size() > kLongestLine || !std::ranges::all_of(line, is_plain)) return false;
    if (end == value.npos) return true;
    value.remove_prefix(end + 2);
    // A continuation begins with white space and has something else, or it would look like the end of the header.
    if (value.empty() || !is_wsp(value.front()) || trim(value.substr(0, value.find("\r\n"))).empty()) return false;
  }
}

std::string folded(std::string_view value) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\r' && value.substr(i + 1).starts_with('\n')) continue;
    if (value[i] != '\r' && value[i] != '\n')
      out += value[i];
    else
      out += i + 1 < value.size() && is_wsp(value[i + 1]) ? "\r\n" : " ";
  }
  while (!out.empty() && (is_wsp(out.back()) || out.back() == '\r' || out.back() == '\n')) out.pop_back();
  return out;
}

}  // namespace postern::scanners
