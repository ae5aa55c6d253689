// One address and port: accepts connections, shares its places fairly, and gives each session a stream and a reactor.
// Use: auto listener = Listener::bind(where, reactors, ids, sink);   (all of them, then privileges are dropped)
//      (*listener)->serve(settings, {serve, admit, tls});   and again, when they change;
//      ...   (*listener)->stop(deadline);  (*listener)->join();
// Promises: sessions go round the reactors and stay on theirs; lack of descriptors or memory pauses accepting, nothing else;
//   each session ends up in one connection_opened and one connection_closed event, or in one connection_refused;
//   a connection keeps the settings it came in under.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/ip_address.h"
#include "events/events.h"
#include "net/descriptor.h"
#include "net/reactor.h"
#include "net/session_ids.h"
#include "net/stream.h"

namespace postern::net {

enum class TlsMode : std::uint8_t { none, starttls, implicit };

struct ListenerSettings {
  std::string service = {};  // "smtp", "imaps": as events name it
  TlsMode tls = TlsMode::none;
  std::vector<IpNetwork> proxies = {};  // from here a PROXY v2 header must come first, and only from here it is believed
  bool proxies_may_be_silent = false;   // the first octet tells: for what is TLS at once, where a proxy may speak for itself
  std::size_t max_connections = 10'000;
  std::chrono::milliseconds proxy_time = std::chrono::seconds(5);
  std::chrono::milliseconds handshake_time = std::chrono::seconds(20);  // implicit TLS
};

// Runs one session on its reactor; the connection ends when it returns.
using Serve = std::function<Task<void>(Stream&)>;
// Asked for each connection once its own address is known; any reactor's thread.
using Admit = std::function<bool(const Endpoint&)>;

// Told when a session has ended, on its reactor.
using Ended = std::function<void(SessionId)>;

// A session that is open.
struct OpenSession {
  SessionId session;
  Endpoint peer;
  Deadline since;
  Seen seen;
};

struct Hooks {
  Serve serve = {};
  Admit admit = {};                        // empty: everybody
  std::shared_ptr<tls::Context> tls = {};  // for starttls and implicit
  Ended ended = {};
};

// An address and port that nobody else gets, though nobody can connect to it either. Those of one port may overlap.
struct Place {
  Endpoint where;
  Fd socket;

  // [::] takes IPv4 too; port 0 is any free one. Failures: exists (in use), denied (below 1024 and not root), not_found (no address
  // of this host), io.
  static Result<Place> take(const Endpoint& where);
};

class Listener {
 public:
  // Listens, so that a client may connect already; it is served from serve() on. A place that somebody listens on who overlaps stays
  // what it is: exists.
  static Result<std::unique_ptr<Listener>> listen(Place&, Reactors&, SessionIds&, events::Sink&);
  // The same of a place that is not ours yet.
  static Result<std::unique_ptr<Listener>> bind(const Endpoint& where, Reactors&, SessionIds&, events::Sink&);
  ~Listener();  // without a stop() before: as stop(now). Does not join

  // How connections are served that come from here on; sessions over a lower limit stay. Any thread, one at a time.
  void serve(ListenerSettings, Hooks);
  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::size_t sessions() const;                    // any thread
  [[nodiscard]] std::vector<OpenSession> open_sessions() const;  // any thread
  [[nodiscard]] bool has(SessionId) const;                       // any thread
  // Ends one of them: both directions are closed, and it is no open session any more. False when it is not there, or was dropped
  // before. Any thread.
  bool drop(SessionId);
  [[nodiscard]] bool has_ended() const;  // retired or stopped, and the last session has ended. Any thread

  // Accepts no more, and gives what it listened on: the port is free once that is gone, or at once when the system chose it. Sessions
  // go on. Not on a reactor, and while the reactors run.
  Place retire();
  // Any thread. Accepts no more; waits and idle reads fail with Failure::closed, so that protocols say goodbye; what is left
  // at `until` is closed. Returns at once. May be called again with an earlier deadline.
  void stop(Deadline until);
  // Blocks until the last session has ended. Not on a reactor, while the reactors run, and before they are destroyed.
  void join();

  struct State;

 private:
  explicit Listener(std::shared_ptr<State>);
  std::shared_ptr<State> state_;  // shared with its sessions, which may end after it
};

}  // namespace postern::net
