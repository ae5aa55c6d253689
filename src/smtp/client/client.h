// A connection to another server, on which any number of messages are handed over, one after the other.
// Use: Client client(manner, settings, ports);
//      auto opened = co_await client.open({address, port}, {});   then   auto outcome = co_await client.send(mail);   as long as
//      client.usable();   co_await client.quit();
// Promises: a deadline on every step, for the whole of a reply; a message is read in pieces and never held as a whole; no bare CR or
//   LF is sent (but of BINARYMIME, where octets are counted); nothing that the server said before TLS is remembered, and what came with
//   its reply to STARTTLS ends the connection; no password without TLS unless it may. Nothing is said twice: what was lost after the
//   end of a message is told as `maybe_taken`.
// One call at a time, on a reactor. Errors are values: Trouble of a connection, Fate of a recipient.
#pragma once
#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "auth/hash_pool.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/task.h"
#include "base/time.h"
#include "net/connect.h"
#include "smtp/client/mail.h"
#include "smtp/client/outcome.h"
#include "smtp/client/settings.h"
#include "store/blobs.h"
#include "tls/client.h"

namespace postern::smtp::client {

enum class Protocol : std::uint8_t { smtp, lmtp };

enum class Tls : std::uint8_t {
  off,
  offered,   // STARTTLS when it is offered; when the handshake fails, plain on a second connection
  required,  // STARTTLS, or no mail
  at_once,   // from the first octet (port 465, RFC 8314)
};

struct Credentials {
  std::string user;
  Secret password;
  bool without_tls = false;  // may be given on a plain connection
};

// How one server is spoken to.
struct Manner {
  std::string our_name;  // of EHLO: a domain or an address literal
  Protocol protocol = Protocol::smtp;
  Tls tls = Tls::offered;
  tls::Expected expected = {};
  std::optional<Credentials> login = {};
};

struct Ports {
  net::Connector& connector;
  const tls::ClientContext& tls;
  store::BlobStore& blobs;
  auth::HashPool& hashes;  // for SCRAM
  const TimeSource& time;
  Random& random;
};

class Client {
 public:
  Client(Manner, const Settings&, const Ports&);  // what the ports name outlives it
  ~Client();                                      // closes, without QUIT
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // Connects and says hello, with TLS and login as the manner wants. After a failure only open() makes sense.
  Task<std::expected<Facts, Trouble>> open(net::Endpoint server, std::optional<IpAddress> from);
  // Hands a message over. When usable() is false every recipient is answered with what ended the connection.
  Task<MailOutcome> send(Mail);
  [[nodiscard]] bool usable() const;
  // Says goodbye and closes; waits a short time for the answer.
  Task<void> quit();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace postern::smtp::client
