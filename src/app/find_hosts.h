// Where the web servers are that settings name: the webhook's, that of the feed of releases.
// Use: http::Caller call(find_hosts(&resolver, http::Lookups(http::resolve_by_system)));
// Promises: what stands in /etc/hosts holds. All else is asked of our own resolver, by what settings say of the DNS; only a name that it says
//   is not there, which may be one of a company's own network, is asked of the system's. Where the DNS is not to be asked neither of them is.
#pragma once
#include <string>
#include <string_view>

#include "dns/resolver.h"
#include "http/client.h"

namespace postern::app {

// Blocks, to the deadline at most. The resolver outlives it; null: the DNS is not asked.
http::Find find_hosts(dns::Resolver* own, http::Lookups system, std::string hosts_file = "/etc/hosts");

// What a file of that kind says of a host, in its order.   hosts(5)
http::Addresses addresses_in(std::string_view hosts_file, std::string_view host);

}  // namespace postern::app
