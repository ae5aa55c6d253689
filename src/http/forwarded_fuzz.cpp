// Any octets as the fields that say who a request comes from: refused or read, and never another than the connection's own when the
// connection is no listed proxy's.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "http/forwarded.h"

using namespace postern;  // a fuzzer is a program of its own

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::vector<IpNetwork> proxies{IpNetwork::parse("10.0.0.0/8").value()};
  static const auto proxy = IpAddress::parse("10.0.0.1").value(), client = IpAddress::parse("192.0.2.7").value();
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  for (const auto* name : {"forwarded", "x-forwarded-for"}) {
    http::Request request;
    request.fields.push_back({name, bytes});
    const auto believed = http::client_of(request, client, proxies);
    if (!believed || *believed != client) std::abort();
    const auto said = http::client_of(request, proxy, proxies);
    if (!said && said.error().status != 400) std::abort();
  }
  return 0;
}
