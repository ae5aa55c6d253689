// Longest-prefix search among boundaries by a hash that grows with the prefix.
#include "mime/boundaries.h"

#include <algorithm>

namespace postern::mime {
namespace {

// FNV-1a, one octet more.
constexpr std::uint64_t kEmptyHash = 0xCBF29CE484222325U;
std::uint64_t extended(std::uint64_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U; }

std::uint64_t hash_of(std::string_view text) {
  auto hash = kEmptyHash;
  for (const char c : text) hash = extended(hash, c);
  return hash;
}

}  // namespace

void OpenBoundaries::push(std::string_view text, PartIndex part) {
  levels_of_hash_[hash_of(text)].push_back(stack_.size());
  ++count_of_size_[text.size()];
  stack_.push_back({std::string(text), part, kNoPart});
}

void OpenBoundaries::shrink(std::size_t levels) {
  while (stack_.size() > levels) {
    const std::string& text = stack_.back().text;
    const auto found = levels_of_hash_.find(hash_of(text));
    found->second.pop_back();
    if (found->second.empty()) levels_of_hash_.erase(found);
    --count_of_size_[text.size()];
    stack_.pop_back();
  }
}

OpenBoundaries::Match OpenBoundaries::find(std::string_view text) const {
  Match best;
  auto hash = kEmptyHash;
  for (std::size_t i = 0; i < std::min(text.size(), kLongest); ++i) {
    hash = extended(hash, text[i]);
    if (count_of_size_[i + 1] == 0) continue;
    const auto found = levels_of_hash_.find(hash);
    if (found == levels_of_hash_.end()) continue;
    const auto level = found->second.back();
    if (stack_[level].text == text.substr(0, i + 1)) best = {level, i + 1};
  }
  return best;
}

}  // namespace postern::mime
