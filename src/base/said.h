// A sentence for people in the program's own language, with what is needed to say it in another: its form and the values in it.
// Use: said<"{} ends within three weeks">(source);  said<"{} {file|files} of {}">(n, who), the word by the number before it;  Said::declared(row.title), of a table whose words are listed;
//   Said::value(name), what is the same in every language; phrase<"no signature">(), a text without values where text is wanted.
// Promises: a form has a {} for each of its values or does not compile. forms() lists every form of the program, so that a check
//   can say which of them a language lacks.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace postern {

struct Said {
  std::string text;               // the form, with a {} for each value, and words that go by one; or the value itself
  std::vector<Said> values = {};  // in order
  bool is_value = false;
  std::optional<Time> at = {};  // of a value that is a moment, which each language writes in its own way
  bool is_heard = false;        // a value that may be a sentence of ours, whose form is not known any more (heard.h)

  static Said declared(std::string_view text) { return {std::string(text)}; }
  static Said value(std::string text) { return {std::move(text), {}, true}; }
  static Said moment(Time at) { return {rfc5322_date(at), {}, true, at}; }
  static Said heard(std::string text) { return {std::move(text), {}, true, {}, true}; }
  [[nodiscard]] std::string english() const;

  friend bool operator==(const Said&, const Said&) = default;
};

namespace detail {

template <std::size_t N>
struct FormText {
  char text[N];
  consteval FormText(const char (&from)[N]) { std::ranges::copy(from, text); }  // NOLINT(google-explicit-constructor)
  [[nodiscard]] constexpr std::string_view view() const { return {text, N - 1}; }
};

consteval std::size_t places(std::string_view form) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < form.size(); ++at) {
    if (form[at] == '}') throw "a place is {}: values are written before they are given";
    if (form[at] != '{') continue;
    const auto inside = form.substr(at + 1, form.find('}', at) - at - 1);
    if (inside.empty()) ++count;
    if (!inside.empty() && (count == 0 || std::ranges::count(inside, '|') != 1 || inside.contains('{')))
      throw "a place is {}, or {one|other} after the number that chooses";
    at += inside.size() + 1;
  }
  return count;
}

struct Forms {
  static std::vector<std::string_view>& all();
  explicit Forms(std::string_view form) { all().push_back(form); }
};

// The form with the values in its places; {1} is the second one, where a language has them in another order.
std::string filled(std::string_view form, const std::vector<std::string>& values);

template <FormText F>
inline const Forms kListed{F.view()};

template <class T>
Said part(T&& value) {
  if constexpr (std::is_same_v<std::remove_cvref_t<T>, Said>)
    return std::forward<T>(value);
  else if constexpr (std::is_same_v<std::remove_cvref_t<T>, Time>)
    return Said::moment(value);
  else
    return Said::value(fmt::format("{}", value));
}

template <FormText F, class... Values>
Said with(Values&&... values) {
  static_assert(places(F.view()) == sizeof...(Values), "a {} for each value");
  Said out = Said::declared(F.view());
  (out.values.push_back(part(std::forward<Values>(values))), ...);
  return out;
}

}  // namespace detail

// Every form that is given to said() anywhere, in no order.
inline const std::vector<std::string_view>& forms() { return detail::Forms::all(); }

template <detail::FormText F, class... Values>
Said said(Values&&... values) {
  static_cast<void>(&detail::kListed<F>);
  return detail::with<F>(std::forward<Values>(values)...);
}

template <detail::FormText F>
constexpr std::string_view phrase() {
  static_assert(detail::places(F.view()) == 0, "what has values is said()");
  static_cast<void>(&detail::kListed<F>);
  return F.view();
}

}  // namespace postern
