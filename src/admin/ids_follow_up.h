// What an administrator may do about a block besides lifting it: operations of the noun ids.
#pragma once
#include "admin/operation.h"

namespace postern::admin::on_ids {

Task<Result<json::value>> trust(World&, const Call&);
Task<Result<json::value>> make_permanent(World&, const Call&);
Task<Result<json::value>> fold(World&, const Call&);

}  // namespace postern::admin::on_ids
