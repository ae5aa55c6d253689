// What the intents of one group have changed so far, kept over the engine's state until it is written as one batch.
// An intent's changes are kept or undone as a whole: changes, then keep() or drop(). Committer thread only.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kv/engine.h"

namespace postern::kv {

class Overlay {
 public:
  using Entries = std::map<std::string, std::optional<std::string>, std::less<>>;  // sealed value; nothing: erased

  void put(Family, std::string_view key, std::string sealed);
  void erase(Family, std::string_view key);
  void erase_range(Family, std::string_view from, std::string_view to);

  // The change made to a key, if any: nullptr when the engine's value stands.
  [[nodiscard]] const std::optional<std::string>* find(Family, std::string_view key) const;
  [[nodiscard]] const Entries& entries(Family f) const { return of(f).entries; }

  void keep() { undo_.clear(); }
  void drop();
  void clear();

  // Bytes of keys and values put since clear(), whatever became of them.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  // The kept changes as engine steps, ranges first. Views hold until the overlay changes.
  void changes(std::vector<Change>& into) const;

 private:
  using Ranges = std::map<std::string, std::string, std::less<>>;  // erased [first, second), never touching
  struct Space {
    Entries entries;
    Ranges ranges;
  };
  struct PointUndo {
    Family family;
    Entries::value_type* entry;
    bool was_there;
    std::optional<std::string> before;
  };
  struct RangeUndo {
    Family family;
    std::string added;  // first key of the range that was put in
    std::vector<Entries::node_type> entries;
    std::vector<Ranges::node_type> ranges;
  };

  Space& of(Family f) { return spaces_[static_cast<std::size_t>(f)]; }
  [[nodiscard]] const Space& of(Family f) const { return spaces_[static_cast<std::size_t>(f)]; }
  void set(Family, std::string_view key, std::optional<std::string>);
  void undo(PointUndo&);
  void undo(RangeUndo&);

  std::array<Space, kFamilies> spaces_;
  std::vector<std::variant<PointUndo, RangeUndo>> undo_;  // of the running intent, oldest first
  std::size_t bytes_ = 0;
};

}  // namespace postern::kv
