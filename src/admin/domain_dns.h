// What a domain's DNS is to have, and what it has.
#pragma once
#include <memory>

#include "admin/operation.h"
#include "admin/world.h"

namespace postern::admin {

struct Publication;

Task<Result<json::value>> domain_dns(World&, const Call&);
// What the server has to tell of one of its domains.
Task<Result<Publication>> publication_of(World&, std::shared_ptr<const directory::Domain>);
std::string domain_dns_for_people(const json::value&);  // a zone file, with what the DNS has as comments

}  // namespace postern::admin
