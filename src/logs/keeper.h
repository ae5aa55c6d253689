// Looks after segments that are no longer written to: missing indexes, compression, age and size of all.
#pragma once
#include <filesystem>
#include <functional>
#include <vector>

#include "logs/logs.h"
#include "logs/segment.h"

namespace postern::logs {

// Removes what a crash left half written. Before the writer starts.
void remove_leftovers(const std::filesystem::path& folder);

// One round over the folder. Segments that `open` names are left alone; it is asked after the folder was listed, so that a
// segment begun in between is either not in the list or named. `stop` is asked between segments. Before a segment of the
// administration log is removed, the anchor hears where the rest begins.
void tend(const std::filesystem::path& folder, const Settings&, Time now, const std::function<std::vector<Segment>()>& open,
          AuditAnchor&, const std::function<bool()>& stop);

}  // namespace postern::logs
