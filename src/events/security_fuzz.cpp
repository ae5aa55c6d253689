// Any octets as a stored security event: refused, or written again as they were read.
#include <cstdlib>

#include "events/security.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::events;
  const auto event = decode_security_event({reinterpret_cast<const char*>(data), size});
  if (!event) return 0;
  const auto again = decode_security_event(encode(*event));
  if (!again || *again != *event) std::abort();
  return 0;
}
