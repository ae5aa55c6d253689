// The server's side of SCRAM-SHA-256 without channel binding (RFC 5802 §5, RFC 7677).
#pragma once
#include <memory>
#include <string>

#include "auth/sasl.h"

namespace postern::auth {

// `nonce` is the server's part: printable, without commas, fresh for every exchange.
std::unique_ptr<Mechanism> scram_mechanism(std::string nonce);

}  // namespace postern::auth
