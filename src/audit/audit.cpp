// Running the checks, and what they come to.
#include "audit/audit.h"

#include <algorithm>
#include <array>

#include "audit/checks/groups.h"

namespace postern::audit {
namespace {

// How much a weakness of each severity takes off.
constexpr std::array<std::uint64_t, 4> kWeights{1, 3, 10, 30};

constexpr std::size_t kShown = 20;

// Evidence that is longer proves no more to who reads it.
void shorten(std::vector<Said>& seen) {
  if (seen.size() <= kShown) return;
  const auto more = seen.size() - kShown;
  seen.resize(kShown);
  seen.push_back(said<"and {} more">(more));
}

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

Fixes Report::fixes(std::span<const std::string> checks) const {
  Fixes all;
  for (const auto& row : rows)
    if (row.outcome.state == State::failed && (checks.empty() || std::ranges::find(checks, row.check.id) != checks.end()))
      all.add(row.outcome.fix);
  return all;
}

void Fixes::add(const Fixes& more) {
  for (const auto& one : more.settings)
    if (std::ranges::find(settings, one.key, &config::Change::key) == settings.end()) settings.push_back(one);
  for (const auto& one : more.domains)
    if (std::ranges::find(domains, one) == domains.end()) domains.push_back(one);
  for (const auto& one : more.modes) {
    const auto same = std::ranges::find(modes, one.path, &ModeFix::path);
    if (same == modes.end())
      modes.push_back(one);
    else
      same->mode &= one.mode;
  }
}

Report run(const Subject& subject, std::optional<Group> only) {
  Report report;
  for (auto& check : checks(subject)) {
    if (only && check.group != *only) continue;
    auto outcome = check.run(subject);
    shorten(outcome.seen);
    report.rows.push_back({std::move(check), std::move(outcome)});
  }
  return report;
}

std::string_view name(State state) {
  constexpr std::array<std::string_view, 3> names{"passed", "failed", "not checked"};
  return names[static_cast<std::size_t>(state)];
}

namespace {

constexpr std::array<std::string_view, 10> kGroupNames{"settings", "ids", "relay", "listeners", "certificates",
                                                       "accounts", "dns", "files", "process",   "system"};

}  // namespace

std::string_view name(Group group) { return kGroupNames[static_cast<std::size_t>(group)]; }

std::optional<Group> group_named(std::string_view word) {
  const auto at = std::ranges::find(kGroupNames, word);
  if (at == kGroupNames.end()) return {};
  return static_cast<Group>(at - kGroupNames.begin());
}

}  // namespace postern::audit
