// What TLSA records say of a certificate: the digest of its key.   RFC 6698 §2.1, RFC 7671 §5.1
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace postern::tls {

// SHA-256 of the SubjectPublicKeyInfo of the first certificate in the PEM, 32 octets: the data of "3 1 1".
Result<std::string> key_digest(std::string_view chain);

}  // namespace postern::tls
