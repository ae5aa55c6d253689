// Who signs mail that this server writes itself or has changed on its way, as delivery sees him: a port.
// Promises asked of it: whatever it cannot do, the message goes without.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "address/domain.h"
#include "base/task.h"
#include "mime/message.h"
#include "store/spool.h"

namespace postern::delivery {

class Signer {
 public:
  // The fields to stand in front of a message that is written in this name: by the domain of ours that is it, or is nearest above it.
  // Empty when there is none, or no key of it signs. The message outlives the task, and is what the content holds.
  virtual Task<std::string> sign(std::string host, store::Content, const mime::Message&) = 0;
  // The domain of ours that a field of a message says has signed it; none: it is no signature, or of somebody else.
  [[nodiscard]] virtual std::optional<address::Domain> signed_by(const mime::Message&, const mime::Field&) const = 0;

 protected:
  ~Signer() = default;
};

}  // namespace postern::delivery
