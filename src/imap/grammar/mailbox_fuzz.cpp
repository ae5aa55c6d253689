// Any bytes as arguments: no crash, no hang, no read past the end.
#include <cstdint>
#include <string>
#include <string_view>

#include "imap/grammar/mailbox.h"

namespace postern::imap::grammar {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  Cursor in(text, (data[0] & 1) != 0);
  const auto name = mailbox(in);
  if (in.ok() && from_modified_utf7(to_modified_utf7(name)) != name) __builtin_trap();
  const std::string pattern(text.substr(0, 64));
  const auto other = text.substr(0, 256);
  if (Pattern(pattern).matches(other) && !Pattern(pattern + "*").matches(other)) __builtin_trap();
  return 0;
}

}  // namespace postern::imap::grammar
