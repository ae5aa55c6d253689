// SASL mechanisms (RFC 4422 §3) as state machines of bytes: no clock, no socket, no store. SMTP, IMAP and POP3 drive them alike.
// Use: start(initial response or none), then step(response) for each line of the client, already free of base64; do what each
//   Step says. Protocols do not drive a mechanism themselves: Authenticator::Exchange does, and asks the directory for them.
// Promises: input over kSaslLongestMessage is refused; the steps of an unknown user look like those of a known one.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "auth/scram.h"
#include "base/random.h"
#include "base/secret.h"
#include "net/stream.h"

namespace postern::auth {

inline constexpr std::size_t kSaslLongestMessage = 4096;
inline constexpr std::size_t kSaslLongestLine = 12'288;  // of a protocol that carries it in base64   RFC 4954 §4

// Send it; the client's answer goes to step().
struct Challenge {
  std::string text;
};
// Verify it; the mechanism is at its end.
struct PasswordClaim {
  std::string name;
  Secret password;
};
// Look it up. Of whom, when the client has said so; else a token says itself.
struct TokenClaim {
  std::string name;
  Secret token;
};
// Look it up (or fake it) and call supply().
struct WantVerifier {
  std::string name;
};
// The client knows a password of this name: that of this verifier among those supplied.
struct Proven {
  std::string name;
  std::size_t which = 0;
};
// `why` is for the log; the client is told the one public text.
struct Bad {
  std::string why;
  bool wrong_password = false;
};

using Step = std::variant<Challenge, PasswordClaim, TokenClaim, WantVerifier, Proven, Bad>;

// Of a password of that name. Without it a proof is judged and not answered: the exchange is over at once, as after a wrong one.
enum class Standing : std::uint8_t { good, none };

// One of the passwords that a name has. All that are supplied together have the salt and iterations of the first.
struct KnownPassword {
  ScramVerifier verifier;
  Standing standing = Standing::good;
};

class Mechanism {
 public:
  virtual ~Mechanism() = default;
  // `initial` is none when the client sent no initial response; an empty one ("=" on the wire) is a value.
  virtual Step start(std::optional<std::string_view> initial) = 0;
  virtual Step step(std::string_view response) = 0;
  virtual Step supply(
      std::vector<KnownPassword>);  // answers WantVerifier, with one at least; Bad for mechanisms that never ask
};

enum class MechanismName : std::uint8_t { plain, login, scram_sha_256, scram_sha_256_plus, oauthbearer, xoauth2 };

std::string_view word(MechanismName);                            // as it stands in AUTH= and CAPABILITY
std::optional<MechanismName> mechanism_named(std::string_view);  // in any case of letters

// The connection that an exchange runs over.
struct Channel {
  bool plus = false;  // a mechanism with channel binding is announced here
  net::ChannelBinding binding{};
};

std::unique_ptr<Mechanism> make_mechanism(MechanismName, Random&, Channel channel = {});

}  // namespace postern::auth
