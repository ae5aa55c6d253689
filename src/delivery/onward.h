// How mail for an address here goes on to people elsewhere, as delivery sees it: a port.
// Promises asked of it: whatever it cannot do, the message goes on without.
#pragma once
#include <optional>
#include <string>

#include "address/mailbox.h"
#include "base/task.h"
#include "mime/message.h"
#include "queue/envelope.h"
#include "store/spool.h"

namespace postern::delivery {

struct Forward {
  std::optional<address::Mailbox> reverse_path;  // to whom reports go
  std::string fields;                            // to stand in front of the message
};

class Onward {
 public:
  // `by`: the domain of ours in whose name it goes on. The envelope and the message outlive the task.
  virtual Task<Forward> forward(const queue::Envelope&, address::Domain by, store::Content, const mime::Message&) = 0;
  // From whom the mail was whose reports come to this address; none: it was not made by forward(), or too long ago.
  [[nodiscard]] virtual std::optional<address::Mailbox> sender_behind(const address::Mailbox&) const = 0;
  // Whether mail for one of our domains may go on to that address.
  [[nodiscard]] virtual bool may_forward(const address::Domain& from, const address::Mailbox& to) const = 0;

 protected:
  ~Onward() = default;
};

}  // namespace postern::delivery
