// What was agreed about a message before its bytes came: from whom, to whom, and what is to be reported back.
// Made by whoever takes a message in (SMTP, later the web); kept with it until the last recipient is done.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "address/mailbox.h"
#include "base/ids.h"
#include "base/time.h"
#include "smtp/grammar/parameters.h"

namespace postern::queue {

struct Recipient {
  address::Mailbox mailbox;  // "postmaster" without a domain has been given this host's
  smtp::Notify notify;
  std::string orcpt_type;  // RFC 3461 §4.2; empty when the sender named none
  std::string orcpt;
};

// Where a message came in, for Received fields, logs and rules.
struct Origin {
  SessionId session;
  std::string id;  // of this message, in Received, in the reply and in every log line
  Time received;
  std::string client_ip;
  std::string client_name;  // as the client named itself
  bool tls = false;
  AccountId account;  // who had logged in; 0: nobody
  std::string login;  // the address of that account
};

// How likely it is that nobody wants to read a message.
enum class Level : std::uint8_t { none, low, medium, high };

// What shows that a message is from where its From says. Numbers are stored.
enum class Proof : std::uint8_t {
  none = 0,
  spf = 1,    // passed for the author's organisation, which has no DMARC record
  dkim = 2,   // the same
  dmarc = 3,  // passed
  arc = 4,    // a trusted sealer says that it had passed
  login = 5,  // somebody who may write in that name has sent it
};

// What a message is held for. Numbers are stored.
enum class HeldFor : std::uint8_t {
  unknown = 0,  // it was held before kinds were kept
  spam = 1,
  attachment = 2,
  scanner = 3,
};
std::string_view name(HeldFor);

// What was found out about a message while it came in.
struct Judged {
  Level level = Level::none;
  std::int32_t score = 0;                    // hundredths of a point
  std::string quarantine;                    // why nobody is given it until an administrator releases it; empty: it is not held
  std::optional<address::Mailbox> author{};  // the one mailbox in From; none: there are several, or it cannot be read
  Proof proof = Proof::none;                 // of the author
  bool path_is_proven = false;               // the reverse-path is of whoever has sent it: answers go to nobody else
  HeldFor held_for = HeldFor::unknown;       // what kind of reason `quarantine` is

  // The first reason stays, but spam does less harm than what a message may carry.
  void hold(HeldFor, std::string reason);
};

// By when a message is to be with its recipients, and what is done when it is not.   RFC 2852
struct By {
  Time at;
  bool or_return = false;  // it comes back; else its sender is told and it goes on
  bool trace = false;
};

// What is asked of TLS on the whole way.
enum class Secrecy : std::uint8_t {
  usual,     // what the next server's domain asks for
  required,  // no hop without proven TLS (RFC 8689 §4)
  waived,    // the sender would rather have it arrive (RFC 8689 §5)
};

struct Envelope {
  std::optional<address::Mailbox> reverse_path;  // none: the null reverse-path, to which nothing is ever reported
  std::vector<Recipient> recipients;             // at least one
  smtp::Body body = smtp::Body::seven_bit;
  bool smtputf8 = false;
  smtp::Ret ret = smtp::Ret::unset;
  std::string envid;
  Secrecy tls = Secrecy::usual;
  std::optional<By> by;
  Time hold_until;   // not before (RFC 4865)
  int priority = 0;  // -9 to 9 (RFC 6710)
  Judged judged;
  std::string fields;  // header fields that are put in front of it on its way on: a seal
  Origin origin;
};

// A report must not be lost for the want of what the message about which it is had asked for.   RFC 8689 §4.2.1, §5
inline bool must_be_secret(const Envelope& e) { return e.tls == Secrecy::required && e.reverse_path; }

}  // namespace postern::queue
