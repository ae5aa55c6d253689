// The way of an accepted message: recipients become accounts here and mailboxes elsewhere, and each gets it durably.
// Use: auto done = co_await delivery.accept(envelope, bytes, parsed); then 250.
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
#include "store/store.h"

namespace postern::delivery {

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

  // `bytes` begins with our Received field; `parsed` counts its offsets from there.
  Task<Result<void>> accept(queue::Envelope, std::shared_ptr<const std::string> bytes,
                            std::shared_ptr<const mime::Message> parsed);

 private:
  Ports ports_;
};

}  // namespace postern::delivery
