// What an administrator sees of the subjects that several nouns change, before and after an act: see Operation::shown.
// Each names its members one by one, so that nothing which is added to a record is told by itself.
#pragma once
#include "admin/operation.h"

namespace postern::admin {

// By the argument "address": a person's or a service's.
Task<Result<json::object>> account_shown(World&, const Call&);
// Its application passwords and tokens, by what they are for.
Task<Result<json::object>> keys_shown(World&, const Call&);

}  // namespace postern::admin
