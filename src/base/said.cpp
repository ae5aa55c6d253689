// Putting the values into the form.
#include "base/said.h"

#include "base/text.h"

namespace postern {

std::string Said::english() const {
  if (is_value || values.empty()) return text;
  std::vector<std::string> in;
  for (const auto& value : values) in.push_back(value.english());
  return detail::filled(text, in);
}

std::string detail::filled(std::string_view form, const std::vector<std::string>& values) {
  std::string out, last;
  std::size_t from = 0, next = 0;
  for (auto place = form.find('{'); place != form.npos; place = form.find('{', from)) {
    out += form.substr(from, place - from);
    from = std::min(form.find('}', place), form.size() - 1) + 1;
    const auto inside = form.substr(place + 1, from - place - 2);
    const auto bar = inside.find('|');
    if (bar != inside.npos) {
      out += last == "1" ? inside.substr(0, bar) : inside.substr(bar + 1);
      continue;
    }
    const auto at = inside.empty() ? next++ : number<std::size_t>(inside, values.size()).value_or(values.size());
    last = at < values.size() ? values[at] : std::string();
    out += last;
  }
  return out += form.substr(from);
}

// Made by the first form that is listed, before main().
std::vector<std::string_view>& detail::Forms::all() {
  static std::vector<std::string_view> all;
  return all;
}

}  // namespace postern
