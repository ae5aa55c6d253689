// Names from any bytes: what is taken keeps the limits and is its own normal form.
#include "dns/name.h"

#include <cstdlib>

using namespace postern::dns;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto name = parse_name({reinterpret_cast<const char*>(data), size});
  if (!name) return 0;
  if (name->text().size() > kLongestName || parse_name(name->text()) != name) std::abort();
  if (name->last(name->labels()) != *name || !name->is_within(name->parent())) std::abort();
  return 0;
}
