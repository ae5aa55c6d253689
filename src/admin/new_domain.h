// How a domain is made, by whichever operation: with what new ones begin with, and with the keys that sign its mail.
#pragma once
#include "address/domain.h"
#include "admin/caller.h"
#include "base/ids.h"
#include "base/task.h"

namespace postern::admin {

struct World;

Task<Result<DomainId>> make_domain(World&, const Caller&, address::Domain name);

}  // namespace postern::admin
