// Connections to other servers that have nothing to carry for now, for the next message of their kind.
// Invariants: at most so many as were asked for at the last put(); the oldest goes first. One thread.
#pragma once
#include <compare>
#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "outbound/settings.h"
#include "queue/queue.h"
#include "smtp/client/client.h"

namespace postern::outbound {

// What mail has in common that may go over one connection.
struct Kind {
  queue::Hop hop;
  queue::Secrecy tls = queue::Secrecy::usual;
  Sender sender = {};  // as whom it goes: the address and name of the domain it is from

  friend auto operator<=>(const Kind&, const Kind&) = default;
};

struct Connection {
  std::unique_ptr<smtp::client::Client> client;
  std::string server;  // its name
};

class Kept {
 public:
  // One that can still be used, as far as can be seen: the one that has waited least, whose server has had least time to leave.
  std::optional<Connection> take(const Kind&);
  // Until then. What has to go for it comes back.
  std::vector<Connection> put(Kind, Connection, Deadline until, std::size_t most);
  // Those whose time is over.
  std::vector<Connection> over(Deadline now);
  [[nodiscard]] bool empty() const { return by_age_.empty(); }

 private:
  struct Waiting {
    Connection connection;
    Deadline until;
    std::multimap<Kind, std::list<Waiting>::iterator>::iterator place;
  };
  Connection remove(std::list<Waiting>::iterator);

  std::list<Waiting> by_age_;  // the oldest first
  std::multimap<Kind, std::list<Waiting>::iterator> by_kind_;
};

}  // namespace postern::outbound
