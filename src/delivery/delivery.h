// The way of an accepted message: recipients become accounts here and mailboxes elsewhere, and each gets it durably.
// Use: auto done = co_await delivery.accept(envelope, incoming); then 250.
// Promises: success means that every recipient has it: in their INBOX, or in the queue. When nobody could be given it, the error says so
//   and nothing is kept. When some could and others could not, the others wait in the queue: the sender is not asked to send again what
//   somebody has already.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "directory/directory.h"
#include "events/events.h"
#include "mime/message.h"
#include "queue/queue.h"
#include "store/spool.h"
#include "store/store.h"

namespace postern::delivery {

// A message that is whole: one Return-Path in front (RFC 5321 §4.4), then our Received field, then what came.
struct Incoming {
  std::unique_ptr<store::Spool> body;
  std::shared_ptr<const mime::Message> parsed;  // offsets count from the first octet of the body
  std::size_t return_path = 0;  // octets of that field: a message that goes on to another server begins behind it
};

class Delivery {
 public:
  struct Ports {
    directory::Directory& directory;
    store::Store& store;
    queue::Queue& queue;
    const TimeSource& time;
    events::Sink& events;
  };
  explicit Delivery(Ports ports) : ports_(ports) {}

  Task<Result<void>> accept(queue::Envelope, Incoming);

 private:
  Ports ports_;
};

}  // namespace postern::delivery
