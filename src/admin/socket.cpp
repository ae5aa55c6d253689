// Calls over a Unix socket: framing by lines, the kernel's word on who calls, one thread a call.
#include "admin/socket.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "admin/world.h"
#include "base/run_here.h"
#include "base/units.h"
#include "events/table.h"

namespace postern::admin {
namespace {

constexpr std::size_t kMaxCall = 32_MiB;
constexpr int kMaxCalls = 16;

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

bool send_line(int fd, const json::value& v) {
  std::string line = json::serialize(v);
  line += '\n';
  for (std::string_view rest = line; !rest.empty();) {
    const auto sent = send(fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Lines of a socket, bounded.
class Lines {
 public:
  explicit Lines(int fd) : fd_(fd) {}
  // Empty when the peer has ended or the line is too long.
  std::string next() {
    for (std::size_t searched = 0;;) {
      const auto end = buffer_.find('\n', searched);
      if (end != buffer_.npos) {
        std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 1);
        return line;
      }
      searched = buffer_.size();
      char chunk[16 * 1024];
      const auto got = recv(fd_, chunk, sizeof chunk, 0);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0 || buffer_.size() + static_cast<std::size_t>(got) > kMaxCall) return {};
      buffer_.append(chunk, static_cast<std::size_t>(got));
    }
  }

 private:
  int fd_;
  std::string buffer_;
};

json::object error_line(const Error& e) { return {{"error", {{"kind", name(e.kind)}, {"text", e.text}}}}; }

Error error_from(const json::object& e) {
  Error out;
  out.kind = Failure::invalid;
  for (const auto kind :
       {Failure::not_found, Failure::exists, Failure::denied, Failure::conflict, Failure::too_large, Failure::over_quota,
        Failure::unavailable, Failure::corrupt, Failure::io, Failure::timeout, Failure::closed})
    if (const auto* k = e.if_contains("kind"); k && k->is_string() && k->get_string() == name(kind)) out.kind = kind;
  if (const auto* text = e.if_contains("text"); text && text->is_string()) out.text = std::string(text->get_string());
  return out;
}

Role role_of(int peer) {
  ucred who{};
  socklen_t size = sizeof who;
  if (getsockopt(peer, SOL_SOCKET, SO_PEERCRED, &who, &size) != 0) return Role::nobody;
  return who.uid == 0 || who.uid == geteuid() ? Role::owner : Role::nobody;
}

// What an operation was asked of: its first positional word, if that is no secret and no file.
std::string subject_of(const Operation& op, const json::object& arguments) {
  for (const auto& a : op.arguments) {
    const auto* v = a.positional && a.kind == Kind::text ? arguments.if_contains(a.name) : nullptr;
    if (v && v->is_string()) return std::string(v->get_string());
  }
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
  for (int left = calls_; left > 0; left = calls_) calls_.wait(left);
  unlink(path_.c_str());
}

void SocketServer::accept_calls() {
  while (!stopping_) {
    const int peer = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0) {
      if (errno == EMFILE || errno == ENFILE) poll(nullptr, 0, 100);  // no descriptor is free: wait rather than spin
      continue;
    }
    if (calls_ >= kMaxCalls) {
      send_line(peer, error_line({Failure::unavailable, "Too many administration commands at once", {}, {}}));
      close(peer);
      continue;
    }
    ++calls_;
    std::thread([this, peer] {
      serve(peer);
      close(peer);
      --calls_;
      calls_.notify_all();
    }).detach();
  }
}

void SocketServer::serve(int peer) {
  const Role caller = role_of(peer);
  const std::string line = Lines(peer).next();
  boost::system::error_code bad;
  const json::value call = json::parse(line, bad);
  const auto* operation = !bad && call.is_object() ? call.get_object().if_contains("operation") : nullptr;
  const auto* arguments = operation ? call.get_object().if_contains("arguments") : nullptr;
  if (!operation || !operation->is_string() || !arguments || !arguments->is_object()) {
    send_line(peer, error_line({Failure::invalid, "A call is {\"operation\": ..., \"arguments\": {...}}", {}, {}}));
    return;
  }
  const Progress progress = [&](const json::value& v) { return !stopping_ && send_line(peer, json::object{{"progress", v}}); };
  auto done = run_operation(*world_, operation->get_string(), arguments->get_object(), caller, progress);
  send_line(peer, done ? json::object{{"result", std::move(*done)}} : error_line(done.error()));
}

Result<json::value> call_over_socket(const std::string& path, std::string_view operation, const json::object& arguments,
                                     const Progress& progress) {
  auto address = address_of(path);
  if (!address) return pass_on(address);
  const Descriptor peer(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (connect(peer.get(), reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0)
    return fail(errno == EACCES ? Failure::denied : Failure::closed,
                errno == EACCES ? "Only root and the server's own user may administer it" : "The server is not running");
  send_line(peer.get(), json::object{{"operation", operation}, {"arguments", arguments}});
  Lines lines(peer.get());
  for (std::string line = lines.next(); !line.empty(); line = lines.next()) {
    boost::system::error_code bad;
    const json::value v = json::parse(line, bad);
    if (bad || !v.is_object()) break;
    const auto& answer = v.get_object();
    if (const auto* step = answer.if_contains("progress")) {
      if (!progress(*step)) return json::value();
    } else if (const auto* error = answer.if_contains("error")) {
      return std::unexpected(error_from(error->as_object()));
    } else if (const auto* result = answer.if_contains("result")) {
      return *result;
    }
  }
  return fail(Failure::closed, "The server went away before it answered");
}

Result<json::value> run_operation(World& world, std::string_view operation, const json::object& arguments, Role caller,
                                  const Progress& progress) {
  const Operation* row = find(operation);
  if (!row) return fail(Failure::not_found, "There is no such operation");
  if (row->role == Role::nobody || caller < row->role) return fail(Failure::denied, "You may not do this");
  if (auto ok = check(*row, arguments); !ok) return pass_on(ok);
  auto done = run_here(row->run(world, Call{arguments, progress}));
  if (row->role == Role::owner) {  // H03: who changes something is told, also when it fails; never with what
    const std::string_view outcome = done ? std::string_view("done") : name(done.error().kind);
    world.events.write(
        events::Event::administrator_acted, {},
        {{events::Key::name, row->name}, {events::Key::text, subject_of(*row, arguments)}, {events::Key::reason, outcome}});
  }
  return done;
}

}  // namespace postern::admin
