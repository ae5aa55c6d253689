// The IMAP server: IMAP4rev2 (RFC 9051) and IMAP4rev1 (RFC 3501) with the extensions that README.md lists.
// Use: co_await imap::serve(stream, services) once a connection is accepted (after the handshake where TLS comes first).
// Promises: one session, from greeting to close; commands are answered in order; memory before login is bounded by a few KiB,
//   after it by Settings; no store lock or transaction is held while the peer is written to.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>

#include "auth/login.h"
#include "base/task.h"
#include "base/time.h"
#include "base/units.h"
#include "config/config.h"
#include "events/events.h"
#include "net/session_limits.h"
#include "net/stream.h"
#include "store/store.h"

namespace postern::imap {

// What every protocol's sessions are allowed is in net/session_limits.h.
struct Settings {
  config::Octets max_message_size{50_MiB};     // APPENDLIMIT: the messages of one APPEND together
  std::chrono::minutes autologout = 30min;     // RFC 9051 §5.4: at least 30 minutes
  std::chrono::seconds write_timeout = 120s;   // for a peer to take 64 KiB
  std::chrono::minutes idle_keepalive = 4min;  // "* OK Still here" keeps middle boxes from forgetting the connection
  bool offer_starttls = true;
  bool offer_compression = false;
};

// Messages that a user has put into another mailbox, by COPY or MOVE.
struct Moved {
  AccountId account;
  MailboxId from, to;
  store::UidRanges uids;  // in `to`
};

// All outlive the session.
struct Services {
  store::Store& store;
  auth::Login& login;
  const TimeSource& time;
  events::Sink& events;
  const Settings& settings;                     // of this session; they do not change under it
  net::Allowance allowance;                     // as each session begins
  std::function<Task<void>(Moved)> moved = {};  // hears of it before the client does; none: nobody does
};

Task<void> serve(net::Stream&, const Services&);

}  // namespace postern::imap
