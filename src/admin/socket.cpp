// Calls over a Unix socket: framing by lines, the kernel's word on who calls, one thread a call.
#include "admin/socket.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <utility>

#include "admin/frames.h"

namespace postern::admin {
namespace {

constexpr std::size_t kMaxCalls = 16;
constexpr std::chrono::seconds kCallTime{30};     // between two pieces of a call
constexpr std::chrono::seconds kAnswerTime{300};  // for a caller who does not read: a pager that waits for its user
constexpr std::chrono::seconds kStopTime{5};      // then calls that still write are cut off

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

Result<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return fail(Failure::too_large,
                fmt::format("The socket's path is longer than {} bytes: choose a shorter folder", sizeof address.sun_path - 1));
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

bool answers(const sockaddr_un& address) {
  const Descriptor probe(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  return connect(probe.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool send_all(int fd, std::string_view rest) {
  while (!rest.empty()) {
    const auto sent = send(fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// The next line; empty when the peer has ended, is too slow, or the line is too long.
std::string next_line(int fd, Lines& lines) {
  while (true) {
    if (auto line = lines.next()) return std::move(*line);
    char chunk[16 * 1024];
    const auto got = recv(fd, chunk, sizeof chunk, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0 || !lines.add({chunk, static_cast<std::size_t>(got)})) return {};
  }
}

void set_patience(int fd, int option, std::chrono::seconds patience) {
  const timeval wait{.tv_sec = patience.count(), .tv_usec = 0};
  setsockopt(fd, SOL_SOCKET, option, &wait, sizeof wait);
}

// Root and the server's own user own the server; nobody else calls.
Caller caller_behind(int peer) {
  ucred who{};
  socklen_t size = sizeof who;
  if (getsockopt(peer, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) return {};
  if (who.uid == 0) return owner("root");
  if (who.uid == geteuid()) return owner("local");
  return {};
}

}  // namespace

Result<std::unique_ptr<SocketServer>> SocketServer::bind(const std::string& path) {
  auto address = address_of(path);
  if (!address) return pass_on(address);
  if (answers(*address)) return fail(Failure::exists, "Another server is running on this data folder");
  unlink(path.c_str());
  Descriptor listener(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const mode_t before = umask(0177);
  const int bound = ::bind(listener.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address);
  umask(before);
  if (bound != 0 || listen(listener.get(), 16) != 0)
    return fail(Failure::io, "Cannot open the administration socket", std::strerror(errno));
  return std::unique_ptr<SocketServer>(new SocketServer(listener.release(), path));
}

SocketServer::~SocketServer() {
  stop();
  close(listener_);
}

void SocketServer::start(World& world) {
  world_ = &world;
  acceptor_ = std::thread([this] { accept_calls(); });
}

void SocketServer::stop() {
  if (stopping_.exchange(true)) return;
  shutdown(listener_, SHUT_RDWR);  // wakes accept()
  if (acceptor_.joinable()) acceptor_.join();
  std::unique_lock guard(lock_);
  for (const int peer : peers_) shutdown(peer, SHUT_RD);  // who has not asked yet; who waits for an answer gets it
  if (!none_left_.wait_for(guard, kStopTime, [&] { return peers_.empty(); }))
    for (const int peer : peers_) shutdown(peer, SHUT_RDWR);
  none_left_.wait(guard, [&] { return peers_.empty(); });
  unlink(path_.c_str());
}

void SocketServer::accept_calls() {
  while (!stopping_) {
    const int peer = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0) {
      if (errno == EMFILE || errno == ENFILE) poll(nullptr, 0, 100);  // no descriptor is free: wait rather than spin
      continue;
    }
    if (auto taken = take_call(peer); !taken) {
      send_all(peer, end_line(pass_on(taken)));
      close(peer);
    }
  }
}

// A call has a thread of its own, so that a long one holds up nobody.
Result<void> SocketServer::take_call(int peer) {
  if (caller_behind(peer).roles.empty()) return fail(Failure::denied, "Only root and the server's own user may administer it");
  set_patience(peer, SO_RCVTIMEO, kCallTime);
  set_patience(peer, SO_SNDTIMEO, kAnswerTime);
  const std::lock_guard guard(lock_);
  if (peers_.size() >= kMaxCalls) return fail(Failure::unavailable, "Too many administration commands at once: try again");
  try {
    std::thread([this, peer] {
      serve(peer);
      end_call(peer);
    }).detach();
  } catch (const std::system_error&) {
    return fail(Failure::unavailable, "The system has no thread to spare: try again");
  }
  peers_.insert(peer);  // the thread waits for the lock before it takes it out
  return {};
}

void SocketServer::end_call(int peer) {
  const std::lock_guard guard(lock_);
  peers_.erase(peer);
  close(peer);
  none_left_.notify_all();
}

void SocketServer::serve(int peer) {
  Lines lines;
  auto call = parse_call(next_line(peer, lines));
  if (!call) {
    send_all(peer, end_line(pass_on(call)));
    return;
  }
  const Progress progress = [&](const json::value& v) { return !stopping_ && send_all(peer, progress_line(v)); };
  send_all(peer, end_line(run_operation(*world_, call->operation, call->arguments, caller_behind(peer), progress)));
}

Result<json::value> call_over_socket(const std::string& path, std::string_view operation, const json::object& arguments,
                                     const Progress& progress) {
  auto address = address_of(path);
  if (!address) return pass_on(address);
  const Descriptor peer(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (connect(peer.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0)
    return fail(errno == EACCES ? Failure::denied : Failure::closed,
                errno == EACCES ? "Only root and the server's own user may administer it" : "The server is not running");
  // Who refuses a call at once does not wait for its words: his answer is there also when they do not get through.
  const bool sent = send_all(peer.get(), call_line(operation, arguments));
  Lines lines;
  for (std::string line = next_line(peer.get(), lines); !line.empty(); line = next_line(peer.get(), lines)) {
    auto answer = parse_answer(line);
    if (!answer) return pass_on(answer);
    if (!answer->is_progress) return std::move(answer->value);
    if (!progress(*answer->value)) return json::value();
  }
  if (!sent) return fail(Failure::closed, "The server is not running");
  return fail(Failure::unavailable, "The server went away before it answered: see its log, and try again");
}

}  // namespace postern::admin
