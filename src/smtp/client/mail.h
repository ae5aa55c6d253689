// One message as it is given to the client, for one connection.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>

#include "queue/envelope.h"
#include "store/spool.h"

namespace postern::smtp::client {

// RFC 2852 §4: so long from now, and what is to be done then.
struct DeliverBy {
  std::chrono::seconds within{};  // may be negative with notify
  bool or_return = false;         // BY=n;R, else BY=n;N
  bool trace = false;
};

struct Mail {
  queue::Envelope envelope;  // its recipients are those of this connection, at least one
  store::Content content;
  std::uint64_t skip = 0;            // the message begins behind so many octets of it
  bool require_tls = false;          // RFC 8689: only over TLS that is proven, to a server that keeps this promise
  std::optional<int> priority = {};  // MT-PRIORITY, -9 to 9 (RFC 6710)
  std::optional<DeliverBy> deliver_by = {};

  [[nodiscard]] std::uint64_t size() const { return content.size() - skip; }
};

}  // namespace postern::smtp::client
