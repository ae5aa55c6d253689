// Putting the values into the form.
#include "base/said.h"

namespace postern {

std::string Said::english() const {
  if (is_value || values.empty()) return text;
  std::string out, last;
  std::size_t from = 0;
  auto value = values.begin();
  for (auto place = text.find('{'); place != text.npos; place = text.find('{', from)) {
    out.append(text, from, place - from);
    from = text.find('}', place) + 1;
    const auto inside = std::string_view(text).substr(place + 1, from - place - 2);
    const auto bar = inside.find('|');
    if (bar != inside.npos)
      out += last == "1" ? inside.substr(0, bar) : inside.substr(bar + 1);
    else
      out += last = (value++)->english();
  }
  return out.append(text, from);
}

// Made by the first form that is listed, before main().
std::vector<std::string_view>& detail::Forms::all() {
  static std::vector<std::string_view> all;
  return all;
}

}  // namespace postern
