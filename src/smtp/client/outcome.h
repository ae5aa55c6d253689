// What became of a connection, of a message, and of each of its recipients.
// Promises: text of another server is printable, in one line, and bounded; it is never empty where a code is given.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tls/client.h"

namespace postern::smtp::client {

enum class Step : std::uint8_t {
  connect,
  greeting,
  hello,
  starttls,
  tls,
  login,
  mail,
  rcpt,
  data,
  text,
  end_of_text,
  reset,
  quit
};
std::string_view name(Step);  // "the greeting", for logs and for people

enum class Fate : std::uint8_t { delivered, temporary, permanent };

struct RecipientOutcome {
  Fate fate = Fate::temporary;
  std::uint16_t code = 0;  // what the server said; 0: it is our own judgement
  std::string status;      // RFC 3463: "5.1.1"; always there
  std::string text;        // the server's text after the status, or our own words
  bool asked = true;  // false: it was not its turn (too many recipients, or the connection was closed before): again at once

  // "smtp; 550 5.1.1 No such user" (RFC 3464 §2.3.6); empty when the server did not say it.
  [[nodiscard]] std::string diagnostic() const;
};

// Why a connection is no good, or has come to its end.
enum class Cause : std::uint8_t {
  refused,      // nobody listens
  unreachable,  // no way there
  timeout,
  closed,    // it went away in the middle
  stopped,   // we are stopping
  answered,  // the server said no: `code` says what
  broken,    // what it says is not SMTP, or comes when it must not
  no_tls,    // it does not offer what is required
  tls,       // the handshake failed, or the proof does not hold: `proof` says how
  login,     // it does not take our name, or offers no way to give it
  ours,      // our own disk or program
};
std::string_view name(Cause);

struct Trouble {
  Step step = Step::connect;
  Cause cause = Cause::closed;
  Fate fate = Fate::temporary;  // permanent: this server will not take any mail (a 5yz greeting)
  std::uint16_t code = 0;
  std::string status;  // RFC 3463: "4.4.2"
  std::string text;    // as of a recipient
  tls::Problem problem = tls::Problem::none;

  [[nodiscard]] std::string diagnostic() const;
};

struct MailOutcome {
  std::vector<RecipientOutcome> recipients;  // in the order of the envelope, as many
  std::optional<Trouble> trouble;            // the connection ended with it
  bool maybe_taken =
      false;  // lost between the last octet and the reply: may have been delivered, and comes twice when tried again
  bool notifies = false;         // the server knows DSN and got what was asked for; otherwise "relayed" is ours to say
  bool keeps_time = false;       // it knows DELIVERBY
  bool wants_seven_bit = false;  // nothing was said: in 7 bit the message could go
};

// What a standing connection is.
struct Facts {
  std::string greeting;  // the server's first line
  std::string name;      // as it calls itself in its reply to EHLO
  bool tls = false;
  tls::Proof proof;                  // of the connection; problem and why are kept when we went on without TLS
  bool fell_back = false;            // TLS was offered and failed, and was not required: the connection is plain
  std::uint32_t max_recipients = 0;  // LIMITS RCPTMAX (RFC 9422); 0: not said
  std::uint32_t max_messages = 0;    // LIMITS MAILMAX
  std::uint64_t max_size = 0;        // SIZE; 0: not said
};

}  // namespace postern::smtp::client
