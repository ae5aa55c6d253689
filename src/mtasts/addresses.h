// Where web servers are that other domains name, of policies and of reports, asked of our own resolver: what settings say of the DNS holds for them.
#pragma once
#include "dns/resolver.h"
#include "http/client.h"

namespace postern::mtasts {

// Of both families, those of IPv4 first: a server that only one leads to is found, and nearly all have that one. Blocks, to the deadline at
// most; the resolver outlives it. Failure::not_found: the DNS says that there is none.
http::Find addresses_by(dns::Resolver&);

}  // namespace postern::mtasts
