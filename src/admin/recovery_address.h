// Where a user is reached when he has forgotten his password: set by an administrator of his domain, or by himself, who shows first that
// he reads mail there (H20).
// Promises: it is no address that leads back into the account; whoever changes it, the account is told by mail, and an event says it.
#pragma once
#include <memory>
#include <string>

#include "admin/world.h"
#include "base/result.h"
#include "base/task.h"
#include "directory/directory.h"

namespace postern::admin {

using AccountPointer = std::shared_ptr<const directory::Account>;

// Empty: none any more. `who` is named by the event.
Task<Result<void>> set_recovery_address(World&, AccountPointer, std::string who, std::string address);
// Sends a token to the address; it counts once confirmed. Failure::conflict when there were enough of them today.
Task<Result<void>> propose_recovery_address(World&, AccountPointer, std::string address);
// Failure::denied for whatever is no token that was sent for it.
Task<Result<void>> confirm_recovery_address(World&, AccountPointer, std::string who, std::string token);

}  // namespace postern::admin
