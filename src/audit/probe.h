// A client of our own ports: how a stranger sees them. Blocking, with a deadline on every wait; on a thread that may wait.
// Use: auto probe = Probe::open(door); probe->command("EHLO audit.invalid") gives the whole reply.
// Promises: on loopback it comes from an address of its own, so what it provokes counts against nobody; a reply is at most 64 KiB.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "audit/subject.h"
#include "base/result.h"

namespace postern::audit {

class Probe {
 public:
  enum class Tls : std::uint8_t { any, at_most_1_1 };

  // Where it comes from when it visits the door; what that has provoked is to be forgiven.
  static std::string source(const Door&);
  // Connects, with TLS where the door begins with it. The greeting is not read yet. Failure::denied: we may not, or the
  // handshake was refused.
  static Result<Probe> open(const Door&, Tls = Tls::any);
  Probe(Probe&&) noexcept;
  Probe& operator=(Probe&&) noexcept;
  ~Probe();

  Result<void> send(std::string_view bytes);
  Result<std::string> line();  // without its end
  // To the end of a reply: "250-..." goes on (SMTP); one line elsewhere.
  Result<std::string> reply();
  Result<std::string> command(std::string_view line);
  // Lines until one that begins with `last`, all of them with line ends.
  Result<std::string> lines_until(std::string_view last);
  Result<void> start_tls(Tls = Tls::any);
  [[nodiscard]] std::string tls_version() const;  // "TLSv1.3"; empty: in clear

 private:
  struct Connection;
  explicit Probe(std::unique_ptr<Connection>);
  std::unique_ptr<Connection> at_;
};

}  // namespace postern::audit
