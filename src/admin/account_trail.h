// The operation account.trail.
#pragma once
#include "admin/operation.h"

namespace postern::admin {

// Taken from what the server keeps anyway: the guard's record of logins, the log of mail, the log of administration and the queue.
Task<Result<json::value>> trail(World&, const Call&);

}  // namespace postern::admin
