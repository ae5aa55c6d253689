// What the SMTP server asks of the world. The app gives the real ones, tests give fakes.
// Promises asked of each: called and resumed on the session's reactor; ready for calls of many sessions at once.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "address/mailbox.h"
#include "auth/login.h"
#include "base/ids.h"
#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "events/events.h"
#include "events/security.h"
#include "mime/message.h"
#include "net/stream.h"
#include "queue/envelope.h"
#include "smtp/server/relay.h"
#include "smtp/server/settings.h"

namespace postern::smtp {

class Directory {
 public:
  // Promised besides: the postmaster of a hosted domain has a home, under whatever name.
  virtual ~Directory() = default;
  // `account` is who logged in, 0 when nobody did.
  virtual Task<Result<SenderFacts>> sender(address::Mailbox, AccountId account) = 0;
  virtual Task<Result<RecipientStatus>> recipient(address::Mailbox) = 0;
};

// A message as it came, with our Received field in front.
struct Message {
  std::shared_ptr<const std::string> bytes;
  std::shared_ptr<const mime::Message> parsed;  // offsets count from the first byte of `bytes`
};

class Deliver {
 public:
  virtual ~Deliver() = default;
  // Success means: durable, in each local recipient's mailbox or in the queue. From then on it is our duty.   RFC 5321 §4.2.5
  virtual Task<Result<void>> accept(queue::Envelope, Message) = 0;
};

class Trust {
 public:
  virtual ~Trust() = default;
  [[nodiscard]] virtual bool may_send_without_login(const net::Address&) const = 0;  // H26
};

struct Ports {
  Directory& directory;
  auth::Login& login;
  Deliver& deliver;
  const Trust& trust;
  const TimeSource& time;
  events::Sink& events;
  events::SecuritySink& security;
};

}  // namespace postern::smtp
