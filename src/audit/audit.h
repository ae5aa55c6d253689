// The audit: every check, once, with a score (H34).
// Use, on a thread that may wait (it connects to the server's own ports):  Report report = audit::run(subject);
// Promises: changes nothing; ends within a few seconds a listener, whatever a port answers.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "audit/check.h"

namespace postern::audit {

struct Row {
  Check check;
  Outcome outcome;
};

struct Report {
  std::vector<Row> rows;
  // 0 to 100: the weight of what passed among all that was checked; 100 only when nothing failed.
  [[nodiscard]] std::uint32_t score() const;
  [[nodiscard]] std::size_t count(State) const;
  [[nodiscard]] bool failed_at(Severity least) const;
  // All that --fix would change, of these checks alone when any is named.
  [[nodiscard]] Fixes fixes(std::span<const std::string> checks = {}) const;
};

// All, or those of one group.
Report run(const Subject&, std::optional<Group> only = {});

}  // namespace postern::audit
