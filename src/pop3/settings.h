// What an administrator can set about POP3.
#pragma once
#include <chrono>

namespace postern::pop3 {

// What every protocol's sessions are allowed is in net/session_limits.h.
struct Settings {
  std::chrono::seconds command_timeout{600};  // RFC 1939 §3 asks for at least ten minutes
};

// What is particular to one listening port.
struct Options {
  bool stls = true;  // a certificate is there and TLS may be begun
};

}  // namespace postern::pop3
