// The resolver that the command line names.
#include "app/check_asking.h"

#include <unistd.h>

#include <CLI/CLI.hpp>

namespace postern::app {

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
  settings.servers = asking.resolvers;
  const bool as_shipped = asking.trust_anchor.empty() && asking.resolvers.empty();
  if (!as_shipped || access(settings.trust_anchor.c_str(), R_OK) != 0) settings.trust_anchor = asking.trust_anchor;
  return dns::Unbound::open(settings);
}

}  // namespace postern::app
