// What a domain's DNS is to have, and what it has.
#pragma once
#include "admin/operation.h"
#include "admin/world.h"

namespace postern::admin {

Task<Result<json::value>> domain_dns(World&, const Call&);
std::string domain_dns_for_people(const json::value&);  // a zone file, with what the DNS has as comments

}  // namespace postern::admin
