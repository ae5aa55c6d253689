// Any bytes as arguments: no crash, no hang, no read past the end.
#include <cstdint>
#include <string_view>

#include "imap/grammar/append.h"

namespace postern::imap::grammar {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  Cursor in(text, (data[0] & 1) != 0);
  if (data[0] & 2)
    append(in);
  else
    append_so_far(in);
  return 0;
}

}  // namespace postern::imap::grammar
