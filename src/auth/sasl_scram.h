// The server's side of SCRAM-SHA-256 (RFC 5802 §5, RFC 7677), with and without channel binding.
#pragma once
#include <memory>
#include <string>

#include "auth/sasl.h"

namespace postern::auth {

// `nonce` is the server's part: printable, without commas, fresh for every exchange.
// `plus_offered`: SCRAM-SHA-256-PLUS is announced as well, so a client that says it saw none has been lied to.   RFC 5802 §6
std::unique_ptr<Mechanism> scram_mechanism(std::string nonce, bool plus_offered = false);
std::unique_ptr<Mechanism> scram_plus_mechanism(std::string nonce, net::ChannelBinding);

}  // namespace postern::auth
