// What the guard judges by: one small record for each thing that happens at the doors, kept in the store from the first day so
// that a rule can be tried on the past.
// Use: sink.record({.at = now, .signal = Signal::login, .service = Service::imap, ...}).
// Promises: record() never blocks and never throws; records of the last moments may be lost in a crash. A record holds no
// password:
//   `credential` is a keyed tag that tells only whether two wrong passwords were the same.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace postern::events {

// Numbers are stored: they are never used twice.
enum class Signal : std::uint8_t {
  connection = 1,
  login = 2,
  recipient_refused = 3,
  session_without_message = 4,
  message_sent = 5,
  sender_refused = 6,
  bounce = 7,          // mail of this account that we sent has come back
  password_reset = 8,  // somebody asked for a forgotten password to be reset
  forgiven = 9,        // an administrator lifted what there was against the address or account: counting begins at nothing
};
enum class Service : std::uint8_t { smtp = 1, submission = 2, imap = 3, pop3 = 4, web = 5, admin = 6, sieve = 7 };

// Why, for signals that have a why.
enum class Cause : std::uint8_t {
  none = 0,             // a login: it succeeded
  unknown_account = 1,  // a login or recipient that does not exist
  wrong_password = 2,
  account_disabled = 3,
  not_permitted = 4,  // this account may not use this service, or not from this address
  second_factor = 5,
  relay = 6,  // a recipient elsewhere, asked for by someone who may not
  malformed = 7,
  limit = 8,                  // too many recipients, a full mailbox
  overloaded = 9,             // put off; says nothing about the peer
  password_expired = 10,      // a login: the password was right once
  application_password = 11,  // a login: a wrong or unfit application password
  blocked = 12,               // a login: from a blocked address, or into an account that only known devices get into
};

struct SecurityEvent {
  Time at;
  Signal signal = Signal::connection;
  Service service = Service::smtp;
  Cause cause = Cause::none;
  bool tls = false;
  SessionId session;
  std::array<std::uint8_t, 16> ip{};  // the client's own; IPv4 as ::ffff:a.b.c.d
  AccountId account;                  // 0 when none is known
  std::string name;                   // login name, refused recipient or envelope sender; cut at kLongestName octets
  std::uint64_t credential = 0;       // which wrong secret; of a right login which key of the account, 0: its password
  std::uint32_t recipients = 0;       // message_sent
  std::uint64_t size = 0;             // message_sent

  static constexpr std::size_t kLongestName = 128;
  friend bool operator==(const SecurityEvent&, const SecurityEvent&) = default;
};

// About 40 octets, with a version in front. Decoding refuses what this version did not write.
std::string encode(const SecurityEvent&);
Result<SecurityEvent> decode_security_event(std::string_view);

std::string_view name(Signal);
std::string_view name(Service);
std::string_view name(Cause);
std::optional<Service> service_named(std::string_view);

class SecuritySink {
 public:
  virtual void record(SecurityEvent) = 0;  // any thread

 protected:
  ~SecuritySink() = default;
};

}  // namespace postern::events
