// The operation account.impersonate.
#pragma once
#include "admin/operation.h"

namespace postern::admin {

Task<Result<json::value>> impersonate(World&, const Call&);

}  // namespace postern::admin
