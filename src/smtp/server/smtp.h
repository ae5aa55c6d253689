// The SMTP server: takes mail in on ports 25 (exchange), 587 and 465 (submission).
// Use: co_await smtp::serve(stream, settings, listener, allowance, ports);  once accepted, and after TLS where it is implicit.
// Promises: 250 after a message only when Deliver said it is durable; replies in the order of commands; nothing that came in
//   clear before STARTTLS is used after it; memory is bounded by the settings; no port is called after serve ends.
#pragma once
#include <memory>

#include "base/task.h"
#include "net/session_limits.h"
#include "net/stream.h"
#include "smtp/server/ports.h"
#include "smtp/server/settings.h"

namespace postern::smtp {

Task<void> serve(net::Stream& stream, std::shared_ptr<const Settings> settings, Listener listener, net::Allowance allowance,
                 Ports ports);

}  // namespace postern::smtp
