// A check of the audit: what is looked at, why it matters, what was found, and by what one may believe it. One group of checks a file, in checks/.
// Use: a row is added to its group's table; it gets no more than a Subject, and changes nothing.
// Promises: a check that acts (on relay, listeners, files, the process) observes the thing itself and does not read a setting
//   back; what cannot be seen from here is `not_checked`, never passed.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/fixes.h"
#include "audit/subject.h"
#include "base/said.h"
#include "config/registry.h"

namespace postern::audit {

using config::name;
using config::Severity;

enum class State : std::uint8_t { passed, failed, not_checked };

// H34
enum class Group : std::uint8_t { settings, ids, relay, listeners, certificates, accounts, dns, files, process, system };

struct Outcome {
  State state = State::passed;
  std::vector<Said> found = {};  // a line for each weakness, or why it could not be looked at
  Fixes fix = {};                // what --fix does; nothing: what to do is in the row's words
  std::vector<Said> seen = {};   // what was looked at, and how it is, whatever comes of it
};

struct Check {
  std::string id;  // "listeners.old-tls"
  Group group = Group::settings;
  Severity severity = Severity::medium;
  Said title;  // what is right when it passes
  Said why;
  Said what_to_do;
  std::function<Outcome(const Subject&)> run;
};

// All checks, in the order of groups; some are made from the settings and the shipped rules.
std::vector<Check> checks(const Subject&);

inline Outcome not_checked(Said why) { return {State::not_checked, {std::move(why)}}; }
// Failed where anything was found. `seen` is the evidence of a check that passes: none does without.
inline Outcome unless(std::vector<Said> found, std::vector<Said> seen, Fixes fix = {}) {
  const auto state = found.empty() ? State::passed : State::failed;
  return {state, std::move(found), std::move(fix), std::move(seen)};
}
inline Outcome passed(Said seen) { return unless({}, {std::move(seen)}); }
inline Outcome failed(Said found) { return unless({std::move(found)}, {}); }

std::string_view name(State);
std::string_view name(Group);
std::optional<Group> group_named(std::string_view);

}  // namespace postern::audit
