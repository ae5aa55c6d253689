// Any octets as a stored index: refused, or sound and written again to one that reads the same. The checksum is made to fit, so
// that what is behind it is reached.
#include <cstdlib>

#include "base/codec.h"
#include "logs/index.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern;
  using namespace postern::logs;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (decode_index(input) && size < 16) std::abort();
  std::string fitted = "log index 1\n";
  fitted += input;
  const auto sum = crc32c(fitted);
  const auto index = decode_index(Encoder().raw(fitted).big32(sum).view());
  if (!index) return 0;
  const auto again = decode_index(encode(*index));
  if (!again || !(*again == *index)) std::abort();
  for (const auto number : index->blocks_with(std::array{1u, 2u}, true))
    if (number >= index->blocks.size()) std::abort();
  return 0;
}
