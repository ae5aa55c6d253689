// Who answers for an account that has just been given a message, as delivery sees it: a port.
// Promises asked of it: what it cannot do, it tells the log; the message is delivered in any case.
#pragma once
#include <memory>

#include "base/ids.h"
#include "base/task.h"
#include "mime/message.h"
#include "queue/envelope.h"

namespace postern::delivery {

class Answers {
 public:
  // `junk`: it lies in the mailbox for junk. The envelope outlives the task.
  virtual Task<void> given(AccountId, const queue::Envelope&, std::shared_ptr<const mime::Message>, bool junk) = 0;

 protected:
  ~Answers() = default;
};

}  // namespace postern::delivery
