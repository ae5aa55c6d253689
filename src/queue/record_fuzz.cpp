// Any bytes as the records of a queued message and of its leg: refused, or read and written back to the same bytes.
#include <cstdint>
#include <cstdlib>

#include "queue/record.h"

namespace {

template <class Decode>
void round(std::string_view bytes, Decode decode) {
  const auto record = decode(bytes);
  if (!record) return;
  const auto written = encode(*record);
  const auto again = decode(written);
  if (!again || encode(*again) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace queue = postern::queue;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  round(bytes, queue::decode_message);
  round(bytes, [](std::string_view b) { return queue::decode_leg("example.net", b); });
  return 0;
}
