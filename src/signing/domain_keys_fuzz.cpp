// Any bytes as the keys of a domain: what is taken is written as it was.
#include "signing/domain_keys.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view in(reinterpret_cast<const char*>(data), size);
  const auto read = postern::signing::decode_domain_keys(in);
  if (!read) return 0;
  const auto again = postern::signing::decode_domain_keys(postern::signing::encode(*read));
  if (!again || *again != *read) std::abort();
  return 0;
}
