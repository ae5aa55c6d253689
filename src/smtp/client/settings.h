// How long another server may take. The values here are the hardened ones.
#pragma once
#include <chrono>

namespace postern::smtp::client {

// RFC 5321 §4.5.3.2 gives the least patience a client should have.
struct Settings {
  std::chrono::seconds connect_timeout{60};    // for a connection, and for a TLS handshake
  std::chrono::seconds command_timeout{300};   // from a command to the end of its reply; §4.5.3.2.1 to 3
  std::chrono::seconds block_timeout{180};     // for a piece of a message to be taken; §4.5.3.2.5
  std::chrono::seconds end_timeout{600};       // for the reply to a whole message; §4.5.3.2.6
  std::chrono::seconds message_timeout{7200};  // for all of a message but that reply
};

}  // namespace postern::smtp::client
