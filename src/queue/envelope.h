// What was agreed about a message before its bytes came: from whom, to whom, and what is to be reported back.
// Made by whoever takes a message in (SMTP, later the web); kept with it until the last recipient is done.
#pragma once
#include <optional>
#include <string>
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

struct Envelope {
  std::optional<address::Mailbox> reverse_path;  // none: the null reverse-path, to which nothing is ever reported
  std::vector<Recipient> recipients;             // at least one
  smtp::Body body = smtp::Body::seven_bit;
  bool smtputf8 = false;
  smtp::Ret ret = smtp::Ret::unset;
  std::string envid;
  Origin origin;
};

}  // namespace postern::queue
