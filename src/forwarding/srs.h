// Reverse-paths of forwarded mail (SRS, the Sender Rewriting Scheme): the next server asks the SPF record of our domain, and reports that come
// back find the way to who has sent it.
// Use: Srs srs(key);  path = srs.forward(sender, our_domain, now);   sender = srs.back(recipient, now);
// Promises: what is not made with the key, or more than kLife ago, leads nowhere, so nobody can send through it; case may change on the
//   way. Pure; any thread.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "address/mailbox.h"
#include "base/secret.h"
#include "base/time.h"

namespace postern::forwarding {

inline constexpr std::chrono::days kLife{21};

class Srs {
 public:
  explicit Srs(Secret key) : key_(std::move(key)) {}

  // "SRS0=hash=day=domain=local@by"; of a path that another forwarder made, "SRS1=hash=its domain==rest@by". None when that would be longer
  // than a local part may be, or the sender's cannot stand in it.
  [[nodiscard]] std::optional<address::Mailbox> forward(const address::Mailbox& sender, const address::Domain& by,
                                                        Time now) const;
  [[nodiscard]] std::optional<address::Mailbox> back(const address::Mailbox& rewritten, Time now) const;

 private:
  [[nodiscard]] std::string hash(std::string_view text, const address::Domain& by) const;

  Secret key_;
};

}  // namespace postern::forwarding
