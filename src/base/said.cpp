// Putting the values into the form.
#include "base/said.h"

namespace postern {

std::string Said::english() const {
  if (is_value) return text;
  std::string out;
  std::size_t from = 0;
  for (const auto& value : values) {
    const auto place = text.find("{}", from);
    out.append(text, from, place - from) += value.english();
    from = place + 2;
  }
  return out.append(text, from);
}

// Made by the first form that is listed, before main().
std::vector<std::string_view>& detail::Forms::all() {
  static std::vector<std::string_view> all;
  return all;
}

}  // namespace postern
