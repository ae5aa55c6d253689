// Any bytes as arguments: no crash, no hang, no read past the end.
#include <cstdint>
#include <string_view>

#include "imap/grammar/sequence_set.h"

namespace postern::imap::grammar {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  Cursor in(text, (data[0] & 1) != 0);
  const auto set = sequence_set(in);
  const auto ranges = set.resolve(100);
  for (std::size_t i = 1; i < ranges.size(); ++i)
    if (ranges[i].first <= ranges[i - 1].last + 1ULL) __builtin_trap();
  return 0;
}

}  // namespace postern::imap::grammar
