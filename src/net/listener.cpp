// The accept loop, the way of a connection from accept to its session, and the orderly end.
#include "net/listener.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/locked.h"
#include "base/units.h"
#include "events/table.h"
#include "net/kernel_address.h"
#include "net/proxy_v2.h"
#include "net/slots.h"
#include "net/socket_stream.h"

namespace postern::net {
namespace {

using events::Event;
using events::Key;

constexpr int kBacklog = 1024;
constexpr int kAcceptsInARow = 64;  // then the sessions of the accepting reactor have a turn
constexpr auto kBackOff = 50ms;     // when the system has no descriptor or memory to give
constexpr auto kFinishTime = 1s;
constexpr auto kStopStep = 20ms;  // how often a listener that stops looks whether its sessions have ended

void set(int fd, int level, int option, int value) { ::setsockopt(fd, level, option, &value, sizeof value); }

std::unexpected<Error> cannot_listen(const IpAddress& address, std::uint16_t port, int error, const char* call) {
  const auto because = [&](Failure kind, std::string_view why) {
    return fail(kind, fmt::format("Cannot listen on {} port {}: {}", address.text(), port, why),
                fmt::format("{}: {}", call, std::strerror(error)));
  };
  if (error == EADDRINUSE) return because(Failure::exists, "the port is in use");
  if (error == EACCES) return because(Failure::denied, "only root may open ports below 1024");
  if (error == EADDRNOTAVAIL) return because(Failure::not_found, "this host does not have the address");
  return because(Failure::io, std::strerror(error));
}

// Connections inherit TCP_NODELAY and SO_KEEPALIVE from the listening socket, which saves two calls each.
Result<Fd> bound_socket(const IpAddress& address, std::uint16_t port) {
  sockaddr_storage where{};
  const auto size = kernel_address(address, port, where);
  Fd fd(::socket(where.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
  const auto failed = [&](const char* call) { return cannot_listen(address, port, errno, call); };
  if (!fd) return failed("socket");
  set(fd.number(), SOL_SOCKET, SO_REUSEADDR, 1);
  set(fd.number(), SOL_SOCKET, SO_KEEPALIVE, 1);
  set(fd.number(), IPPROTO_TCP, TCP_NODELAY, 1);
  if (where.ss_family == AF_INET6)
    set(fd.number(), IPPROTO_IPV6, IPV6_V6ONLY, 0);  // [::] takes IPv4 whatever the system's default
  if (::bind(fd.number(), reinterpret_cast<const sockaddr*>(&where), size) != 0) return failed("bind");
  return fd;
}

bool is_shortage(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

}  // namespace

// ---- what a listener and its sessions share ----

// How connections are served; one that has begun keeps the face it saw.
struct Face {
  ListenerSettings settings;
  Hooks hooks;
  StreamShared shared;
};

struct Listener::State {
  State(Reactors& r, SessionIds& i, events::Sink& s) : reactors(r), ids(i), sink(s), registry(Registry(0)) {}

  struct Live {
    Reactor* reactor;
    SocketStream* stream;  // touched on its reactor only, but for its activity
    Endpoint peer;
    Deadline since;
    bool dropped = false;  // its end is under way
  };
  struct Registry {
    explicit Registry(std::size_t limit) : slots(limit) {}
    Slots slots;
    std::unordered_map<SessionId, Live> live;
  };

  Reactors& reactors;
  SessionIds& ids;
  events::Sink& sink;
  Locked<std::shared_ptr<const Face>> face;
  Endpoint bound;
  Fd socket;                             // until serve(), and after retire()
  std::unique_ptr<Descriptor> acceptor;  // own reactor only: the first one
  std::size_t turn = 0;                  // whose reactor gets the next connection
  Locked<Registry> registry;
  std::atomic<bool> started = false, retired = false, stopping = false, closing = false;
  std::atomic<Deadline> close_at = Deadline::max();

  std::mutex lock;  // with a condition variable, hence not a Locked
  std::condition_variable gone;
  std::size_t tasks = 0;   // the accept loop and every session, from hand-over to end
  bool accepting = false;  // the accept loop runs, and the port is ours

  std::size_t live() const {
    return registry.with([](const Registry& r) { return r.live.size(); });
  }
  void task_begins() {
    const std::lock_guard guard(lock);
    ++tasks;
  }
  void task_ends() {
    const std::lock_guard guard(lock);
    --tasks;
    gone.notify_all();
  }
  void accepting_ends() {
    const std::lock_guard guard(lock);
    accepting = false;
    gone.notify_all();
  }
};

namespace {

using State = std::shared_ptr<Listener::State>;  // shared by the listener and its sessions: the last one ends it
using SeenFace = std::shared_ptr<const Face>;    // shared by the listener and the sessions that came in under it

SeenFace face_of(const State& state) {
  return state->face.with([](const SeenFace& present) { return present; });
}

// Runs `what` with the session's stream, on its reactor, if it is there still.
void on_session(const State& state, SessionId session, void (SocketStream::*what)()) {
  auto* reactor = state->registry.with([&](Listener::State::Registry& r) {
    const auto found = r.live.find(session);
    return found == r.live.end() ? nullptr : found->second.reactor;
  });
  if (reactor == nullptr) return;
  reactor->post([state, session, what] {
    auto* stream = state->registry.with([&](Listener::State::Registry& r) {
      const auto found = r.live.find(session);
      return found == r.live.end() ? nullptr : found->second.stream;
    });
    if (stream != nullptr) (stream->*what)();
  });
}

void on_every_session(const State& state, void (SocketStream::*what)()) {
  std::vector<SessionId> all;
  state->registry.with([&](Listener::State::Registry& r) {
    for (const auto& [session, live] : r.live) all.push_back(session);
  });
  for (const auto session : all) on_session(state, session, what);
}

// ---- one session ----

void refused(const State& state, std::string_view service, SessionId session, const Endpoint& peer, std::string_view cause) {
  state->sink.write(Event::connection_refused, session,
                    {{Key::ip, peer.address.text()}, {Key::service, service}, {Key::cause, cause}});
}

void opened(const Face& face, SessionId session, const Endpoint& peer) {
  face.shared.sink.write(Event::connection_opened, session,
                         {{Key::ip, peer.address.text()}, {Key::port, peer.port}, {Key::service, face.settings.service}});
}

// Exactly `n` bytes and not one more: what follows is the session's, perhaps TLS.
Task<Result<std::string>> read_exactly(Descriptor& descriptor, std::size_t n, Deadline until) {
  std::string bytes(n, '\0');
  for (std::size_t have = 0; have < n;) {
    const auto got = ::recv(descriptor.fd(), bytes.data() + have, n - have, 0);
    if (got > 0) {
      have += static_cast<std::size_t>(got);
      continue;
    }
    if (got == 0 || errno != EAGAIN) co_return fail(Failure::closed, "Connection closed");
    const Ready ready = co_await descriptor.readable(until);
    if (ready == Ready::timeout) co_return fail(Failure::timeout, "Timed out");
    if (ready != Ready::ready) co_return fail(Failure::closed, "Connection closed");
  }
  co_return bytes;
}

// Whether the first octet, which stays to be read, is that of a PROXY v2 header. TLS begins with another.
Task<Result<bool>> begins_with_header(Descriptor& descriptor, Deadline until) {
  while (true) {
    char first = 0;
    const auto got = ::recv(descriptor.fd(), &first, 1, MSG_PEEK);
    if (got > 0) co_return first == proxy_v2::kFirst;
    if (got == 0 || errno != EAGAIN) co_return fail(Failure::closed, "Connection closed");
    const Ready ready = co_await descriptor.readable(until);
    if (ready == Ready::timeout) co_return fail(Failure::timeout, "Timed out");
    if (ready != Ready::ready) co_return fail(Failure::closed, "Connection closed");
  }
}

Task<Result<std::optional<proxy_v2::Said>>> read_proxy_header(Descriptor& descriptor, bool may_be_silent, Deadline until) {
  if (may_be_silent) {
    auto begun = co_await begins_with_header(descriptor, until);
    if (!begun) co_return pass_on(begun);
    if (!*begun) co_return std::nullopt;
  }

  auto prelude = co_await read_exactly(descriptor, proxy_v2::kPrelude, until);
  if (!prelude) co_return pass_on(prelude);
  auto size = proxy_v2::body_size(*prelude);
  if (!size) co_return pass_on(size);
  auto body = co_await read_exactly(descriptor, *size, until);
  if (!body) co_return pass_on(body);
  co_return proxy_v2::parse(*prelude, *body);
}

bool is_proxy(const Face& face, const IpAddress& address) {
  return std::ranges::any_of(face.settings.proxies, [&](const IpNetwork& network) { return network.contains(address); });
}

// Takes a place for the session; false when there is none for it.
bool enter(const State& state, SessionId session, const IpAddress& address, Listener::State::Live live) {
  const auto answer = state->registry.with([&](Listener::State::Registry& r) {
    if (state->closing) return Slots::Answer{};
    auto taken = r.slots.take(session, address);
    if (taken.admitted) r.live.emplace(session, live);
    return taken;
  });
  if (answer.evicted) on_session(state, *answer.evicted, &SocketStream::close);
  return answer.admitted;
}

void leave(const State& state, SessionId session) {
  state->registry.with([&](Listener::State::Registry& r) {
    r.slots.give_back(session);
    r.live.erase(session);
  });
}

// The frame of this task lasts as long as the session and counts in each idle connection, so what comes before it is apart.
Task<void> run_session(State state, SeenFace face, Reactor& reactor, Fd fd, Ends ends, SessionId session) {
  SocketStream stream(reactor, std::move(fd), ends, session, face->shared);
  if (!enter(state, session, ends.peer.address, {&reactor, &stream, ends.peer, Clock::now()})) {
    refused(state, face->settings.service, session, ends.peer, "too many connections");
    co_return;
  }
  if (state->stopping) stream.stop_softly();
  opened(*face, session, ends.peer);
  Result<void> ready;
  if (face->settings.tls == TlsMode::implicit) ready = co_await stream.start_tls(Clock::now() + face->settings.handshake_time);
  if (ready) {
    co_await face->hooks.serve(stream);
    co_await stream.finish(Clock::now() + kFinishTime);
  }
  leave(state, session);
  if (face->hooks.ended) face->hooks.ended(session);
  state->sink.write(Event::connection_closed, session, {{Key::service, face->settings.service}});
}

void start_session(const State& state, SeenFace face, Reactor& reactor, Fd fd, const Ends& ends, SessionId session) {
  // A listed proxy itself is not judged: it brings many clients, about whom the session will know more.
  if (face->hooks.admit && !is_proxy(*face, ends.peer.address) && !face->hooks.admit(ends.peer)) {
    refused(state, face->settings.service, session, ends.peer, "not admitted");
    return state->task_ends();
  }
  spawn(run_session(state, std::move(face), reactor, std::move(fd), ends, session), [state] { state->task_ends(); });
}

// What a listed proxy says comes first; a connection that says nothing of the kind is dropped.
Task<void> introduce(State state, SeenFace face, Reactor& reactor, Fd fd, Ends ends, SessionId session) {
  Descriptor descriptor(reactor, std::move(fd));
  auto said =
      co_await read_proxy_header(descriptor, face->settings.proxies_may_be_silent, Clock::now() + face->settings.proxy_time);
  if (!said) {
    refused(state, face->settings.service, session, ends.peer, "no PROXY v2 header from a listed proxy");
    state->task_ends();
    co_return;
  }
  if (*said) ends = {(*said)->client, (*said)->server};
  start_session(state, std::move(face), reactor, descriptor.release(), ends, session);
}

void start_connection(const State& state, Reactor& reactor, Fd fd, const Endpoint& peer) {
  auto face = face_of(state);
  const auto session = state->ids.next();
  const Ends ends{peer, local_end(fd.number())};
  if (is_proxy(*face, peer.address))
    spawn(introduce(state, std::move(face), reactor, std::move(fd), ends, session));
  else
    start_session(state, std::move(face), reactor, std::move(fd), ends, session);
}

// ---- accepting ----

void hand_over(const State& state, Fd fd, const Endpoint& peer) {
  auto& reactor = state->reactors[state->turn++ % state->reactors.size()];
  state->task_begins();
  reactor.post(
      [state, &reactor, fd = std::move(fd), peer]() mutable { start_connection(state, reactor, std::move(fd), peer); });
}

// Accepts what is there. Gives 0, or the error that ends the round.
int accept_some(const State& state) {
  for (int i = 0; i < kAcceptsInARow && !state->acceptor->is_closed(); ++i) {
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    Fd fd(::accept4(state->acceptor->fd(), reinterpret_cast<sockaddr*>(&from), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (fd)
      hand_over(state, std::move(fd), endpoint_of(from));
    else if (errno == EAGAIN || is_shortage(errno))
      return errno;
    // Any other error is that of one connection which is gone already.
  }
  return 0;
}

Task<void> accept_loop(State state) {
  bool told = false;
  while (!state->retired) {
    const Ready ready = co_await state->acceptor->readable(Deadline::max());
    if (ready == Ready::closed) break;
    if (ready == Ready::woken) continue;
    const int error = accept_some(state);
    if (!is_shortage(error)) {
      told = false;
      continue;
    }
    if (!std::exchange(told, true)) refused(state, face_of(state)->settings.service, {}, {}, std::strerror(error));
    co_await pause_until{Clock::now() + kBackOff};
  }
  state->socket = state->acceptor->release();
  state->acceptor.reset();
  state->accepting_ends();
}

// Lets the sessions say goodbye until the deadline, then closes what is left. Ends when all have ended.
Task<void> close_sessions(State state) {
  if (state->acceptor) state->acceptor->close();
  on_every_session(state, &SocketStream::stop_softly);
  while (Clock::now() < state->close_at.load() && state->live() > 0)
    co_await pause_until{std::min(state->close_at.load(), Clock::now() + kStopStep)};
  state->closing = true;
  on_every_session(state, &SocketStream::close);
}

}  // namespace

// ---- the listener ----

Listener::Listener(std::shared_ptr<State> state) : state_(std::move(state)) {}
Listener::~Listener() {
  if (!state_->stopping) stop(Clock::now());
}

Result<Place> Place::take(const Endpoint& where) {
  auto socket = bound_socket(where.address, where.port);
  if (!socket) return pass_on(socket);
  return Place{where, std::move(*socket)};
}

Result<std::unique_ptr<Listener>> Listener::bind(const Endpoint& where, Reactors& reactors, SessionIds& ids,
                                                 events::Sink& sink) {
  auto place = Place::take(where);
  if (!place) return pass_on(place);
  return listen(*place, reactors, ids, sink);
}

Result<std::unique_ptr<Listener>> Listener::listen(Place& place, Reactors& reactors, SessionIds& ids, events::Sink& sink) {
  if (::listen(place.socket.number(), kBacklog) != 0)
    return cannot_listen(place.where.address, place.where.port, errno, "listen");
  auto state = std::make_shared<State>(reactors, ids, sink);
  state->bound = local_end(place.socket.number());
  state->socket = std::move(place.socket);
  return std::unique_ptr<Listener>(new Listener(std::move(state)));  // its constructor is private
}

void Listener::serve(ListenerSettings settings, Hooks hooks) {
  state_->registry.with([&](State::Registry& r) { r.slots.set_limit(settings.max_connections); });
  StreamShared shared{settings.service, hooks.tls, state_->sink};
  auto face = std::make_shared<const Face>(std::move(settings), std::move(hooks), std::move(shared));
  state_->face.with([&](SeenFace& present) { present = std::move(face); });
  if (state_->started.exchange(true)) return;
  state_->accepting = true;
  state_->task_begins();
  auto& reactor = state_->reactors[0];
  reactor.post([state = state_, &reactor] {
    state->acceptor = std::make_unique<Descriptor>(reactor, std::move(state->socket));
    if (state->stopping) state->acceptor->close();
    spawn(accept_loop(state), [state] { state->task_ends(); });
  });
}

std::uint16_t Listener::port() const { return state_->bound.port; }

std::size_t Listener::sessions() const { return state_->live(); }

std::vector<OpenSession> Listener::open_sessions() const {
  std::vector<OpenSession> out;
  state_->registry.with([&](const State::Registry& r) {
    for (const auto& [session, live] : r.live)
      if (!live.dropped) out.push_back({session, live.peer, live.since, live.stream->activity().seen()});
  });
  return out;
}

bool Listener::has(SessionId session) const {
  return state_->registry.with([&](const State::Registry& r) { return r.live.contains(session); });
}

bool Listener::drop(SessionId session) {
  const bool there = state_->registry.with([&](State::Registry& r) {
    const auto found = r.live.find(session);
    return found != r.live.end() && !std::exchange(found->second.dropped, true);
  });
  if (there) on_session(state_, session, &SocketStream::close);
  return there;
}

bool Listener::has_ended() const {
  const std::lock_guard guard(state_->lock);
  return state_->started && state_->tasks == 0;
}

Place Listener::retire() {
  state_->retired = true;
  if (state_->started) {
    state_->reactors[0].post([state = state_] {
      if (state->acceptor) state->acceptor->wake();
    });
    std::unique_lock guard(state_->lock);
    state_->gone.wait(guard, [&] { return !state_->accepting; });
  }
  if (state_->socket) ::shutdown(state_->socket.number(), SHUT_RD);  // bound still: what listens on nothing refuses who comes
  return {state_->bound, std::move(state_->socket)};
}

void Listener::stop(Deadline until) {
  if (!state_->started) return;
  auto before = state_->close_at.load();
  while (until < before && !state_->close_at.compare_exchange_weak(before, until)) {
  }
  if (state_->stopping.exchange(true)) return;
  state_->task_begins();
  state_->reactors[0].post([state = state_] { spawn(close_sessions(state), [state] { state->task_ends(); }); });
}

void Listener::join() {
  std::unique_lock guard(state_->lock);
  state_->gone.wait(guard, [&] { return state_->tasks == 0; });
}

}  // namespace postern::net
