// What a session wants done, each answered by one of its on_...(): see session.h.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "address/mailbox.h"
#include "queue/envelope.h"
#include "senderauth/origin.h"
#include "smtp/server/ports.h"
#include "store/spool.h"

namespace postern::smtp {

struct ReadMore {};
struct StartTls {};
struct Close {};
struct CheckSenders {
  std::vector<address::Mailbox> mailboxes;  // answer with as many facts, in their order
  AccountId account;
};
struct CheckRecipient {
  address::Mailbox mailbox;
  AccountId account;
  std::uint64_t size;  // as MAIL declares it; 0: it does not
};
struct BeginLogin {
  std::string mechanism;
  std::optional<std::string> initial;
};
struct ContinueLogin {
  std::string response;
};
struct FlushSpool {
  store::Spool* spool;  // the session's; it leaves it alone until the answer
};
struct JudgeOrigin {
  const senderauth::Evidence* evidence;  // the session's; it leaves it alone until the answer
  senderauth::OriginQuery query;
};
struct InspectMessage {
  Inspected inspected;  // the session's; it leaves it alone until the answer
};
struct AcceptMessage {
  queue::Envelope envelope;
  Message message;
  std::string fields;                       // to be put into its header, behind the Return-Path
  std::optional<address::Domain> author{};  // whose signatures it is to get, over
  const senderauth::Evidence* evidence{};   // which is the session's until the answer
};
using Effect = std::variant<ReadMore, StartTls, Close, CheckSenders, CheckRecipient, BeginLogin, ContinueLogin, FlushSpool,
                            JudgeOrigin, InspectMessage, AcceptMessage>;

}  // namespace postern::smtp
