// The operation ids.host: by which name the DNS knows an address.
#pragma once
#include "admin/operation.h"

namespace postern::admin {

// Asked when somebody wants to know, and not for long: whoever runs the address's zone decides when to answer.
Task<Result<json::value>> host_of_address(World&, const Call&);

}  // namespace postern::admin
