// Forms, the one that says most first, held against a text.
#include "base/heard.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"

namespace postern {
namespace {

constexpr std::size_t kLongest = 1000;  // octets

// What stands between two places: one text, or either of two where a word goes by a number.
using Between = std::vector<std::string>;
struct Form {
  std::string_view english, german;
  std::vector<Between> between = {};
};

Between either(std::string_view text) {
  const auto begin = text.find('{'), bar = text.find('|', std::min(begin, text.size())),
             end = text.find('}', std::min(bar, text.size()));
  if (begin == text.npos || bar == text.npos || end == text.npos) return {std::string(text)};
  Between out;
  for (const auto word : {text.substr(begin + 1, bar - begin - 1), text.substr(bar + 1, end - bar - 1)})
    for (const auto& rest : either(text.substr(end + 1)))
      out.push_back(std::string(text.substr(0, begin)).append(word).append(rest));
  return out;
}

// A form that says little of its own would be found in everything.
bool tells(std::string_view form) {
  const auto is_letter = [](char c) { return is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; };
  std::size_t pairs = 0;
  for (std::size_t at = 0; at + 1 < form.size(); ++at) {
    if (!is_letter(form[at]) || !is_letter(form[at + 1])) continue;
    ++pairs;
    ++at;
  }
  return form.contains("{}") && pairs >= 2;
}

std::vector<Form> read_forms() {
  std::vector<Form> out;
  for (const auto& [english, german] : german_words()) {
    if (!tells(english)) continue;
    Form form{english, german};
    std::string_view rest = english;
    for (auto place = rest.find("{}"); place != rest.npos; place = rest.find("{}")) {
      form.between.push_back(either(rest.substr(0, place)));
      rest.remove_prefix(place + 2);
    }
    form.between.push_back(either(rest));
    out.push_back(std::move(form));
  }
  std::ranges::sort(out, std::greater(), [](const Form& form) { return std::pair(form.english.size(), form.english); });
  return out;
}

const std::vector<Form>& forms_of_old() {
  static const auto all = read_forms();
  return all;
}

struct Found {
  std::size_t at, size;
};

std::optional<Found> first_of(std::string_view text, const Between& some, std::size_t from) {
  std::optional<Found> out;
  for (const auto& one : some)
    if (const auto at = text.find(one, from); at != text.npos && (!out || at < out->at)) out = Found{at, one.size()};
  return out;
}

// What stands at the places. Each text is looked for once, from where the one before it ended.
std::optional<std::vector<std::string>> values_in(std::string_view text, const Form& form) {
  const auto begin = std::ranges::find_if(form.between.front(), [&](const auto& one) { return text.starts_with(one); });
  const auto end = std::ranges::find_if(form.between.back(), [&](const auto& one) { return text.ends_with(one); });
  if (begin == form.between.front().end() || end == form.between.back().end()) return {};
  auto from = begin->size();
  std::vector<std::string> values;
  for (std::size_t i = 1; i + 1 < form.between.size(); ++i) {
    const auto next = first_of(text, form.between[i], from + 1);
    if (!next) return {};
    values.emplace_back(text.substr(from, next->at - from));
    from = next->at + next->size;
  }
  if (from + end->size() >= text.size()) return {};
  values.emplace_back(text.substr(from, text.size() - end->size() - from));
  return values;
}

// What stands in it may be a sentence itself; a word alone is somebody's name.
std::optional<std::string> known(std::string_view text) {
  const auto whole = say(Language::de, Said::declared(text));
  if (whole != text) return whole;
  for (const auto& form : forms_of_old()) {
    auto values = values_in(text, form);
    if (!values) continue;
    for (auto& value : *values)
      if (value.contains(' ')) value = known(value).value_or(value);
    return detail::filled(form.german, *values);
  }
  return {};
}

// Several sentences, parted by the first sign; what is none of ours is parted by the next.
std::string each_of(std::string_view text, std::string_view signs) {
  if (auto whole = known(text)) return *whole;
  if (signs.empty()) return std::string(text);
  const std::string sign{signs.front(), ' '};
  std::string out;
  for (auto end = text.find(sign); end != text.npos; end = text.find(sign)) {
    out.append(each_of(text.substr(0, end + 1), signs.substr(1))).append(" ");
    text.remove_prefix(end + 2);
  }
  return out += each_of(text, signs.substr(1));
}

}  // namespace

// A sentence; one after the name of who says it, as in "clamav: no virus"; or several.
std::string heard(std::string_view text, Language language) {
  if (language == Language::en || text.empty() || text.size() > kLongest) return std::string(text);
  if (auto whole = known(text)) return *whole;
  const auto name = text.find(": ");
  const bool is_said = name != text.npos && name > 0 && text.find(' ') > name;
  const auto what = is_said ? text.substr(name + 2) : text;
  return std::string(text.substr(0, text.size() - what.size())) + each_of(what, ".;");
}

}  // namespace postern
