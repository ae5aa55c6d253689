// A sentence of ours that comes as text alone, out of the queue or an event, in another language: its form is found again, as the pages
// do it (web/shared/i18n/said.ts).
// Use: heard("the mailbox of ann is full", Language::de);
// Promises: what is none of ours stays as it is; bounded work, whatever strangers' words are in it.
#pragma once
#include <string>
#include <string_view>

#include "base/language.h"

namespace postern {

std::string heard(std::string_view text, Language);

}  // namespace postern
