// Common passwords and dictionary words: what a password must not be, whole or with little around it (H07).
// The list is made at build time (tools/password_words.py) and lies in the program's read-only pages: it is mapped with the program,
// read a page at a time where a search touches it, never copied, and cannot be missing or be another than the program's.
#pragma once
#include <string_view>

namespace postern::auth {

extern const std::string_view kCommonWords;  // lower case, sorted by octets, each with its "\n"

// `word` in lower case.
bool is_common_word(std::string_view word);

// A password that is one of them: also in capitals, with a few digits and symbols around it, or with digits for letters ("dr4g0n").
bool is_common_password(std::string_view password);

}  // namespace postern::auth
