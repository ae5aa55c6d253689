// Whether the scanners that settings name are there: each is greeted as its protocol has it, and is shown no message.
#pragma once
#include <vector>

#include "base/task.h"
#include "net/connect.h"
#include "scanners/opinion.h"
#include "scanners/settings.h"

namespace postern::scanners {

// All side by side: passes, or unknown with the reason. On a reactor; what is referred to outlives the call.
Task<std::vector<Opinion>> probe(net::Connector&, const Settings&, Deadline until);

}  // namespace postern::scanners
