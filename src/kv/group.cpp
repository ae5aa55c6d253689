// Reads look into the overlay first and into what was just written, scans merge it with the engine's keys; writes go to the overlay alone.
#include "kv/group.h"

#include "kv/seal.h"

namespace postern::kv {
namespace {

constexpr std::size_t kMostRemembered = std::size_t{1} << 20;
constexpr std::size_t kLargestIntent = std::size_t{64} << 20;  // the engine holds a whole batch in memory, twice

// The part of a key that names its shard: 'A' and the account (8 bytes); all other keys by their first byte.
std::string_view home_of(std::string_view key) { return key.substr(0, key.starts_with('A') ? 9 : 1); }

// Walks [from, to) of one family: the overlay's entries in their places among the engine's. It looks each place up again
// after a visit, because the visitor may change the overlay.
class Merge {
 public:
  using Visit = std::function<bool(std::string_view, std::string_view)>;
  Merge(const Overlay& overlay, Family family, std::string_view from, std::string_view to, const Visit& visit)
      : overlay_(overlay), family_(family), at_(from), to_(to), visit_(visit) {}

  // False when the scan is over.
  bool engine_key(std::string_view key, std::string_view sealed) {
    if (!overlay_before(key)) return false;
    if (overlay_.find(family_, key)) return true;  // changed: the overlay's own walk shows it
    auto value = open_seal(key, sealed);
    if (!value) {
      outcome_ = pass_on(value);
      return false;
    }
    passed(key);
    return visit_(at_, *value);
  }
  // After the engine's last key, unless the scan was over before.
  void rest() { overlay_before(to_); }
  Result<void> outcome() { return std::move(outcome_); }

 private:
  bool overlay_before(std::string_view end) {
    const auto& entries = overlay_.entries(family_);
    while (!entries.empty()) {
      const auto next = started_ ? entries.upper_bound(at_) : entries.lower_bound(at_);
      if (next == entries.end() || !before_end(next->first, end)) return true;
      passed(next->first);
      if (next->second && !visit_(at_, content(*next->second))) return false;
    }
    return true;
  }
  void passed(std::string_view key) {
    at_ = key;
    started_ = true;
  }

  const Overlay& overlay_;
  const Family family_;
  std::string at_;  // the last key passed; the first wanted until then
  bool started_ = false;
  const std::string_view to_;
  const Visit& visit_;
  Result<void> outcome_;
};

}  // namespace

Result<void> Group::outcome_of(Intent& intent) {
  try {
    auto outcome = intent(*this);
    return broken_ ? std::move(outcome) : std::move(broken_);
  } catch (const std::exception& e) {
    return fail(Failure::unavailable, "The change could not be made", e.what());
  }
}

Result<void> Group::run(Intent& intent) {
  broken_ = {};
  home_.clear();
  before_ = overlay_.bytes();
  const auto told = notices_.size();
  auto outcome = outcome_of(intent);
  if (outcome) {
    overlay_.keep();
  } else {
    overlay_.drop();
    notices_.resize(told);
  }
  return outcome;
}

std::span<const Change> Group::changes() {
  overlay_.changes(changes_);
  return changes_;
}

void Group::clear() {
  std::swap(overlay_, last_);
  overlay_.clear();
  if (last_.bytes() > kMostRemembered) last_.clear();
  changes_.clear();
  notices_.clear();
}

void Group::forget() {
  overlay_.clear();
  changes_.clear();
  notices_.clear();
}

Result<std::optional<std::string>> Group::get(Family family, std::string_view key) {
  const auto* changed = overlay_.find(family, key);
  if (changed == nullptr) changed = last_.find(family, key);
  if (changed != nullptr) {
    if (!*changed) return std::nullopt;
    return std::string(content(**changed));
  }
  auto found = engine_.get(family, key);
  if (!found || !*found) return found;
  return unseal(key, std::move(**found));
}

Result<void> Group::scan(Family family, std::string_view from, std::string_view to,
                         const std::function<bool(std::string_view, std::string_view)>& visit) {
  Merge merge(overlay_, family, from, to, visit);
  bool over = false;
  auto scanned = engine_.scan(family, from, to, {}, [&](std::string_view key, std::string_view sealed) {
    over = !merge.engine_key(key, sealed);
    return !over;
  });
  if (!scanned) return scanned;
  if (!over) merge.rest();
  return merge.outcome();
}

bool Group::may_write(std::string_view key) {
  if (!broken_) return false;
  if (key.empty() || key.size() > kLargestKey) {
    broken_ = fail(Failure::invalid, "A key has 1 to 1,024 bytes");
  } else if (overlay_.bytes() - before_ > kLargestIntent) {
    broken_ = fail(Failure::too_large, "The change is too large to make at once");
  } else if (one_shard_ && home_.empty()) {
    home_ = home_of(key);
  } else if (one_shard_ && home_ != home_of(key)) {
    broken_ = fail(Failure::invalid, "A change stays within one shard");
  }
  return broken_.has_value();
}

void Group::put(Family family, std::string_view key, std::string_view value) {
  if (!may_write(key)) return;
  if (value.size() > kLargestValue) {
    broken_ = fail(Failure::too_large, "A stored value has at most 16 MiB");
    return;
  }
  overlay_.put(family, key, seal(key, value));
}

void Group::erase(Family family, std::string_view key) {
  if (may_write(key)) overlay_.erase(family, key);
}

void Group::erase_range(Family family, std::string_view from, std::string_view to) {
  if (from < to && may_write(from)) overlay_.erase_range(family, from, to);
}

void Group::notify(std::shared_ptr<const Notice> notice) { notices_.push_back(std::move(notice)); }

}  // namespace postern::kv
