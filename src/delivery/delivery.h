// The way of an accepted message: recipients become accounts here and mailboxes elsewhere, and each gets it durably.
// Use: auto done = co_await delivery.accept(envelope, bytes, parsed); then 250.
// Promises: success means that every recipient has it: in their INBOX, or in the queue. When nobody could be given it, the error says so
//   and nothing is kept. When some could and others could not, the others wait in the queue, where delivery/retry.h finds them: the sender
//   is not asked to send again what somebody has already.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/task.h"
#include "base/time.h"
#include "config/config.h"
#include "directory/directory.h"
#include "events/events.h"
#include "mime/message.h"
#include "queue/queue.h"
#include "queue/schedule.h"
#include "store/store.h"

namespace postern::delivery {

// How far one try came.
struct Given {
  bool somebody = false;                    // at least one account has it
  std::vector<queue::Recipient> elsewhere;  // still to be sent to another server; or gone since they were accepted
  std::vector<queue::Recipient> here;       // whose account could not be given it
  std::optional<Error> failed;              // why not, of the first of those
};

class Delivery {
 public:
  struct Ports {
    directory::Directory& directory;
    store::Store& store;
    queue::Queue& queue;
    const TimeSource& time;
    events::Sink& events;
    config::Live<queue::Settings> retries = {};
  };
  explicit Delivery(Ports ports) : ports_(ports) {}

  // `bytes` begins with our Received field; `parsed` counts its offsets from there.
  Task<Result<void>> accept(queue::Envelope, std::shared_ptr<const std::string> bytes,
                            std::shared_ptr<const mime::Message> parsed);

  // Gives the message to those who have a home here and says who is left. With `again` it is a further try of that queue entry: whom an
  // earlier one has reached is not given it twice. The envelope must outlive the call.
  Task<Result<Given>> give(const queue::Envelope&, std::shared_ptr<const std::string> bytes,
                           std::shared_ptr<const mime::Message> parsed, queue::EntryId again = {});

 private:
  Ports ports_;
};

}  // namespace postern::delivery
