// One blocking connection to the server under test: bytes out, lines in.
#pragma once
#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "options.h"

namespace mailload {

// What all connections share: whom to connect to, and the TLS settings (no resumption, nothing is verified).
class Target {
 public:
  explicit Target(const Options&);
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] SSL_CTX* tls() const { return tls_.get(); }

 private:
  const Options& options_;
  std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> tls_;
};

class Connection {
 public:
  // Connects and, when the options say so, makes TLS.
  Connection(const Target&, std::size_t port);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void send(std::string_view);
  // The next line without its end. The view lives until the next call.
  std::string_view line();
  void skip(std::size_t octets);
  [[nodiscard]] std::uint64_t received() const { return received_; }

 private:
  void connect(std::size_t port);
  void make_tls();
  void fill();
  [[nodiscard]] std::size_t unread() const { return end_ - begin_; }

  const Target& target_;
  int fd_ = -1;
  std::unique_ptr<SSL, void (*)(SSL*)> tls_{nullptr, SSL_free};
  std::vector<char> buffer_;  // octets [begin_, end_) have come and are not read
  std::size_t begin_ = 0, end_ = 0;
  std::uint64_t received_ = 0;
};

}  // namespace mailload
