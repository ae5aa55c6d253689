// Connections to others: a socket that is connected without blocking, as a Stream on the caller's reactor.
// Use: Connector connector(service, ids, sink);  auto stream = co_await connector.connect({address, port}, {}, deadline);
//      (*stream)->start_tls_as_client(context, expected, deadline) for TLS.
// Promises: called on a reactor, and the stream stays there; no thread, no blocking call; stop() ends what connects and what is
//   connected, so that nobody waits for a peer when the server stops.
// Errors: unavailable (refused), not_found (no route, no such socket, or our own address is not there), timeout, closed (stop),
//   denied (the sandbox, or a firewall or file modes of this host), io.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "base/ip_address.h"
#include "base/result.h"
#include "base/task.h"
#include "events/events.h"
#include "net/session_ids.h"
#include "net/stream.h"

namespace postern::net {

class Connector {
 public:
  // `service` as events name it. What is named must outlive the connector and its streams.
  Connector(std::string service, SessionIds&, events::Sink&);
  ~Connector();  // as stop()
  Connector(const Connector&) = delete;
  Connector& operator=(const Connector&) = delete;

  // `from`: the address of ours to connect from; none: the system's choice. The stream may outlive the connector.
  Task<Result<std::unique_ptr<Stream>>> connect(Endpoint peer, std::optional<IpAddress> from, Deadline until);
  // To a socket in the file system of this host. The stream's ends are no addresses.
  Task<Result<std::unique_ptr<Stream>>> connect(const std::string& path, Deadline until);

  // Any thread, while the reactors run. Every stream ends with Failure::closed, soon; what connects from here on fails at once.
  void stop();
  [[nodiscard]] std::size_t open() const;  // connections that stand or are being made; any thread

 private:
  struct State;
  std::shared_ptr<State> state_;  // shared with the streams
};

}  // namespace postern::net
