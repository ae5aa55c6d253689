// Any bytes given to the decoders of the guard's rows: they fail or give a record that encodes to what decodes the same.
#include <cstdlib>

#include "guard/block.h"
#include "guard/entry.h"
#include "guard/smtp_block.h"

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
  switch (data[0] % 3) {
    case 0: same_again(postern::guard::decode_block, bytes); break;
    case 1: same_again(postern::guard::decode_entry, bytes); break;
    default: same_again(postern::guard::decode_smtp_block, bytes);
  }
  return 0;
}
