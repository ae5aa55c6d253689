// The stored record of the administrators: what decodes encodes to something that decodes alike.
#include <cstdlib>

#include "admin/administrator.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::admin;
  const auto roster = decode_roster({reinterpret_cast<const char*>(data), size});
  if (!roster) return 0;
  const auto stored = encode(*roster);
  const auto again = decode_roster(stored);
  if (!again || encode(*again) != stored) std::abort();
  return 0;
}
