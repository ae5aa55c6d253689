// What IMAP asks of the world besides the mail store: who a client is.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "net/stream.h"

namespace postern::imap {

struct Peer {
  net::Endpoint address;
  SessionId session;
  bool tls = false;
};

// One SASL exchange. It ends with an account or a failure; to give it up, destroy it.
class Exchange {
 public:
  struct Challenge {
    std::string bytes;  // before base64
  };
  using Step = std::variant<Challenge, AccountId>;

  virtual ~Exchange() = default;
  virtual Task<Result<Step>> start(std::optional<std::string> initial) = 0;
  virtual Task<Result<Step>> step(std::string answer) = 0;
};

class Logins {
 public:
  virtual ~Logins() = default;

  // The same failure and the same text whatever the cause; Failure::unavailable only when the server is overloaded.
  virtual Task<Result<AccountId>> login(Peer, std::string user, Secret password) = 0;
  // Mechanisms that may be used on such a connection, best first: "SCRAM-SHA-256", "PLAIN".
  [[nodiscard]] virtual std::vector<std::string_view> mechanisms(bool tls) const = 0;
  // Null for a mechanism that is not one of them.
  virtual std::unique_ptr<Exchange> begin(std::string_view mechanism, Peer) = 0;
  // Whether LOGIN may be given: with TLS always, without only where the settings allow it.
  [[nodiscard]] virtual bool password_allowed(bool tls) const = 0;
};

}  // namespace postern::imap
