// One place after the other.
#include "app/find_hosts.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include "base/text.h"
#include "mtasts/addresses.h"

namespace postern::app {
namespace {

std::string text_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

http::Addresses addresses_in(std::string_view hosts_file, std::string_view host) {
  http::Addresses out;
  std::istringstream lines{std::string(hosts_file)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string word;
    words >> word;
    const auto address = IpAddress::parse(word);
    bool names_it = false;
    while (words >> word) names_it = names_it || equal_nocase(word, host);
    if (address && names_it) out.push_back(*address);
  }
  return out;
}

http::Find find_hosts(dns::Resolver* own, http::Lookups system, std::string hosts_file) {
  return [own, hosts_file = std::move(hosts_file), system = std::move(system)](const std::string& host,
                                                                               Deadline until) -> Result<http::Addresses> {
    if (auto listed = addresses_in(text_in(hosts_file), host); !listed.empty()) return listed;
    if (own == nullptr) {
      if (const auto address = IpAddress::parse(host)) return http::Addresses{*address};
      return fail(Failure::unavailable, "The DNS is not asked: a host is an address then, or stands in /etc/hosts");
    }
    auto found = mtasts::addresses_by(*own)(host, until);
    if (found || found.error().kind != Failure::not_found) return found;
    return system.find(host, until);
  };
}

}  // namespace postern::app
