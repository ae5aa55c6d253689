// H05. Where domains differ from what new ones begin with, and how that is spread and taken back: operations of the noun domain.
#pragma once
#include "admin/operation.h"

namespace postern::admin::on_domain {

Task<Result<json::value>> drift(World&, const Call&);
Task<Result<json::value>> propagate(World&, const Call&);
Task<Result<json::value>> propagations(World&, const Call&);
Task<Result<json::value>> undo(World&, const Call&);

}  // namespace postern::admin::on_domain
