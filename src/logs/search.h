// Searches segments, complete ones by their stored index and those still written to by what the writer knows of them.
#pragma once
#include <filesystem>
#include <vector>

#include "logs/match.h"
#include "logs/segment.h"

namespace postern::logs {

// A segment that is written to, as it was at one moment: the index of its blocks, the last one without terms.
struct OpenSegment {
  Segment segment;
  Index index;
  Block open_block;
};

struct Sources {
  std::filesystem::path folder;
  std::vector<OpenSegment> open;
};

Result<Found> search(const Sources&, const Query&);

}  // namespace postern::logs
