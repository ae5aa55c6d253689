// Accounts of machines (H08): a web form, a printer, a monitor. They send as what they were made for, and nothing else opens to them.
// Use: standing = fits(scope, peer, now) at login;  how much: hourly_cap.h
#pragma once
#include "auth/login.h"
#include "base/time.h"
#include "directory/service_scope.h"

namespace postern::auth {

// none: it logs in here and now. Else why not: not_permitted (not to send, or from another network), password_expired.
events::Cause fits(const directory::ServiceScope&, const Peer&, Time now);

}  // namespace postern::auth
