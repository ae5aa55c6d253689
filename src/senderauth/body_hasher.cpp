// One canonicaliser a form, several hashes behind it.
#include "senderauth/body_hasher.h"

#include <algorithm>
#include <limits>

namespace postern::senderauth {
namespace {

constexpr std::array kForms{Canonical::simple, Canonical::relaxed};
constexpr std::size_t kLargestPiece = 64 << 10;

std::size_t index_of(Canonical form) { return form == Canonical::simple ? 0 : 1; }

}  // namespace

void BodyHasher::want(const BodyForm& form) {
  if (entries_.size() == kMostBodyForms || std::ranges::find(entries_, form, &Entry::form) != entries_.end()) return;
  entries_.push_back({.form = form, .left = form.length.value_or(std::numeric_limits<std::uint64_t>::max())});
  wanted_[index_of(form.canonical)] = true;
}

void BodyHasher::add(Canonical canonical, std::string_view octets) {
  octets_[index_of(canonical)] += octets.size();
  for (auto& entry : entries_) {
    if (entry.form.canonical != canonical) continue;
    const auto size = std::min<std::uint64_t>(entry.left, octets.size());
    entry.hash.feed(octets.substr(0, size));
    entry.left -= size;
  }
}

void BodyHasher::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto part = bytes.substr(0, kLargestPiece);
    bytes.remove_prefix(part.size());
    for (const auto form : kForms)
      if (wanted_[index_of(form)])
        canonicalizers_[index_of(form)].feed(part, [this, form](std::string_view octets) { add(form, octets); });
  }
}

void BodyHasher::finish() {
  for (const auto form : kForms)
    canonicalizers_[index_of(form)].finish([this, form](std::string_view octets) { add(form, octets); });
  for (auto& entry : entries_) entry.made = {entry.hash.finish(), octets_[index_of(entry.form.canonical)]};
  finished_ = true;
}

const BodyHash* BodyHasher::find(const BodyForm& form) const {
  const auto found = std::ranges::find(entries_, form, &Entry::form);
  return finished_ && found != entries_.end() ? &found->made : nullptr;
}

}  // namespace postern::senderauth
