// The languages in which the server writes to people, and what it says in each: English as it stands in the source, German out of
// web/locales/de/declared, which the pages have too.
// Use: say(Language::de, said<"port {} is open">(25));
// Promises: what has no German is said in English; the table has the same places in both (language_test).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/said.h"
#include "base/time.h"

namespace postern {

enum class Language : std::uint8_t { en, de };

std::string_view name(Language);  // as settings, arguments and header fields have it: "de"
std::optional<Language> language_named(std::string_view);

std::string say(Language, const Said&);
// "Thu, 26 Nov 2026 08:00:00 +0000"; "Donnerstag, 26. November 2026, 08:00 Uhr (UTC)".
std::string date_in(Language, Time);

struct Translated {
  std::string_view english, german;
};
// By the English text; made by tools/german_words.py.
std::span<const Translated> german_words();

}  // namespace postern
