// Addresses as DNS data: text, prefixes, and the names under which the reverse tree and DNS lists have them.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "dns/answers.h"

namespace postern::dns {

bool is_v4(const Ip&);
// "192.0.2.1", "2001:db8::1"; an IPv4-mapped IPv6 address is an IPv4 address. No zone, no port, no short forms.
std::optional<Ip> parse_ip(std::string_view);
std::string text(const Ip&);
// Whether the first `bits` are those of `network`: of 32 for two IPv4 addresses, of 128 for two IPv6 ones, never for one of each.
bool in_prefix(const Ip&, const Ip& network, std::size_t bits);
// "1.2.0.192" (RFC 1035 §3.5) or the nibbles of RFC 3596 §2.5: the labels in front of in-addr.arpa, ip6.arpa or a DNS list.
std::string reversed_labels(const Ip&);
Name reverse_name(const Ip&);

}  // namespace postern::dns
