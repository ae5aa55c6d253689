// Any text as an address or a network; what is taken survives being written and read again.
#include <cstdlib>

#include "net/network.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace net = postern::net;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto address = net::Address::parse(text)) {
    const auto again = net::Address::parse(address->text());
    if (!again || *again != *address) std::abort();
  }
  if (const auto network = net::Network::parse(text)) {
    if (!network->contains(network->base())) std::abort();
    const auto again = net::Network::parse(network->text());
    if (!again || *again != *network) std::abort();
  }
  return 0;
}
