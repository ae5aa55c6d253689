// Any octets as a list: what is refused by name is not accepted by the star, and an item found is found with others behind it.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "http/fields.h"

using namespace postern;  // a fuzzer is a program of its own

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string field(reinterpret_cast<const char*>(data), size);
  if (http::accepts_coding("br;q=0," + field, "br")) std::abort();
  if (!http::accepts_coding("br," + field, "br")) std::abort();
  if (http::names_tag(field, "\"a\"") && !http::names_tag(field + ",\"b\"", "\"a\"")) std::abort();
  if (!http::names_tag("\"a\"," + field, "\"a\"")) std::abort();
  http::accepts_coding(field, "gzip");
  return 0;
}
