// The audit's attempts to leave the sandbox, from inside (H31): each is really made, and harmless where it succeeds.
// Use, on a thread that may wait:  for (const auto& attempt : break_out()) ...
#pragma once
#include <string>
#include <vector>

#include "audit/subject.h"

namespace postern::app {

std::vector<audit::Attempt> break_out();

}  // namespace postern::app
