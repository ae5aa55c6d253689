// Any bytes as a PROXY header, in the two steps the listener takes.
#include "net/proxy_v2.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace proxy = postern::net::proxy_v2;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const auto prelude = all.substr(0, proxy::kPrelude);
  const auto body = proxy::body_size(prelude);
  if (!body) return 0;
  if (*body > proxy::kLargestBody) std::abort();
  const auto said = proxy::parse(prelude, all.substr(proxy::kPrelude).substr(0, *body));
  if (said && *said && (*said)->client.address.text().empty()) std::abort();
  return 0;
}
