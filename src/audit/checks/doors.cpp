// One door after the other.
#include "audit/checks/doors.h"

#include <fmt/format.h>

namespace postern::audit {

Outcome at_each(const Subject& subject, bool (*concerns)(const Door&), const Look& look) {
  if (!subject.around.running) return not_checked(said<"the server is not running">());
  std::vector<Said> found, seen, unseen;
  const auto at = [](const Door& door, Said what) {
    return said<"port {} ({}): {}">(door.port, door.service, std::move(what));
  };
  for (const auto& door : subject.around.running->doors) {
    if (!concerns(door)) continue;
    subject.forgive();
    auto sight = look(door);
    if (!sight) unseen.push_back(at(door, Said::declared(sight.error().text)));
    if (!sight) continue;
    for (auto& one : sight->found) found.push_back(at(door, std::move(one)));
    for (auto& one : sight->seen) seen.push_back(at(door, std::move(one)));
  }
  if (found.empty() && !unseen.empty()) return {State::not_checked, std::move(unseen), {}, std::move(seen)};
  if (found.empty() && seen.empty()) seen.push_back(said<"no port is open that this is about">());
  return unless(std::move(found), std::move(seen));
}

}  // namespace postern::audit
