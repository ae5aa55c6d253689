// The operation domain.health: whether clients of a domain are shown a certificate that they trust, and have room for mail.
#pragma once
#include "admin/operation.h"

namespace postern::admin::on_domain {

Task<Result<json::value>> health(World&, const Call&);

}  // namespace postern::admin::on_domain
