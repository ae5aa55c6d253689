// What one list of rules makes of another: rule by rule, member by member, and what of it lets more through.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "guard/rule.h"

namespace postern::guard {

struct MemberChange {
  std::string_view member, label;  // as the setting declares them
  std::string before, after;
  bool weaker = false;
};

struct RuleChange {
  enum class What : std::uint8_t { added, removed, changed };
  What what = What::changed;
  std::string rule;
  std::string description;            // as it is, or of one that is added
  bool weaker = false;                // it goes though it is on, or one of its members is weaker
  std::vector<MemberChange> members;  // of one that changes
};

// Rules are the same by their ids. In the order of `before`, then what is added; nothing of those that stay as they are. A rule that is off
// becomes no weaker.
std::vector<RuleChange> changes_of(const std::vector<Rule>& before, const std::vector<Rule>& after);

std::string_view name(RuleChange::What);

}  // namespace postern::guard
