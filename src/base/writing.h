// What the server writes to a person, before it is known in which language: sentences that are said in that of who reads them.
// Use: Writing what{written<"Your password expires {}">(when), {written<"The password of {} expires on {}.">(address, end)}};
//   what.text_in(Language::de);
// Promises: each text is listed, so that a check can say which of them a language lacks (letter_forms); lines of 76 columns where there are
//   blanks to end them at, with CRLF.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/said.h"

namespace postern {

struct Writing {
  Said subject;
  std::vector<Said> paragraphs;  // "\n" ends a line within one; what begins with blanks stands so far in on all its lines

  [[nodiscard]] std::string subject_in(Language language) const { return say(language, subject); }
  [[nodiscard]] std::string text_in(Language) const;
};

namespace detail {

struct LetterForms {
  static std::vector<std::string_view>& all();
  explicit LetterForms(std::string_view form) { all().push_back(form); }
};

template <FormText F>
inline const LetterForms kWritten{F.view()};

}  // namespace detail

// Every form that is given to written() anywhere, in no order. They are apart from forms(), for no page shows them.
inline const std::vector<std::string_view>& letter_forms() { return detail::LetterForms::all(); }

template <detail::FormText F, class... Values>
Said written(Values&&... values) {
  static_cast<void>(&detail::kWritten<F>);
  return detail::with<F>(std::forward<Values>(values)...);
}

// A text without values where text is wanted.
template <detail::FormText F>
constexpr std::string_view written_phrase() {
  static_assert(detail::places(F.view()) == 0, "what has values is written()");
  static_cast<void>(&detail::kWritten<F>);
  return F.view();
}

}  // namespace postern
