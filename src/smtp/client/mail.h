// One message as it is given to the client, for one connection.
#pragma once
#include <cstdint>
#include <optional>

#include "queue/envelope.h"
#include "store/spool.h"

namespace postern::smtp::client {

struct Mail {
  queue::Envelope envelope;  // its recipients are those of this connection, at least one
  store::Content content;
  std::uint64_t skip = 0;                    // the message begins behind so many octets of it
  std::optional<DeliverBy> deliver_by = {};  // what is left of the envelope's time

  [[nodiscard]] std::uint64_t content_size() const { return content.size() - skip; }
  [[nodiscard]] std::uint64_t size() const { return envelope.fields.size() + content_size(); }
};

}  // namespace postern::smtp::client
