// Untagged answers about mailboxes that are not selected, as NOTIFY asked for them (RFC 5465).
#pragma once
#include "imap/context.h"

namespace postern::imap {

// Reads the account's mailboxes and tells what has changed since the last call; nothing is read while nothing has changed.
// Where there is more to watch than the limits allow, NOTIFICATIONOVERFLOW ends all notifications.
Task<Result<void>> tell_other_mailboxes(Context&);
// What a client hears that waits between commands or in IDLE: the selected mailbox, then the others. Without EXPUNGE between
// commands where NOTIFY asked for SELECTED-DELAYED.
enum class Waiting : std::uint8_t { between_commands, in_idle };
Task<Result<void>> tell_waiting(Context&, Waiting);

}  // namespace postern::imap
