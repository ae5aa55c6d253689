// Changes are made in place with a note of how to undo them: most intents succeed, and reads then look in one place.
#include "kv/overlay.h"

#include <algorithm>
#include <ranges>

namespace postern::kv {
namespace {

const std::optional<std::string> kErased;

}  // namespace

void Overlay::put(Family family, std::string_view key, std::string sealed) {
  bytes_ += key.size() + sealed.size();
  set(family, key, std::move(sealed));
}

void Overlay::erase(Family family, std::string_view key) {
  bytes_ += key.size();
  set(family, key, std::nullopt);
}

void Overlay::set(Family family, std::string_view key, std::optional<std::string> value) {
  auto& entries = of(family).entries;
  auto at = entries.lower_bound(key);
  if (at != entries.end() && at->first == key) {
    undo_.emplace_back(PointUndo{family, &*at, true, std::exchange(at->second, std::move(value))});
    return;
  }
  at = entries.emplace_hint(at, key, std::move(value));
  undo_.emplace_back(PointUndo{family, &*at, false, {}});
}

void Overlay::erase_range(Family family, std::string_view from, std::string_view to) {
  if (from >= to) return;
  auto& [entries, ranges] = of(family);
  bytes_ += from.size() + to.size();
  RangeUndo undo{family, std::string(from), {}, {}};
  for (auto at = entries.lower_bound(from); at != entries.end() && at->first < to;)
    undo.entries.push_back(entries.extract(at++));

  std::string end(to);
  auto at = ranges.upper_bound(from);
  if (at != ranges.begin() && std::prev(at)->second >= from) --at;
  while (at != ranges.end() && at->first <= to) {  // grows over the ranges it touches
    undo.added = std::min(undo.added, at->first);
    end = std::max(end, at->second);
    undo.ranges.push_back(ranges.extract(at++));
  }
  ranges.emplace(undo.added, std::move(end));
  undo_.emplace_back(std::move(undo));
}

const std::optional<std::string>* Overlay::find(Family family, std::string_view key) const {
  const auto& [entries, ranges] = of(family);
  if (const auto at = entries.find(key); at != entries.end()) return &at->second;
  if (ranges.empty()) return nullptr;
  const auto after = ranges.upper_bound(key);
  return after != ranges.begin() && key < std::prev(after)->second ? &kErased : nullptr;
}

void Overlay::undo(PointUndo& change) {
  auto& entries = of(change.family).entries;
  if (change.was_there) {
    change.entry->second = std::move(change.before);
  } else {
    entries.erase(entries.find(change.entry->first));
  }
}

void Overlay::undo(RangeUndo& change) {
  auto& [entries, ranges] = of(change.family);
  ranges.erase(change.added);
  for (auto& node : change.ranges) ranges.insert(std::move(node));
  for (auto& node : change.entries) entries.insert(std::move(node));
}

void Overlay::drop() {
  for (auto& change : std::views::reverse(undo_)) std::visit([this](auto& c) { undo(c); }, change);
  undo_.clear();
}

void Overlay::clear() {
  undo_.clear();
  for (auto& space : spaces_) {
    space.entries.clear();
    space.ranges.clear();
  }
  bytes_ = 0;
}

void Overlay::changes(std::vector<Change>& into) const {
  into.clear();
  for (std::size_t i = 0; i < kFamilies; ++i) {
    const auto family = static_cast<Family>(i);
    const auto& [entries, ranges] = spaces_[i];
    for (const auto& [from, to] : ranges) into.push_back({Change::Kind::erase_range, family, from, to});
    for (const auto& [key, value] : entries) {
      if (value) {
        into.push_back({Change::Kind::put, family, key, *value});
      } else {
        into.push_back({Change::Kind::erase, family, key, {}});
      }
    }
  }
}

}  // namespace postern::kv
