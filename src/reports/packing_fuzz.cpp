// Any octets as an archive, and as what goes into one.
#include <cstdlib>

#include "reports/packing.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::reports;
  const std::string_view in(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t kMost = 100'000;
  const auto out = unpack(in, kMost);
  if (out && out->size() > kMost) std::abort();
  const auto again = unpack(gzip(in));
  if (!again || *again != in) std::abort();
  return 0;
}
