// Flags and keywords as clients write them.
#pragma once
#include <string>
#include <vector>

#include "imap/grammar/cursor.h"

namespace postern::imap::grammar {

inline constexpr std::size_t kMaxFlag = 128;  // bytes of one keyword

// flag = "\" atom / atom. System flags come back in their proper case; "\Recent" cannot be set (RFC 3501 §2.3.2).
std::string flag(Cursor&);
// flag-list = "(" [flag *(SP flag)] ")"
std::vector<std::string> flag_list(Cursor&);

}  // namespace postern::imap::grammar
