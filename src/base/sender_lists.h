// Senders that somebody trusts, and senders whose mail he does not want: a plain value, at every level that has such lists.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern {

// Entries are those of address::sender_entry(). None is in both lists.
struct SenderLists {
  static constexpr std::size_t kMost = 1000;  // in each list

  std::vector<std::string> trusted{}, blocked{};

  // Takes it from wherever it is; whether it was anywhere.
  bool forget(std::string_view entry) { return std::erase(trusted, entry) + std::erase(blocked, entry) > 0; }
  friend bool operator==(const SenderLists&, const SenderLists&) = default;
};

}  // namespace postern
