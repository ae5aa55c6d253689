// What the command line asks for. Every option has a default; one that is not known is an error.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>

namespace mailload {

// What goes wrong between this program and the server. A lane that sees one counts it and goes on with a new connection.
struct Fault : std::runtime_error {
  using runtime_error::runtime_error;
};

struct Options {
  std::string host = "127.0.0.1";  // loopback only
  std::size_t port = 0;
  std::string tls = "none";             // or "implicit"
  std::string user = "u%d@bench.test";  // %d becomes 1 to `users`
  std::string password = "secret";
  std::size_t users = 1;
  std::size_t connections = 1;
  std::size_t count = 100;       // operations in all, at most
  std::size_t size = 5000;       // octets of a message
  std::size_t repeat = 1;        // operations of one connection
  std::size_t batch = 1;         // messages of one APPEND
  std::size_t hold = 5;          // seconds that idle connections stay
  std::size_t visible_at = 0;    // IMAP port that is asked until all mail can be seen; 0: nobody is asked
  std::size_t reuse = 0;         // 1: a connection serves many messages
  std::size_t login = 0;         // 1: of smtp: as the user, from whom the mail is then
  std::size_t domains = 0;       // of smtp: so many domains elsewhere are written to; 0: to the users
  std::size_t hangs = 0;         // 1: of sink: takes connections and says nothing
  std::size_t literal_plus = 0;  // 1: literals are sent without waiting
  std::string command = "NOOP";  // of imap-cmd
  std::string mailbox = "INBOX";
  std::string zone = "sink.test";  // in which the domains elsewhere are

  [[nodiscard]] std::string user_name(std::size_t lane) const;
};

// From "--name value" pairs.
Options parse_options(std::span<char* const> arguments);

}  // namespace mailload
