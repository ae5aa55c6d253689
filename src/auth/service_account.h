// Accounts of machines (H08): a web form, a printer, a monitor. They send as what they were made for, and nothing else opens to them.
// Use: standing = fits(scope, peer, now) at login; if (!cap.take(account, scope.hourly, Clock::now())) refuse the recipient.
#pragma once
#include <array>
#include <cstdint>
#include <map>

#include "auth/login.h"
#include "base/executor.h"
#include "base/ids.h"
#include "base/locked.h"
#include "base/time.h"
#include "directory/service_scope.h"

namespace postern::auth {

// none: it logs in here and now. Else why not: not_permitted (not to send, or from another network), password_expired.
events::Cause fits(const directory::ServiceScope&, const Peer&, Time now);

// How many recipients each has sent to within the last hour, known since the server started. Any thread.
class HourlyCap {
 public:
  // Whether one more is within `most`; if so, it counts. Never more than `most` in any sixty minutes.
  bool take(AccountId, std::uint32_t most, Deadline now);

 private:
  static constexpr std::size_t kMinutes = 61;  // whole ones, so that sixty minutes lie within them
  struct Hour {
    std::int64_t minute = 0;  // the newest
    std::array<std::uint32_t, kMinutes> counts{};
  };
  Locked<std::map<AccountId, Hour>> hours_;
};

}  // namespace postern::auth
