// Address lists and message identifiers from any bytes.
#include "mime/address_list.h"

#include <cstdlib>

#include "mime/message_id.h"

using namespace postern::mime;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  int depth = 0;
  for (const auto& a : address_list(text)) {
    if (a.kind == AddressKind::group_start && ++depth > 1) std::abort();
    if (a.kind == AddressKind::group_end && --depth < 0) std::abort();
    (void)display_name(a);
    (void)mailbox_text(a);
  }
  if (depth != 0) std::abort();
  for (const auto& id : message_ids(text)) {
    const auto again = message_ids("<" + id + ">");
    if (again.size() > 1) std::abort();
  }
  return 0;
}
