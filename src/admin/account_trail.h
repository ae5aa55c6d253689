// The operation account.trail, and what follows from it for giving the account back.
#pragma once
#include <memory>

#include "admin/operation.h"

namespace postern::directory {
struct Account;
}

namespace postern::admin {

// Taken from what the server keeps anyway: the guard's record of logins, the log of mail, the log of administration and the queue.
Task<Result<json::value>> trail(World&, const Call&);

// Whether where a contained account is reached was changed within the seven days before that, so that it may be a stranger's; what was
// changed since is an administrator's doing. Blocks.
Result<bool> recovery_is_in_doubt(const World&, const directory::Account&);

}  // namespace postern::admin
