// Sockets with timeouts, and OpenSSL on top.
#include "audit/probe.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace postern::audit {
namespace {

constexpr timeval kPatience{.tv_sec = 5, .tv_usec = 0};  // a read or write
constexpr std::size_t kLongest = 64 * 1024;

using Context = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using Session = std::unique_ptr<SSL, decltype(&SSL_free)>;

std::unexpected<Error> no_answer(std::string what) { return fail(Failure::unavailable, std::move(what), std::strerror(errno)); }

// A wildcard is reached over loopback.
std::string reached_by(const std::string& address) {
  if (address == "::" || address == "0.0.0.0") return "127.0.0.1";
  return address;
}

// An address of its own, which nobody else uses.
constexpr std::string_view kOwn = "127.80.79.83";

Result<int> connect_to(const Door& door) {
  const auto address = reached_by(door.address);
  sockaddr_in v4{.sin_family = AF_INET, .sin_port = htons(door.port), .sin_addr = {}, .sin_zero = {}};
  sockaddr_in6 v6{
      .sin6_family = AF_INET6, .sin6_port = htons(door.port), .sin6_flowinfo = 0, .sin6_addr = {}, .sin6_scope_id = 0};
  const bool is_v4 = inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1;
  if (!is_v4 && inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) != 1) return no_answer("not an address: " + address);
  const int fd = ::socket(is_v4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return no_answer("no socket");
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  if (const auto source = Probe::source(door); source != address) {
    sockaddr_in own{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {}, .sin_zero = {}};
    inet_pton(AF_INET, source.c_str(), &own.sin_addr);
    ignore(::bind(fd, reinterpret_cast<sockaddr*>(&own), sizeof own) == 0, "another address of ours does as well");
  }
  const auto* to = is_v4 ? reinterpret_cast<const sockaddr*>(&v4) : reinterpret_cast<const sockaddr*>(&v6);
  if (::connect(fd, to, is_v4 ? sizeof v4 : sizeof v6) == 0) return fd;
  // The sandbox lets us connect to the ports that were known at the start.
  auto failed = errno == EACCES ? fail(Failure::denied, "it was opened after the start and can be tried after the next one")
                                : no_answer("cannot connect");
  ::close(fd);
  return failed;
}

}  // namespace

struct Probe::Connection {
  int fd = -1;
  bool smtp = false;
  Context context{nullptr, SSL_CTX_free};
  Session tls{nullptr, SSL_free};
  std::string unread = {};

  Connection(int socket, bool is_smtp) : fd(socket), smtp(is_smtp) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    tls.reset();
    ::close(fd);
  }

  Result<void> fill() {
    std::array<char, 4096> piece{};
    const auto n = tls ? SSL_read(tls.get(), piece.data(), piece.size()) : ::recv(fd, piece.data(), piece.size(), 0);
    if (n < 0) return no_answer("no answer");
    if (n == 0) return fail(Failure::closed, "the connection was closed");
    if (unread.size() + static_cast<std::size_t>(n) > kLongest) return fail(Failure::too_large, "an endless answer");
    unread.append(piece.data(), static_cast<std::size_t>(n));
    return {};
  }
};

Probe::Probe(std::unique_ptr<Connection> at) : at_(std::move(at)) {}
Probe::Probe(Probe&&) noexcept = default;
Probe& Probe::operator=(Probe&&) noexcept = default;
Probe::~Probe() = default;

Result<Probe> Probe::open(const Door& door, Tls tls) {
  auto fd = connect_to(door);
  if (!fd) return pass_on(fd);
  Probe probe(std::make_unique<Connection>(*fd, door.takes_mail()));
  if (door.tls == net::TlsMode::implicit)
    if (auto done = probe.start_tls(tls); !done) return pass_on(done);
  return probe;
}

std::string Probe::source(const Door& door) {
  const auto address = reached_by(door.address);
  return address.starts_with("127.") ? std::string(kOwn) : address;
}

// The certificate is another check's business.
Result<void> Probe::start_tls(Tls versions) {
  at_->context.reset(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_verify(at_->context.get(), SSL_VERIFY_NONE, nullptr);
  if (versions == Tls::at_most_1_1) {
    SSL_CTX_set_min_proto_version(at_->context.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(at_->context.get(), TLS1_1_VERSION);
    SSL_CTX_set_security_level(at_->context.get(), 0);
    SSL_CTX_set_cipher_list(at_->context.get(), "ALL:@SECLEVEL=0");
  }
  at_->tls.reset(SSL_new(at_->context.get()));
  SSL_set_fd(at_->tls.get(), at_->fd);
  if (SSL_connect(at_->tls.get()) == 1) return {};
  at_->tls.reset();
  return fail(Failure::denied, "the TLS handshake failed");
}

std::string Probe::tls_version() const { return at_->tls ? SSL_get_version(at_->tls.get()) : std::string(); }

Result<void> Probe::send(std::string_view bytes) {
  const auto size = static_cast<int>(bytes.size());
  const auto sent =
      at_->tls ? SSL_write(at_->tls.get(), bytes.data(), size) : ::send(at_->fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent != size) return no_answer("cannot send");
  return {};
}

Result<std::string> Probe::line() {
  for (;;) {
    if (const auto end = at_->unread.find("\r\n"); end != std::string::npos) {
      auto found = at_->unread.substr(0, end);
      at_->unread.erase(0, end + 2);
      return found;
    }
    if (auto more = at_->fill(); !more) return pass_on(more);
  }
}

Result<std::string> Probe::reply() {
  std::string all;
  for (;;) {
    auto next = line();
    if (!next) return next;
    all += *next + "\n";
    if (!at_->smtp || next->size() < 4 || (*next)[3] != '-') return all;
  }
}

Result<std::string> Probe::command(std::string_view words) {
  if (auto sent = send(std::string(words) + "\r\n"); !sent) return pass_on(sent);
  return reply();
}

Result<std::string> Probe::lines_until(std::string_view last) {
  std::string all;
  for (;;) {
    auto next = line();
    if (!next) return next;
    all += *next + "\n";
    if (all.size() > kLongest) return fail(Failure::too_large, "an endless answer");
    if (next->starts_with(last)) return all;
  }
}

}  // namespace postern::audit
