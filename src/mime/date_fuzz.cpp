// Dates from any bytes: what is read can be written.
#include "mime/date.h"

#include <cstdlib>

using namespace postern;

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto date = mime::parse_date({reinterpret_cast<const char*>(data), size});
  if (!date) return 0;
  const Time minute{date->at.ms / 1000 * 1000};
  const auto again = mime::parse_date(rfc5322_date(minute));
  if (date->at.ms > 0 && (!again || again->at != minute)) std::abort();
  return 0;
}
