// The one door through which every protocol lets people in: by a SASL exchange, or by a name and a password.
// Use: login.mechanisms(peer) are announced; exchange = login.begin(word, peer), then start() and step() until the answer is an
//   Identity or an error; or identity = co_await login.password(peer, name, password) where a protocol has such a command.
// Promises: what a protocol must know of the rules is in mechanisms(): begin() refuses what is not there, and where there is
//   none every login is refused before a password is looked at. Unknown, wrong and forbidden are one error with one text
//   (Failure::denied); an exchange that makes no sense is Failure::invalid; a temporary() error says nothing about the client.
//   Each login is one security event with its true cause. A protocol adds only its own words; net::Allowance counts refusals.
// Called and resumed on the session's reactor; ready for calls of many sessions at once.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/sasl.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/task.h"
#include "events/security.h"

namespace postern::auth {

// Who asks, from where.
struct Peer {
  SessionId session;
  events::Service service = events::Service::imap;
  std::array<std::uint8_t, 16> ip{};  // the client's own; IPv4 as ::ffff:a.b.c.d
  std::string ip_text;                // the same, for the log
  bool tls = false;
  net::ChannelBinding channel{};  // asked for by begin() only
  Secret browser{};               // what a browser was given at a login before (admin/browsers.h); none elsewhere
};

// Who has logged in.
struct Identity {
  AccountId account;
  std::string address;
  std::string local_part{};              // of the account then: a name that is gone is nobody's any more
  std::uint64_t credential_version = 0;  // of the account when it logged in
  std::uint32_t app_password = 0;        // by which of its application passwords; 0: by its own
  bool read_only = false;                // may read mail and change nothing
  events::Service service{};             // where he got in; none: somebody else acts in his name
  bool sends = false;                    // has come to send: that ends before its reading does (H07)
  bool by_code = false;                  // has shown a second factor besides its own password
};

using Answer = std::variant<Challenge, Identity>;

// One SASL exchange of one peer. Destroy it to abandon it ("*" of the client). After an error or an Identity it is at its end.
class Exchange {
 public:
  virtual ~Exchange() = default;
  // Messages come free of base64; none is another thing than an empty one.
  virtual Task<Result<Answer>> start(std::optional<std::string> initial) = 0;
  virtual Task<Result<Answer>> step(std::string response) = 0;
};

class Login {
 public:
  virtual ~Login() = default;

  // The mechanisms to announce to this peer, best first, in words that last for ever. Empty, as without TLS: nobody can log in
  // there, by password() neither.
  [[nodiscard]] virtual std::vector<std::string_view> mechanisms(const Peer&) const = 0;
  // `mechanism` in any case of letters.
  virtual Result<std::unique_ptr<Exchange>> begin(std::string_view mechanism, Peer) = 0;
  virtual Task<Result<Identity>> password(Peer, std::string name, Secret password) = 0;
  // False once the account may no longer be used or its credentials are others: its session is to end. Cheap: in memory.
  [[nodiscard]] virtual bool still_holds(const Identity&) const = 0;
};

}  // namespace postern::auth
