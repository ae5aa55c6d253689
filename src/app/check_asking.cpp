// The resolver that the command line names.
#include "app/check_asking.h"

#include <unistd.h>

#include <CLI/CLI.hpp>

namespace postern::app {
namespace {

// "192.0.2.1:53", "[2001:db8::1]:53" or an address alone, as libunbound writes it.
std::string with_at(const std::string& place) {
  const bool bracketed = place.starts_with('[');
  const auto end = bracketed ? place.find(']') : place.find(':') == place.rfind(':') ? place.find(':') : place.npos;
  if (end == place.npos) return place;
  const auto address = bracketed ? place.substr(1, end - 1) : place.substr(0, end);
  const auto colon = place.find(':', end);
  return colon == place.npos ? address : address + "@" + place.substr(colon + 1);
}

}  // namespace

Time Asking::now() const { return seconds ? Time{*seconds * 1000} : system_time().now(); }

void add_options(CLI::App& command, Asking& asking) {
  command.add_option("--resolver", asking.resolvers,
                     "Ask this one, ADDRESS or ADDRESS:PORT; as shipped the DNS is asked from its root down");
  command.add_option("--trust-anchor", asking.trust_anchor,
                     "A file of DS or DNSKEY rows; as shipped that of the root, or none where a resolver is named");
  command.add_option("--time", asking.seconds, "Seconds since 1970 that count as now");
}

Result<std::unique_ptr<dns::Unbound>> resolver_of(const Asking& asking) {
  dns::Settings settings;
  for (const auto& place : asking.resolvers) settings.servers.push_back(with_at(place));
  const bool as_shipped = asking.trust_anchor.empty() && asking.resolvers.empty();
  if (!as_shipped || access(settings.trust_anchor.c_str(), R_OK) != 0) settings.trust_anchor = asking.trust_anchor;
  return dns::Unbound::open(settings);
}

}  // namespace postern::app
