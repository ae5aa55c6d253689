// Mailbox names: UTF-8, '/' between levels, INBOX in any case.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace postern::store {

inline constexpr std::size_t kMaxNameBytes = 500;
inline constexpr std::size_t kMaxNameLevels = 32;

// The name as it is stored, or invalid: empty levels, control characters, wildcards, bad UTF-8, too long or too deep.
Result<std::string> mailbox_name(std::string_view);
// "a" and "a/b" for "a/b/c".
std::vector<std::string> superiors(std::string_view name);

}  // namespace postern::store
