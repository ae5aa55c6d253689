// Any bytes as a queued message's record: refused, or read and written back to the same bytes.
#include <cstdint>
#include <cstdlib>

#include "queue/record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto entry = postern::queue::decode_entry({}, bytes);
  if (!entry) return 0;
  const auto again = postern::queue::decode_entry({}, postern::queue::encode(*entry));
  if (!again || postern::queue::encode(*again) != postern::queue::encode(*entry)) std::abort();
  return 0;
}
