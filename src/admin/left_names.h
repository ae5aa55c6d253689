// Mail that waits in the queue for the old name of a renamed account goes to its new name.
// Use: after a rename that gives the old name up, and when a server starts, for one that was interrupted.
#pragma once
#include "base/result.h"
#include "base/task.h"
#include "directory/directory.h"
#include "queue/queue.h"

namespace postern::admin {

Task<Result<void>> follow_left_names(directory::Directory&, queue::Queue&);

}  // namespace postern::admin
