// Connects, waits for the socket to be writable, and keeps a list of what stands, so that it can be ended.
#include "net/connect.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/locked.h"
#include "net/kernel_address.h"
#include "net/socket_stream.h"

namespace postern::net {
namespace {

struct Live {
  Reactor* reactor;
  std::function<void()> close;  // on the reactor alone
};
struct Registry {
  bool stopped = false;
  std::unordered_map<SessionId, Live> live;
};

std::unexpected<Error> no_connection(int error) {
  const char* detail = std::strerror(error);
  switch (error) {
    case ECONNREFUSED:
    case ECONNRESET:
    case EAGAIN: return fail(Failure::unavailable, "Connection refused", detail);
    case ENETUNREACH:
    case EHOSTUNREACH:
    case EADDRNOTAVAIL:
    case EAFNOSUPPORT:
    case ENOENT:
    case ENOTDIR: return fail(Failure::not_found, "No way to the host", detail);
    case ETIMEDOUT: return fail(Failure::timeout, "Timed out", detail);
    case EACCES:
    case EPERM: return fail(Failure::denied, "This host does not allow the connection", detail);
    default: return fail(Failure::io, "Cannot connect", detail);
  }
}

void set(int fd, int level, int option) {
  const int on = 1;
  ::setsockopt(fd, level, option, &on, sizeof on);
}

// A socket on its way.
Result<Fd> begin(const Endpoint& peer, const std::optional<IpAddress>& from) {
  sockaddr_storage there{}, here{};
  const auto size = kernel_address(peer.address, peer.port, there);
  Fd fd(::socket(there.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
  if (!fd) return no_connection(errno);
  set(fd.number(), SOL_SOCKET, SO_KEEPALIVE);
  set(fd.number(), IPPROTO_TCP, TCP_NODELAY);
  if (from) {
    // The port is chosen by connect(), which knows that one may serve many peers.
    set(fd.number(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
    const auto own = kernel_address(*from, 0, here);
    if (::bind(fd.number(), reinterpret_cast<const sockaddr*>(&here), own) != 0) return no_connection(errno);
  }
  if (::connect(fd.number(), reinterpret_cast<const sockaddr*>(&there), size) != 0 && errno != EINPROGRESS)
    return no_connection(errno);
  return fd;
}

// To a socket in the file system. Such a one connects at once, or says that its queue is full (EAGAIN).
Result<Fd> begin_local(const std::string& path) {
  sockaddr_un there{};
  there.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof there.sun_path || path.contains('\0'))
    return fail(Failure::invalid, "The path of the socket is too long");
  std::memcpy(there.sun_path, path.data(), path.size());
  Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd || ::connect(fd.number(), reinterpret_cast<const sockaddr*>(&there), sizeof there) != 0) return no_connection(errno);
  return fd;
}

Result<void> outcome(const Descriptor& descriptor) {
  int error = 0;
  socklen_t size = sizeof error;
  if (::getsockopt(descriptor.fd(), SOL_SOCKET, SO_ERROR, &error, &size) != 0) error = errno;
  if (error != 0) return no_connection(error);
  return {};
}

std::unexpected<Error> stopped() { return fail(Failure::closed, "Connection closed", "the server stops"); }

}  // namespace

struct Connector::State {
  State(std::string service, SessionIds& numbers, events::Sink& sink)
      : ids(numbers), shared{std::move(service), nullptr, sink}, registry(Registry{}) {}

  SessionIds& ids;
  StreamShared shared;
  Locked<Registry> registry;

  // A connection that was begun, until it stands.
  static Task<Result<std::unique_ptr<Stream>>> stand(std::shared_ptr<State>, Endpoint peer, Result<Fd>, Deadline until);
  // On the reactor that the connection is on: nobody takes it away meanwhile.
  void close(SessionId id) {
    auto how = registry.with([&](Registry& all) -> std::function<void()> {
      const auto found = all.live.find(id);
      return found == all.live.end() ? std::function<void()>() : found->second.close;
    });
    if (how) how();
  }
};

namespace {

// On the list from its making to its end; its own reactor only.
template <class State>
class Listed {
 public:
  Listed(std::shared_ptr<State> state, SessionId id, Reactor& reactor, std::function<void()> close)
      : state_(std::move(state)), id_(id) {
    admitted_ = state_->registry.with([&](Registry& all) {
      if (!all.stopped) all.live.insert_or_assign(id, Live{&reactor, std::move(close)});
      return !all.stopped;
    });
  }
  ~Listed() {
    state_->registry.with([&](Registry& all) { all.live.erase(id_); });
  }
  Listed(const Listed&) = delete;
  Listed& operator=(const Listed&) = delete;
  [[nodiscard]] bool admitted() const { return admitted_; }

 private:
  std::shared_ptr<State> state_;
  SessionId id_;
  bool admitted_ = false;
};

template <class State>
struct Keeps {
  std::shared_ptr<State> state;
};

template <class State>
class Outbound final : Keeps<State>, public SocketStream {  // the stream reads the shared part to its end
 public:
  Outbound(Reactor& reactor, Fd fd, const Ends& ends, SessionId id, const std::shared_ptr<State>& state)
      : Keeps<State>{state},
        SocketStream(reactor, std::move(fd), ends, id, state->shared),
        listed_(state, id, reactor, [this] { close(); }) {}
  [[nodiscard]] bool admitted() const { return listed_.admitted(); }

 private:
  Listed<State> listed_;
};

}  // namespace

Connector::Connector(std::string service, SessionIds& ids, events::Sink& sink)
    : state_(std::make_shared<State>(std::move(service), ids, sink)) {}
Connector::~Connector() { stop(); }

Task<Result<std::unique_ptr<Stream>>> Connector::connect(Endpoint peer, std::optional<IpAddress> from, Deadline until) {
  return State::stand(state_, peer, begin(peer, from), until);
}

Task<Result<std::unique_ptr<Stream>>> Connector::connect(const std::string& path, Deadline until) {
  return State::stand(state_, {}, begin_local(path), until);
}

// The state is held by value: the connector may go while this waits.
Task<Result<std::unique_ptr<Stream>>> Connector::State::stand(std::shared_ptr<State> state, Endpoint peer, Result<Fd> begun,
                                                              Deadline until) {
  auto* reactor = dynamic_cast<Reactor*>(Executor::here());
  if (!reactor) co_return fail(Failure::invalid, "Connections are made on reactors");
  if (!begun) co_return pass_on(begun);
  const auto id = state->ids.next();
  std::optional<Descriptor> descriptor;
  descriptor.emplace(*reactor, std::move(*begun));
  {
    const Listed<State> listed(state, id, *reactor, [&descriptor] { descriptor->close(); });
    if (!listed.admitted()) co_return stopped();
    const Ready ready = co_await descriptor->writable(until);
    if (ready == Ready::timeout) co_return fail(Failure::timeout, "Timed out", "no answer to a connection");
    if (ready == Ready::closed) co_return stopped();
  }
  if (auto connected = outcome(*descriptor); !connected) co_return pass_on(connected);
  const Ends ends{peer, local_end(descriptor->fd())};
  auto stream = std::make_unique<Outbound<State>>(*reactor, descriptor->release(), ends, id, state);
  if (!stream->admitted()) co_return stopped();
  co_return std::unique_ptr<Stream>(std::move(stream));
}

void Connector::stop() {
  auto all = state_->registry.with([](Registry& registry) {
    registry.stopped = true;
    std::vector<std::pair<SessionId, Reactor*>> out;
    for (const auto& [id, live] : registry.live) out.emplace_back(id, live.reactor);
    return out;
  });
  for (const auto& [id, reactor] : all) reactor->post([state = state_, number = id] { state->close(number); });
}

std::size_t Connector::open() const {
  return state_->registry.with([](const Registry& all) { return all.live.size(); });
}

}  // namespace postern::net
