// The commands of one message, and whether it can be said to this server at all.
// Promises: pure. A command line has no octet that could end it early; parameters are those that were offered.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "smtp/client/mail.h"
#include "smtp/client/offers.h"
#include "smtp/client/outcome.h"
#include "smtp/client/text_writer.h"

namespace postern::smtp::client {

// What is known of the connection a message is to go over.
struct Terms {
  const Offers& offers;
  bool lmtp = false;
  bool proven_tls = false;  // TLS, and the certificate was proven by name or by DANE
};

// How a message goes over.
struct Plan {
  std::string mail;  // "MAIL FROM:<...> ...", without its end
  bool utf8 = false;
  bool chunks = false;                    // BDAT, else DATA
  bool raw = false;                       // BINARYMIME: the octets as they are
  bool notifies = false;                  // DSN
  std::vector<std::size_t> recipients{};  // of the envelope, that can go; not more than LIMITS allows
  std::vector<std::pair<std::size_t, RecipientOutcome>> refused{};
};

struct Planned {
  bool needs_scan = false;                       // it depends on the octets of the message: again, with a scan
  std::optional<RecipientOutcome> refusal = {};  // of all recipients
  bool wants_seven_bit = false;                  // why it is refused: in 7 bit it could go
  Plan plan = {};
};

Planned plan_of(const Mail&, const Terms&, const TextScan* scan);

// "RCPT TO:<...> ...", without its end.
std::string rcpt_command(const queue::Recipient&, const Plan&);

}  // namespace postern::smtp::client
