// The answer that an account gives by itself.
// Use: const auto message = compose(reply, {from, name, to}, original, random, now);
// Promises: nothing answers it (Auto-Submitted; the caller gives it the null reverse-path); nothing of the message's text is in it; ASCII
//   alone, but for addresses that are not; lines of bounded length; what strangers wrote cannot become a field.   RFC 3834 §3
#pragma once
#include <string>

#include "address/mailbox.h"
#include "base/random.h"
#include "base/time.h"
#include "directory/auto_reply.h"
#include "mime/message.h"

namespace postern::autoreply {

struct Between {
  address::Mailbox from;
  std::string name;  // that people see
  address::Mailbox to;
};

struct Composed {
  std::string id;
  std::string message;  // without a Return-Path
};
Composed compose(const directory::AutoReply&, const Between&, const mime::Message& original, Random&, Time now);

}  // namespace postern::autoreply
