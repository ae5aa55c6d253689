// What an administrator can set about receiving mail. The values here are the hardened ones.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

#include "config/config.h"
#include "smtp/grammar/command.h"
#include "smtp/server/relay.h"

namespace postern::smtp {

// Limits of number: 0 lifts them. What every protocol's sessions are allowed is in net/session_limits.h.
struct Settings {
  config::Octets max_message_size{50 << 20};  // announced as SIZE
  std::uint32_t max_recipients = 200;         // of one message; RFC 5321 §4.5.3.1.8 asks for at least 100
  std::uint32_t max_messages = 500;           // of one connection
  std::uint32_t max_commands = 1000;          // between two accepted messages
  std::uint32_t max_hops = 100;               // Received fields; RFC 5321 §6.3 asks for at least 100
  std::uint32_t max_command_line = 2048;      // octets; RFC 5321 §4.5.3.1.4 asks for 512, our parameters for 1,500 more
  ClientNames client_names = ClientNames::lenient;
  std::chrono::seconds command_timeout{300};          // RFC 5321 §4.5.3.2.7
  std::chrono::seconds data_timeout{180};             // for 16 KiB of a message, or its rest; RFC 5321 §4.5.3.2.5
  std::chrono::seconds message_timeout{3600};         // for the whole of a message
  std::chrono::seconds longest_hold{30 * 24 * 3600};  // of mail that is to go later; RFC 4865
  std::string default_domain;                         // of <postmaster>; empty: the listener's host name
};

enum class Role : std::uint8_t {
  exchange,    // other servers bring mail for our domains
  submission,  // our users bring mail for anyone
  lmtp,        // a server of ours in front brings what it has taken for people here
};

// What is particular to one listening port.
struct Listener {
  Role role = Role::exchange;
  std::string host_name;  // in the greeting and in Received
  bool starttls = true;   // a certificate is there and TLS may be begun
  bool login = false;     // AUTH is offered; always on for submission
  Relay relay = Relay::nobody;
};

}  // namespace postern::smtp
