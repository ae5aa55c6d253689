// TNEF from any octets: what it tells of lies in them.
#include "attachments/tnef.h"

#include <cstdlib>

#include "base/text.h"

using namespace postern::attachments;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)read_tnef(text, [&](const TnefFile& file) {
    for (const auto& name : file.names)
      if (!postern::is_utf8(name)) std::abort();
    if (!file.content.empty() &&
        (file.content.data() < text.data() || file.content.data() + file.content.size() > text.data() + size))
      std::abort();
  });
  return 0;
}
