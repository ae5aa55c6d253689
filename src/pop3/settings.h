// What an administrator can set about POP3.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace postern::pop3 {

// Limits of number: 0 lifts them.
struct Settings {
  std::uint32_t max_bad_commands = 10;        // of one connection; then it is closed
  std::uint32_t max_failed_logins = 3;        // of one connection; then it is closed
  std::chrono::seconds login_timeout{60};     // from the connection to the login
  std::chrono::seconds command_timeout{600};  // RFC 1939 §3 asks for at least ten minutes
};

// What is particular to one listening port.
struct Options {
  bool stls = true;  // a certificate is there and TLS may be begun
};

}  // namespace postern::pop3
