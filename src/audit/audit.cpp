// Running the checks, and what they come to.
#include "audit/audit.h"

#include <algorithm>
#include <array>

#include "audit/checks/groups.h"

namespace postern::audit {
namespace {

// How much a weakness of each severity takes off.
constexpr std::array<std::uint64_t, 4> kWeights{1, 3, 10, 30};

std::uint64_t weight(const Row& row) { return kWeights[static_cast<std::size_t>(row.check.severity)]; }

}  // namespace

std::vector<Check> checks(const Subject& subject) {
  std::vector<Check> all;
  for (const auto add : kGroups) add(subject, all);
  return all;
}

std::uint32_t Report::score() const {
  std::uint64_t passed = 0, checked = 0;
  for (const auto& row : rows) {
    if (row.outcome.state == State::not_checked) continue;
    checked += weight(row);
    if (row.outcome.state == State::passed) passed += weight(row);
  }
  return checked == 0 ? 0 : static_cast<std::uint32_t>(passed * 100 / checked);
}

std::size_t Report::count(State state) const {
  return static_cast<std::size_t>(std::ranges::count_if(rows, [state](const Row& r) { return r.outcome.state == state; }));
}

bool Report::failed_at(Severity least) const {
  return std::ranges::any_of(rows,
                             [least](const Row& r) { return r.outcome.state == State::failed && r.check.severity >= least; });
}

std::vector<config::Change> Report::fixes() const {
  std::vector<config::Change> all;
  for (const auto& row : rows) {
    if (row.outcome.state != State::failed) continue;
    for (const auto& change : row.outcome.fix) {
      const auto same = std::ranges::find(all, change.key, &config::Change::key);
      if (same == all.end()) all.push_back(change);
    }
  }
  return all;
}

Report run(const Subject& subject) {
  Report report;
  for (auto& check : checks(subject)) {
    auto outcome = check.run(subject);
    report.rows.push_back({std::move(check), std::move(outcome)});
  }
  return report;
}

std::string_view name(State state) {
  constexpr std::array<std::string_view, 3> names{"passed", "failed", "not checked"};
  return names[static_cast<std::size_t>(state)];
}

std::string_view name(Group group) {
  constexpr std::array<std::string_view, 10> names{"settings", "ids", "relay", "listeners", "certificates",
                                                   "accounts", "dns", "files", "process",   "system"};
  return names[static_cast<std::size_t>(group)];
}

}  // namespace postern::audit
