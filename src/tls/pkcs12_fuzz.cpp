// Fuzzes the opening of PKCS #12 with no passphrase and with one: whatever the octets are, it is an identity or a value that says why not.
#include <cstdint>
#include <string_view>

#include "tls/pkcs12.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view octets(reinterpret_cast<const char*>(data), size);
  for (const auto* passphrase : {"", "postern"})
    postern::ignore(postern::tls::identity_of_pkcs12(octets, postern::Secret(passphrase)).has_value(),
                    "it must only not crash");
  return 0;
}
