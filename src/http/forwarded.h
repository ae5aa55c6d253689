// Who a request comes from when it has come through proxies: Forwarded (RFC 7239) and X-Forwarded-For.   H33
// Use: client_of(request, peer, proxies), with the address that the connection is of.
// Cold. Promises: no field is believed that did not come from a listed proxy: each proxy appends who connected to it, so the client is
//   the right-most address that is no proxy's, and what stands left of it is whatever the client likes to claim.
#pragma once
#include <expected>
#include <span>

#include "base/ip_address.h"
#include "http/request.h"

namespace postern::http {

// A refusal when a proxy says it in two ways that differ (then one of the two is the client's own), or in a way that cannot be read.
std::expected<IpAddress, Refusal> client_of(const Request&, const IpAddress& peer, std::span<const IpNetwork> proxies);

}  // namespace postern::http
