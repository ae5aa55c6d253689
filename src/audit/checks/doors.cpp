// One door after the other.
#include "audit/checks/doors.h"

#include <fmt/format.h>

namespace postern::audit {

Outcome at_each(const Subject& subject, bool (*concerns)(const Door&), const Look& look) {
  if (!subject.around.running) return not_checked(said<"the server is not running">());
  std::vector<Said> found, unseen;
  for (const auto& door : subject.around.running->doors) {
    if (!concerns(door)) continue;
    subject.forgive();
    auto seen = look(door);
    if (!seen) unseen.push_back(said<"port {} ({}): {}">(door.port, door.service, Said::declared(seen.error().text)));
    if (!seen) continue;
    for (auto& one : *seen) found.push_back(said<"port {} ({}): {}">(door.port, door.service, one));
  }
  if (found.empty() && !unseen.empty()) return {State::not_checked, std::move(unseen)};
  return unless(std::move(found));
}

}  // namespace postern::audit
