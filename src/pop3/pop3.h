// The POP3 server: a maildrop as it was at login, on ports 110 and 995.
// Use: co_await pop3::serve(stream, settings, options, allowance, ports);  once accepted, and after TLS where it is implicit.
// Promises: messages are removed by QUIT alone; nothing that came in clear before STLS is used after it; memory a session holds
//   is bounded by the settings and the number of messages; no port is called after serve ends.
// The maildrop is not locked: it is a snapshot, message numbers stay as they are, and what another session removes is said
// to be gone when it is asked for. So IN-USE (RFC 2449 §8.1.1) never occurs.
#pragma once
#include <memory>

#include "base/task.h"
#include "net/session_limits.h"
#include "net/stream.h"
#include "pop3/ports.h"
#include "pop3/settings.h"

namespace postern::pop3 {

Task<void> serve(net::Stream& stream, std::shared_ptr<const Settings> settings, Options options, net::Allowance allowance,
                 Ports ports);

}  // namespace postern::pop3
