// Any bytes given to the decoders of the guard's rows: they fail or give a record that encodes to what decodes the same.
#include <cstdlib>

#include "guard/block.h"
#include "guard/entry.h"

namespace {

template <class Decode>
void same_again(Decode decode, std::string_view bytes) {
  const auto once = decode(bytes);
  if (!once) return;
  const auto twice = decode(encode(*once));
  if (!twice || !(*twice == *once)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  if (data[0] % 2 == 0)
    same_again(postern::guard::decode_block, bytes);
  else
    same_again(postern::guard::decode_entry, bytes);
  return 0;
}
