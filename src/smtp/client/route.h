// Where mail for a domain goes: its MX hosts with their addresses, in the order in which they are to be tried. RFC 5321 §5.1
// Use: while (!(route = route_to(target, answers, order))) let the driver of dns/answers.h ask; dns::find_out() does.
// Promises: pure; the same answers and the same `order` give the same route. At most kMostHosts hosts with kMostAddresses addresses
//   each. A failed or bogus answer is never taken for an absent one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "address/domain.h"
#include "base/ip_address.h"
#include "base/random.h"
#include "dns/answers.h"

namespace postern::smtp::client {

inline constexpr std::size_t kMostHosts = 10;
inline constexpr std::size_t kMostAddresses = 4;

struct Target {
  address::Domain domain;                 // empty with an address literal
  std::optional<IpAddress> literal = {};  // RFC 5321 §4.1.3: goes there and nowhere else
  bool use_mx = true;                     // false: a smart host, whose addresses are looked up and no MX
};

// Who we are, so that mail is not brought to ourselves.
struct Ourselves {
  std::vector<dns::Name> names = {};
  std::vector<IpAddress> addresses = {};
};

struct Host {
  dns::Name name;  // the root: an address literal
  std::uint16_t preference = 0;
  std::vector<IpAddress> addresses;  // IPv6 and IPv4 by turns, IPv6 first
  bool secure = false;               // MX and addresses were proven by DNSSEC: what DANE needs (RFC 7672 §2.2)
};

enum class Finding : std::uint8_t {
  hosts,          // at least one with an address
  null_mx,        // RFC 7505: takes no mail. Permanent, 5.1.10
  no_domain,      // does not exist. Permanent, 5.1.2
  no_host,        // its hosts have no address, or it has neither MX nor address. Permanent, 5.4.4
  loop,           // the best host is ourselves, and nothing of ours has a mailbox there. Permanent, 5.4.6
  not_known_yet,  // the DNS does not answer. Temporary, 4.4.3
};

struct Route {
  Finding finding = Finding::not_known_yet;
  std::vector<Host> hosts;  // in the order to try; not empty with `hosts` alone
  bool mx_secure = false;   // the answer about the MX, its absence too
  bool implicit = false;    // the domain is its own host (§5.1)
  std::string reason;       // for people, where there are no hosts
};

// `seed` shuffles hosts of one preference: the same during one look-up, another at the next (Random).
std::optional<Route> route_to(const Target&, const Ourselves&, std::uint64_t seed, dns::Answers&);

}  // namespace postern::smtp::client
