// Lists of tags and of codings.
#include "http/fields.h"

#include <optional>

#include "base/text.h"

namespace postern::http {
namespace {

// The next item of a list, without the blanks around it.
std::string_view next_of(std::string_view& list, char separator) {
  const auto end = list.find(separator);
  const auto one = trim(list.substr(0, end));
  list = end == list.npos ? std::string_view() : list.substr(end + 1);
  return one;
}

// RFC 9110 §12.4.2: a weight of nothing but zeros refuses.
bool is_refused(std::string_view parameters) {
  while (!parameters.empty()) {
    const auto one = next_of(parameters, ';');
    if (one.size() < 3 || lower(one[0]) != 'q' || one[1] != '=') continue;
    return one.substr(2).find_first_not_of("0.") == one.npos;
  }
  return false;
}

}  // namespace

bool names_tag(std::string_view field, std::string_view etag) {
  while (!field.empty()) {
    const auto one = next_of(field, ',');
    if (one == "*" || one == etag) return true;
  }
  return false;
}

// What is named counts before the star.
bool accepts_coding(std::string_view field, std::string_view coding) {
  std::optional<bool> others;
  while (!field.empty()) {
    auto parameters = next_of(field, ',');
    const auto name = next_of(parameters, ';');
    if (equal_nocase(name, coding)) return !is_refused(parameters);
    if (name == "*" && !others) others = !is_refused(parameters);
  }
  return others.value_or(false);
}

}  // namespace postern::http
