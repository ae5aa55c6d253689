// Flags between the words of the client and those of the store.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "store/store.h"

namespace postern::imap {

// 0 for a keyword.
store::Flags system_flag(std::string_view name);
store::FlagNames flag_names(std::vector<std::string> names);
// The bit of a flag or keyword in a mailbox; 0 when the mailbox has never seen the keyword.
store::Flags flag_bit(std::string_view name, const std::vector<std::string>& keywords);

}  // namespace postern::imap
