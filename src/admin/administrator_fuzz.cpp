// Stored records of administration: what decodes encodes to something that decodes alike.
#include <cstdlib>

#include "admin/administrator.h"
#include "admin/audit_history.h"
#include "admin/mending.h"
#include "admin/propagations.h"

namespace {

template <class Decode>
void round(const Decode& decode, std::string_view in) {
  const auto record = decode(in);
  if (!record) return;
  const auto stored = encode(*record);
  const auto again = decode(stored);
  if (!again || encode(*again) != stored) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::admin;
  const std::string_view in(reinterpret_cast<const char*>(data), size);
  round(decode_roster, in);
  round([](std::string_view bytes) { return Propagation::decode(1, bytes); }, in);
  round([](std::string_view bytes) { return Mending::decode(1, bytes); }, in);
  round(decode_audit_run, in);
  return 0;
}
