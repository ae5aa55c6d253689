// Where the web servers are that settings name: the webhook's, that of the feed of releases.
// Use: http::Caller call(find_hosts(&resolver));
// Promises: what stands in /etc/hosts holds. All else is asked of our own resolver, by what settings say of the DNS; only a name that it says
//   is not there, which may be one of a company's own network, is asked of the system's, and every name where there is no resolver of ours.
#pragma once
#include <string>
#include <string_view>

#include "dns/resolver.h"
#include "http/client.h"

namespace postern::app {

// Blocks, to the deadline at most. The resolver outlives it; null: the DNS is not asked.
http::Find find_hosts(dns::Resolver* own, std::string hosts_file = "/etc/hosts", http::Lookups system = http::Lookups());

// What a file of that kind says of a host, in its order.   hosts(5)
http::Addresses addresses_in(std::string_view hosts_file, std::string_view host);

}  // namespace postern::app
