// Networks as people write them: an address, a range, a prefix, or a text of many such lines.
// Promises: fold() and networks_of() give the same addresses in as few networks as can be, sorted; any text is taken.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/ip_address.h"
#include "base/result.h"

namespace postern::guard {

// "192.0.2.7", "192.0.2.0/24", "192.0.2.1-192.0.2.9": a range as the networks that it is made of.
Result<std::vector<IpNetwork>> networks_of(std::string_view);
std::vector<IpNetwork> fold(std::vector<IpNetwork>);

// A list of networks that somebody publishes: one a line, and behind '#', ';' or white space what is not looked at.
struct Blocklist {
  static constexpr std::size_t kMostShown = 5;

  std::vector<IpNetwork> networks;    // folded
  std::size_t lines = 0;              // that are not empty
  std::size_t refused = 0;            // of them: not a network, or one so wide that it is more likely a slip
  std::vector<std::string> examples;  // the first of those
};
Blocklist read_blocklist(std::string_view text);

}  // namespace postern::guard
