// Any text as an address or a network; what is taken survives being written and read again.
#include <cstdlib>

#include "base/ip_address.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto address = postern::IpAddress::parse(text)) {
    const auto again = postern::IpAddress::parse(address->text());
    if (!again || *again != *address) std::abort();
  }
  if (const auto network = postern::IpNetwork::parse(text)) {
    if (!network->contains(network->base())) std::abort();
    const auto again = postern::IpNetwork::parse(network->text());
    if (!again || *again != *network) std::abort();
  }
  return 0;
}
