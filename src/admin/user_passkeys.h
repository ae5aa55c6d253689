// Passkeys of users: added, listed and removed by their owner.   H13
#pragma once
#include <vector>

#include "admin/administrators.h"
#include "admin/world.h"
#include "directory/passkeys.h"

namespace postern::admin {

// Recovery codes come with the first second factor, for their owner's eyes, once; none with another.
Task<Result<std::vector<Secret>>> add_user_passkey(World&, Visitor, NewPasskey);
// Failure::conflict for the last second factor of who has to have one.
Task<Result<void>> remove_user_passkey(World&, Visitor, std::string credential);

}  // namespace postern::admin
