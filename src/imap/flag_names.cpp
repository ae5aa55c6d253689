// System flags have bits of their own; keywords compare without case (RFC 9051 §2.3.2).
#include "imap/flag_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace postern::imap {

store::Flags system_flag(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, store::Flags>, 5> kNames = {{{"\\Seen", store::kSeen},
                                                                                {"\\Answered", store::kAnswered},
                                                                                {"\\Flagged", store::kFlagged},
                                                                                {"\\Deleted", store::kDeleted},
                                                                                {"\\Draft", store::kDraft}}};
  for (const auto& [known, bit] : kNames)
    if (equal_nocase(known, name)) return bit;
  return 0;
}

store::FlagNames flag_names(std::vector<std::string> names) {
  store::FlagNames out;
  for (auto& name : names) {
    const auto bit = system_flag(name);
    out.system |= bit;
    const auto same = [&](const std::string& k) { return equal_nocase(k, name); };
    if (bit == 0 && std::ranges::none_of(out.keywords, same)) out.keywords.push_back(std::move(name));
  }
  return out;
}

store::Flags flag_bit(std::string_view name, const std::vector<std::string>& keywords) {
  if (const auto bit = system_flag(name)) return bit;
  for (std::size_t i = 0; i < keywords.size() && i < store::kMaxKeywords; ++i)
    if (equal_nocase(keywords[i], name)) return store::Flags{1} << (store::kFirstKeyword + i);
  return 0;
}

}  // namespace postern::imap
