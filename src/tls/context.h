// What one service shows to its TLS clients: certificates chosen by name, tickets of its own, its protocols (ALPN).
// Use: auto context = Context::make({.service = "imap", .alpn = {"imap"}}, identities, time, random);
//      Connection tls = (*context)->accept(fd);   drive handshake(), read(), write() on the non-blocking socket.
// Promises: replace() is safe from any thread and drops no connection; a connection keeps what it began with.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/locked.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "tls/certificate.h"

using SSL = struct ssl_st;

namespace postern::tls {

// One set of certificates in force, with its callbacks' data; shared by the context and the handshakes under way.
struct Loaded;
class TicketKeys;
struct Proof;                  // tls/client.h
enum class By : std::uint8_t;  // likewise

enum class Step : std::uint8_t { done, wants_read, wants_write, ended, broken };

// One side of a TLS connection on a non-blocking socket that somebody else owns.
class Connection {
 public:
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) = delete;
  ~Connection();

  Step handshake();
  // Step::done: `n` says how many bytes. Step::ended: the peer has closed in order. Step::broken: see reason().
  Step read(std::span<char> into, std::size_t& n);
  Step write(std::string_view bytes, std::size_t& n);
  [[nodiscard]] bool has_pending() const;  // bytes that the socket no longer shows
  void say_goodbye();                      // close_notify, as far as the socket takes it at once

  [[nodiscard]] std::string summary() const;  // "TLSv1.3 TLS_AES_128_GCM_SHA256"
  // The two words of it. They live as long as the program.
  [[nodiscard]] const char* version() const;
  [[nodiscard]] const char* cipher() const;
  // What a login can be bound to (RFC 5056), empty where this connection has no such thing: tls-exporter (RFC 9266), and
  // tls-server-end-point (RFC 5929 §4).
  [[nodiscard]] std::string exporter() const;
  [[nodiscard]] std::string end_point() const;
  [[nodiscard]] bool resumed() const;
  [[nodiscard]] const std::string& reason() const { return reason_; }  // private detail, for the log
  [[nodiscard]] Proof proof() const;  // of a client: what the other side has shown, after a handshake that ended, well or not

 private:
  friend class Context;
  friend class ClientContext;
  Connection(std::shared_ptr<const Loaded>, int fd);
  Connection(SSL* client, By expected) : ssl_(client), expected_(expected) {}  // owns it
  Step outcome(int result);

  SSL* ssl_ = nullptr;                    // RAII by hand, so that this header names no library
  std::shared_ptr<const Loaded> loaded_;  // for the callbacks; let go of after the handshake
  By expected_{};                         // of a client
  std::string reason_;
};

struct Service {
  std::string name = {};                     // tickets of one service are refused by another
  std::vector<std::string> alpn = {};        // RFC 7301; when a client offers protocols and none is here it is refused
  std::vector<std::string> host_names = {};  // lower case; who asks for another is refused. None: any name will do
};

class Context {
 public:
  // The first identity is shown to clients that ask for no name, or for one that none covers.
  static Result<std::shared_ptr<Context>> make(Service, std::span<const Identity>, const TimeSource&, Random&);
  ~Context();

  Result<void> replace(std::span<const Identity>);  // all or nothing
  [[nodiscard]] Connection accept(int fd) const;

 private:
  Context(Service, const TimeSource&, Random&);

  const Service service_;
  const TimeSource& time_;
  std::shared_ptr<TicketKeys> tickets_;  // shared with handshakes under way
  Locked<std::shared_ptr<const Loaded>> loaded_;
};

}  // namespace postern::tls
