// Any bytes given to the decoder of an hour's row: it fails or gives a record that encodes to what decodes the same.
#include <cstdlib>

#include "counts/record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto once = postern::counts::decode_record(bytes);
  if (!once) return 0;
  if (once->values.size() > postern::counts::kMostSeries) std::abort();
  const auto twice = postern::counts::decode_record(postern::counts::encode(*once));
  if (!twice || *twice != *once) std::abort();
  return 0;
}
