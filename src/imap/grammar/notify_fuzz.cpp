// Any bytes as arguments: no crash, no hang, no read past the end; what is accepted keeps the rules of RFC 5465.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "imap/grammar/notify.h"

namespace postern::imap::grammar {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  Cursor in(text, (data[0] & 1) != 0);
  const auto args = notify(in);
  if (!in.finish()) return 0;
  int selected = 0;
  for (const auto& group : args.groups) {
    selected += group.selected() ? 1 : 0;
    if (group.events.flags && !group.events.messages) std::abort();
    if (group.selected() && (group.events.names || group.events.subscriptions)) std::abort();
    if (!group.selected() && !group.fetch.empty()) std::abort();
  }
  if (selected > 1 || args.none == !args.groups.empty()) std::abort();
  return 0;
}

}  // namespace postern::imap::grammar
