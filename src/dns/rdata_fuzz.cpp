// RDATA of any octets as any type: a record that fits, or nothing.
#include <cstdlib>
#include <string_view>

#include "dns/unbound.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::dns;
  if (size == 0) return 0;
  constexpr Type kTypes[] = {Type::a, Type::ns, Type::cname, Type::ptr, Type::mx, Type::txt, Type::aaaa, Type::tlsa};
  const auto type = kTypes[data[0] % std::size(kTypes)];
  const std::string_view rdata(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto records = records_in(type, {rdata});
  if (records.size() > 1) std::abort();
  for (const auto& record : records)
    if (const auto* name = std::get_if<Name>(&record); name && parse_name(name->text()) != *name) std::abort();
  return 0;
}
