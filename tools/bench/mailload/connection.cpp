// The buffer is searched in place, so that the client's own work stays small beside the server's.
#include "connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace mailload {
namespace {

constexpr std::size_t kFirstBuffer = 2 * 1024;  // ten thousand idle connections are opened
constexpr std::size_t kPiece = 64 * 1024;
constexpr timeval kPatience{.tv_sec = 120, .tv_usec = 0};

}  // namespace

Target::Target(const Options& options) : options_(options), tls_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
  SSL_CTX_set_verify(tls_.get(), SSL_VERIFY_NONE, nullptr);
  SSL_CTX_set_session_cache_mode(tls_.get(), SSL_SESS_CACHE_OFF);
}

Connection::Connection(const Target& target, std::size_t port) : target_(target), buffer_(kFirstBuffer) {
  connect(port);
  if (target.options().tls == "implicit") make_tls();
}

Connection::~Connection() {
  tls_.reset();
  if (fd_ >= 0) ::close(fd_);
}

void Connection::connect(std::size_t port) {
  const auto& host = target_.options().host;
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  if (!host.starts_with("127.") || inet_pton(AF_INET, host.c_str(), &to.sin_addr) != 1) throw Fault("loopback targets only");
  fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd_ < 0) throw Fault(std::string("socket: ") + std::strerror(errno));
  const int one = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    const int error = errno;
    ::close(std::exchange(fd_, -1));
    throw Fault(std::string("connect: ") + std::strerror(error));
  }
}

void Connection::make_tls() {
  tls_.reset(SSL_new(target_.tls()));
  SSL_set_fd(tls_.get(), fd_);
  if (SSL_connect(tls_.get()) != 1) throw Fault("TLS handshake failed");
}

void Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                        : ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n <= 0) throw Fault("the server took no more");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

// Grows to a piece only when a first buffer was too small.
void Connection::fill() {
  if (begin_ == end_) begin_ = end_ = 0;
  if (end_ == buffer_.size()) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, unread());
    end_ = unread();
    begin_ = 0;
    if (end_ * 2 > buffer_.size()) buffer_.resize(std::max(buffer_.size() * 2, kPiece));
  }
  const auto room = buffer_.size() - end_;
  const auto n =
      tls_ ? SSL_read(tls_.get(), buffer_.data() + end_, static_cast<int>(room)) : ::recv(fd_, buffer_.data() + end_, room, 0);
  if (n <= 0) throw Fault("the connection was closed, or nothing came for two minutes");
  end_ += static_cast<std::size_t>(n);
  received_ += static_cast<std::size_t>(n);
}

std::string_view Connection::line() {
  for (std::size_t seen = 0;;) {
    const char* start = buffer_.data() + begin_;
    if (const auto* lf = static_cast<const char*>(std::memchr(start + seen, '\n', unread() - seen))) {
      const auto size = static_cast<std::size_t>(lf - start);
      begin_ += size + 1;
      const std::string_view all(start, size);
      return all.ends_with('\r') ? all.substr(0, size - 1) : all;
    }
    seen = unread();
    fill();
  }
}

void Connection::skip(std::size_t octets) {
  while (unread() < octets) {
    octets -= unread();
    begin_ = end_;
    fill();
  }
  begin_ += octets;
}

}  // namespace mailload
