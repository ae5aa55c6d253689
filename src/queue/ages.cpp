// A row is gone when its last leg is: a hop that has none waits for nothing.
#include "queue/ages.h"

namespace postern::queue {

void Ages::are_there(const std::string& hop, std::size_t legs) {
  rows_.with([&](Rows& all) { all[hop].count += legs; });
}

void Ages::came(const std::string& hop, EntryId id, const Message& message) {
  rows_.with([&](Rows& all) {
    auto& row = all[hop];
    if (row.count == 0) row.known = true;
    ++row.count;
    ++row.changes;
    if (row.known) row.waited.add(id, message);
  });
}

void Ages::came(const std::string& hop) {
  rows_.with([&](Rows& all) {
    auto& row = all[hop];
    ++row.count;
    ++row.changes;
    row.known = false;
  });
}

// Whether what goes was in quarantine nobody says.
void Ages::went(const std::string& hop, EntryId id) {
  rows_.with([&](Rows& all) {
    const auto at = all.find(hop);
    if (at == all.end()) return;
    auto& row = at->second;
    if (row.count <= 1) {
      all.erase(at);
      return;
    }
    --row.count;
    ++row.changes;
    if (row.waited.held > 0 || (row.waited.first && row.waited.first->second == id)) row.known = false;
  });
}

void Ages::changed(const std::string& hop) {
  rows_.with([&](Rows& all) {
    const auto at = all.find(hop);
    if (at == all.end()) return;
    ++at->second.changes;
    at->second.known = false;
  });
}

Ages::Rows Ages::rows() const {
  return rows_.with([](const Rows& all) { return all; });
}

void Ages::learned(const std::string& hop, const Row& asked, Waited waited) {
  rows_.with([&](Rows& all) {
    const auto at = all.find(hop);
    if (at == all.end() || at->second.known || at->second.changes != asked.changes) return;
    at->second.waited = waited;
    at->second.known = true;
  });
}

}  // namespace postern::queue
