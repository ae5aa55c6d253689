// Looking at each open port that a check is about.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "audit/check.h"

namespace postern::audit {

// What one door makes of a conversation.
struct Sight {
  std::vector<Said> found = {};  // nothing when all is right
  std::vector<Said> seen = {};
};
using Look = std::function<Result<Sight>(const Door&)>;

// What is found at one door counts, whatever the others do; a port that does not talk leaves the check open where nothing is found.
Outcome at_each(const Subject&, bool (*concerns)(const Door&), const Look&);

}  // namespace postern::audit
