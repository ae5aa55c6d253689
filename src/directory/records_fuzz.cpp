// Stored records of every kind: what decodes encodes to something that decodes alike.
#include <cstdlib>

#include "directory/app_passwords.h"
#include "directory/auto_reply.h"
#include "directory/left_name.h"
#include "directory/passkeys.h"
#include "directory/password_reset.h"
#include "directory/records.h"
#include "directory/recovery.h"

namespace {

template <class Record>
void round(postern::Result<Record> (*decode)(std::string_view), std::string_view in) {
  const auto record = decode(in);
  if (!record) return;
  const auto again = decode(postern::directory::encode(*record));
  if (!again || postern::directory::encode(*again) != postern::directory::encode(*record)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace postern::directory;
  if (size == 0) return 0;
  const std::string_view in(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 14) {
    case 0: round(decode_domain, in); break;
    case 1: round(decode_domain_alias, in); break;
    case 2: round(decode_account, in); break;
    case 3: round(decode_name, in); break;
    case 4: round(decode_credentials, in); break;
    case 5: round(decode_app_passwords, in); break;
    case 6: round(decode_app_password_use, in); break;
    case 7: round(decode_second_factor, in); break;
    case 8: round(decode_password_reset, in); break;
    case 9: round(decode_recovery, in); break;
    case 10: round(decode_auto_reply, in); break;
    case 11: round(decode_passkeys, in); break;
    case 12: round(decode_left_name, in); break;
    default: round(decode_counters, in);
  }
  return 0;
}
