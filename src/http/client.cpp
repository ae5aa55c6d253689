// Sockets without blocking, OpenSSL on top, and poll() until the deadline.
#include "http/client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/executor.h"
#include "base/text.h"
#include "net/scope.h"

namespace postern::http {
namespace {

using TlsContext = std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)>;
using TlsSession = std::unique_ptr<SSL, decltype(&SSL_free)>;

std::unexpected<Error> no_answer(std::string what) { return fail(Failure::unavailable, std::move(what), std::strerror(errno)); }

struct Place {
  sockaddr_storage address{};
  socklen_t size = 0;
};

Place place_at(const IpAddress& address, std::uint16_t port) {
  Place out;
  if (address.is_v4()) {
    auto& v4 = reinterpret_cast<sockaddr_in&>(out.address);
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    std::memcpy(&v4.sin_addr, address.bytes.data() + 12, 4);
    out.size = sizeof v4;
  } else {
    auto& v6 = reinterpret_cast<sockaddr_in6&>(out.address);
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    std::memcpy(&v6.sin6_addr, address.bytes.data(), 16);
    out.size = sizeof v6;
  }
  return out;
}

// The very address that was looked at is the one that is called: a name that says something else the next moment gains nothing.
Result<std::vector<Place>> places_of(const Outgoing& request, const Find& find, Deadline until) {
  const auto found = find(request.url.host, until);
  if (!found) return std::unexpected(found.error());
  std::vector<Place> out;
  bool inside = false;
  for (const auto& address : *found)
    if (!request.may_be_inside && !net::is_of_the_internet(address))
      inside = true;
    else
      out.push_back(place_at(address, request.url.port));
  if (out.empty() && inside)
    return fail(Failure::denied, "The host is this one or in a private network, where nothing is called");
  return out;
}

class Connection {
 public:
  explicit Connection(Deadline until) : until_(until) {}
  ~Connection() {
    tls_.reset();
    if (fd_ >= 0) ::close(fd_);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Result<void> open(const Place& place) {
    fd_ = ::socket(place.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd_ < 0) return no_answer("There is no socket");
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&place.address), place.size) == 0) return {};
    if (errno == EACCES) return fail(Failure::denied, "The port can be reached from the next start on");
    if (errno != EINPROGRESS) return no_answer("The host cannot be reached");
    if (auto ready = wait(POLLOUT); !ready) return ready;
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size);
    errno = error;
    return error == 0 ? Result<void>{} : no_answer("The host cannot be reached");
  }

  Result<void> start_tls(const Outgoing& request) {
    context_.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_2_VERSION);
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_default_verify_paths(context_.get());
    if (!request.extra_ca.empty() && SSL_CTX_load_verify_file(context_.get(), request.extra_ca.c_str()) != 1)
      return fail(Failure::denied, "The file of further authorities cannot be read");
    tls_.reset(SSL_new(context_.get()));
    SSL_set_fd(tls_.get(), fd_);
    const auto& host = request.url.host;
    auto* expected = SSL_get0_param(tls_.get());
    const bool is_address = X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str()) == 1;
    if (!is_address) {
      SSL_set_tlsext_host_name(tls_.get(), host.c_str());
      SSL_set_hostflags(tls_.get(), X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
      if (SSL_set1_host(tls_.get(), host.c_str()) != 1) return fail(Failure::invalid, "The host is no name");
    }
    const auto shaken = carry_out([this] { return SSL_connect(tls_.get()); });
    if (!shaken) return std::unexpected(shaken.error());
    return {};
  }

  Result<void> send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = carry_out([&] { return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())); });
      if (!sent) return std::unexpected(sent.error());
      bytes.remove_prefix(static_cast<std::size_t>(*sent));
    }
    return {};
  }

  Result<Reply> reply(std::size_t most) {
    ReplyReader reader(most);
    for (;;) {
      std::array<char, 4096> piece{};
      const auto got = carry_out([&] { return SSL_read(tls_.get(), piece.data(), piece.size()); });
      if (!got) return std::unexpected(got.error());
      auto whole = reader.feed({piece.data(), static_cast<std::size_t>(*got)});
      if (!whole) return pass_on(whole);
      if (*whole) return reader.take();
    }
  }

 private:
  Result<void> wait(short for_what) {
    pollfd one{.fd = fd_, .events = for_what, .revents = 0};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now()).count();
    if (left <= 0 || ::poll(&one, 1, static_cast<int>(left)) <= 0) return fail(Failure::timeout, "The host is too slow");
    return {};
  }

  // One step of OpenSSL, repeated until the socket lets it end.
  Result<int> carry_out(auto step) {
    for (;;) {
      ERR_clear_error();
      const int done = step();
      if (done > 0) return done;
      const int why = SSL_get_error(tls_.get(), done);
      if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) {
        if (auto ready = wait(why == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT); !ready) return std::unexpected(ready.error());
        continue;
      }
      if (const auto verified = SSL_get_verify_result(tls_.get()); verified != X509_V_OK)
        return fail(Failure::denied, "The host's certificate does not hold", X509_verify_cert_error_string(verified));
      return fail(Failure::closed, "The host closed the connection");
    }
  }

  Deadline until_;
  int fd_ = -1;
  TlsContext context_{nullptr, SSL_CTX_free};
  TlsSession tls_{nullptr, SSL_free};
};

std::string text_of(const Outgoing& r) {
  auto out = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\nConnection: close\r\n", r.method, r.url.path,
                         r.url.authority(), r.body.size());
  for (const auto& [name, value] : r.headers) out += fmt::format("{}: {}\r\n", name, value);
  return out + "\r\n" + r.body;
}

Result<Reply> exchange(const Outgoing& request, const Place& place, Deadline until) {
  Connection connection(until);
  if (auto done = connection.open(place); !done) return pass_on(done);
  if (auto done = connection.start_tls(request); !done) return pass_on(done);
  if (auto done = connection.send(text_of(request)); !done) return pass_on(done);
  return connection.reply(request.most);
}

}  // namespace

Result<Reply> Caller::operator()(const Outgoing& request) const {
  const auto until = Clock::now() + request.patience;
  const auto places = places_of(request, find_, until);
  if (!places) return std::unexpected(places.error());
  Result<Reply> last = fail(Failure::unavailable, "The host has no address");
  for (const auto& place : *places) {
    last = exchange(request, place, until);
    if (last || last.error().kind == Failure::timeout) break;  // what was sent once is not sent to another address as well
  }
  return last;
}

}  // namespace postern::http
