// Hosts of links from any text: each is a name or an address, each comes once, and there are not too many.
#include <cstdlib>
#include <set>
#include <string_view>

#include "base/ip_address.h"
#include "dns/name.h"
#include "judge/links.h"

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const judge::Text text{(data[0] & 1) != 0, std::string(reinterpret_cast<const char*>(data + 1), size - 1)};
  const auto hosts = judge::link_hosts(text, 20);
  if (hosts.size() > 20 || std::set(hosts.begin(), hosts.end()).size() != hosts.size()) std::abort();
  for (const auto& host : hosts)
    if (!IpAddress::parse(host) && !dns::parse_name(host)) std::abort();
  return 0;
}
