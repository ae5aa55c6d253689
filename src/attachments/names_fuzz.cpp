// Names of parts from any header: UTF-8, few, and the one that is shown is among those that are judged.
#include "attachments/names.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "attachments/extensions.h"
#include "attachments/settings.h"
#include "base/text.h"

using namespace postern::attachments;

static void require(bool ok) {
  if (!ok) std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const ExtensionList list(shipped_extensions());
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto message = postern::mime::parse("Content-Disposition: attachment; " + std::string(text));
  const auto names = names_of(message, 0);
  require(names.shown.empty() || std::ranges::find(names.all, names.shown) != names.all.end());
  require(names.all.size() <= 256);
  for (const auto& name : names.all) {
    require(postern::is_utf8(name) && postern::is_utf8(shown_name(name)));
    // What a user sees to be listed has been found.
    const auto shown = list.found_in(shown_name(name));
    require(shown.empty() || !list.found_in(name).empty() || name.size() > kLongestName);
  }
  return 0;
}
