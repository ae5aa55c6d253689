// Taking accounts away, one or all of a domain.
// Promises: what a crash or a full disk leaves is an account that can be taken away again, never mail that nobody has.
#pragma once
#include <memory>

#include "admin/operation.h"
#include "base/ids.h"
#include "directory/records.h"

namespace postern::admin {

// With its mail, its keys and what is known of its logins; what it is logged in to ends.
Task<Result<void>> remove_account(World&, std::shared_ptr<const directory::Account>);

// All of the domain, people and machines, one after another; each is told in the log as if it had been deleted by itself. Stops at the first
// that cannot go.
Task<Result<void>> remove_accounts_of(World&, DomainId, const Call&);

}  // namespace postern::admin
