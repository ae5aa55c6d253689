// The names under which the reverse tree and DNS lists have addresses.
#pragma once
#include <string>

#include "base/ip_address.h"
#include "dns/name.h"

namespace postern::dns {

// "1.2.0.192" (RFC 1035 §3.5) or the nibbles of RFC 3596 §2.5: the labels in front of in-addr.arpa, ip6.arpa or a DNS list.
std::string reversed_labels(const IpAddress&);
Name reverse_name(const IpAddress&);

}  // namespace postern::dns
