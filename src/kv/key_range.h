// Ranges of keys by what they begin with.
#pragma once
#include <string>
#include <string_view>

namespace postern::kv {

// The first key behind all that begin so: where a scan of them ends. Empty, which is the end of the family, when there is none.
inline std::string after(std::string_view prefix) {
  std::string out(prefix);
  while (!out.empty() && out.back() == '\xFF') out.pop_back();
  if (!out.empty()) out.back() = static_cast<char>(out.back() + 1);
  return out;
}

}  // namespace postern::kv
